import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

/** A certificate with its key, in PEM, made for this process alone. */
export interface Certificate {
  readonly name: string
  readonly key: KeyObject
  /** By which the certificates that this key signs name it: the SHA-1 of the public key (RFC 5280, 4.2.1.2). */
  readonly keyId: Buffer
  readonly keyPem: string
  readonly pem: string
}

/** What a certificate says. */
export interface CertificateFacts {
  /** The common name. */
  readonly name: string
  /** Host names and addresses that it is for; none for an authority. */
  readonly hosts?: readonly string[]
  readonly notBefore: Date
  readonly notAfter: Date
  /** Who signs it; self-signed by default. */
  readonly issuer?: Certificate
}

// As much of DER, the binary form of ASN.1, as a certificate needs.

/** One value: its tag, its length, its bytes. */
function tagged(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag]), lengthOf(body.length), body])
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const bytes = length < 0x100 ? [length] : [length >> 8, length & 0xff]
  return Buffer.from([0x80 | bytes.length, ...bytes])
}

const sequence = (...parts: readonly Buffer[]): Buffer => tagged(0x30, ...parts)
const set = (...parts: readonly Buffer[]): Buffer => tagged(0x31, ...parts)
const octets = (bytes: Buffer): Buffer => tagged(0x04, bytes)
/** Whole bytes as bits. */
const bits = (bytes: Buffer): Buffer => tagged(0x03, Buffer.from([0]), bytes)
const text = (value: string): Buffer => tagged(0x0c, Buffer.from(value, 'utf8'))
const yes = tagged(0x01, Buffer.from([0xff]))
/** A number that is not negative, by its bytes. */
const number = (bytes: Buffer): Buffer =>
  tagged(0x02, bytes[0]! & 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes)

/** `2.5.29.17`, as numbers. */
function objectId(...[first, second, ...rest]: readonly number[]): Buffer {
  const bytes = [40 * first! + second!]
  for (const part of rest) {
    const groups = [part & 0x7f]
    for (let left = part >> 7; left > 0; left >>= 7) groups.unshift(0x80 | (left & 0x7f))
    bytes.push(...groups)
  }
  return tagged(0x06, Buffer.from(bytes))
}

/** A moment, to the second, in UTC; until 2049 with a year of two digits, as RFC 5280 (4.1.2.5) asks. */
function time(moment: Date): Buffer {
  const digits = moment.toISOString().replace(/\D/g, '').slice(0, 14)
  const isShort = digits < '2050'
  return tagged(isShort ? 0x17 : 0x18, Buffer.from(`${isShort ? digits.slice(2) : digits}Z`, 'latin1'))
}

const signatureAlgorithm = sequence(objectId(1, 2, 840, 10045, 4, 3, 2))

/** Makes a certificate on P-256, and the key that goes with it. */
export function makeCertificate(facts: CertificateFacts): Certificate {
  const { name, hosts, notBefore, notAfter, issuer } = facts
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const publicDer = publicKey.export({ type: 'spki', format: 'der' })
  // Of an uncompressed point on P-256, the key is the last 65 bytes.
  const keyId = createHash('sha1').update(publicDer.subarray(-65)).digest()
  const serial = randomBytes(8)
  // A number that begins with zeros would not be in its shortest form.
  serial[0] = 0x40 | (serial[0]! & 0x3f)
  const toSign = sequence(
    tagged(0xa0, number(Buffer.from([2]))),
    number(serial),
    signatureAlgorithm,
    nameOf(issuer?.name ?? name),
    sequence(time(notBefore), time(notAfter)),
    nameOf(name),
    publicDer,
    tagged(0xa3, sequence(...extensions(hosts, keyId, issuer?.keyId ?? keyId))),
  )
  const signature = sign('sha256', toSign, issuer?.key ?? privateKey)
  const der = sequence(toSign, signatureAlgorithm, bits(signature))
  return {
    name,
    key: privateKey,
    keyId,
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    pem: pem('CERTIFICATE', der),
  }
}

const nameOf = (name: string): Buffer => sequence(set(sequence(objectId(2, 5, 4, 3), text(name))))

// keyCertSign and cRLSign of an authority, digitalSignature of a server: the first byte says how many bits are unused.
const authorityUse = tagged(0x03, Buffer.from([1, 0x06]))
const serverUse = tagged(0x03, Buffer.from([7, 0x80]))

/** The extensions that RFC 5280 asks for. */
function extensions(hosts: readonly string[] | undefined, keyId: Buffer, issuerKeyId: Buffer): Buffer[] {
  const isAuthority = hosts === undefined
  const shared = [
    sequence(objectId(2, 5, 29, 19), yes, octets(sequence(...(isAuthority ? [yes] : [])))),
    sequence(objectId(2, 5, 29, 15), yes, octets(isAuthority ? authorityUse : serverUse)),
    sequence(objectId(2, 5, 29, 14), octets(octets(keyId))),
    sequence(objectId(2, 5, 29, 35), octets(sequence(tagged(0x80, issuerKeyId)))),
  ]
  if (isAuthority) return shared
  const names = hosts.map(host =>
    /^[\d.]+$/.test(host)
      ? tagged(0x87, Buffer.from(host.split('.').map(Number)))
      : host === '::1'
        ? tagged(0x87, Buffer.concat([Buffer.alloc(15), Buffer.from([1])]))
        : tagged(0x82, Buffer.from(host, 'latin1')),
  )
  const serverAuth = sequence(objectId(1, 3, 6, 1, 5, 5, 7, 3, 1))
  return [
    ...shared,
    sequence(objectId(2, 5, 29, 37), octets(serverAuth)),
    sequence(objectId(2, 5, 29, 17), octets(sequence(...names))),
  ]
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g)!
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}
