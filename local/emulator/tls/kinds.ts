/**
 * How a listener for TLS behaves: `good` is signed by the authority that the emulator gives out; of the others, a client
 * must refuse the certificate, or wait in vain (`stalled` takes the connection and never says a word).
 */
export type TlsKind = (typeof tlsKinds)[number]

export const tlsKinds = ['good', 'self-signed', 'expired', 'wrong-name', 'stalled'] as const
