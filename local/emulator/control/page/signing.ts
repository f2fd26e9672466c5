import type { AuthKind } from '../../../../shared/schema/endpoint'
import type { Route } from '../../platform/routes'

/** One signature of a call: the option of the client that it is made with, and what it adds to the call. */
interface Signature {
  readonly option: 'payAppKey' | 'sessionKey'
  /** Names on the wire. */
  readonly adds: readonly string[]
  /** Made only by clients that know the key. */
  readonly isOptional?: true
}

const byAppKey: Signature = { option: 'payAppKey', adds: ['pay_sig'] }
const byUser: Signature = { option: 'sessionKey', adds: ['signature', 'sig_method'] }

const signatures: { readonly [A in AuthKind]?: readonly Signature[] } = {
  paySignature: [byAppKey],
  userSignature: [byUser],
  payAndUserSignature: [byAppKey, byUser],
  midasSignature: [
    { option: 'payAppKey', adds: ['sig'] },
    { option: 'sessionKey', adds: ['mp_sig'], isOptional: true },
  ],
}

/** The signatures that a method is called with; none for most. */
export const signaturesOf = (route: Route | undefined): readonly Signature[] =>
  signatures[route?.row.auth ?? 'accessToken'] ?? []
