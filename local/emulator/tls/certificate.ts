import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'
import { bits, number, objectId, octets, sequence, set, tagged, text, time, yes } from './der'

/** A certificate with its key, in PEM, made for this process alone. */
export interface Certificate {
  readonly name: string
  readonly key: KeyObject
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
  /** Who signs it; itself, where nobody is named. */
  readonly issuer?: Certificate
}

const signatureAlgorithm = sequence(objectId(1, 2, 840, 10045, 4, 3, 2))

/** Makes a certificate on P-256, and the key that goes with it. */
export function makeCertificate(facts: CertificateFacts): Certificate {
  const { name, hosts, notBefore, notAfter, issuer } = facts
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
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
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(...extensions(hosts))),
  )
  const signature = sign('sha256', toSign, issuer?.key ?? privateKey)
  const der = sequence(toSign, signatureAlgorithm, bits(signature))
  return {
    name,
    key: privateKey,
    keyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    pem: pem('CERTIFICATE', der),
  }
}

const nameOf = (name: string): Buffer => sequence(set(sequence(objectId(2, 5, 4, 3), text(name))))

function extensions(hosts: readonly string[] | undefined): Buffer[] {
  const isAuthority = hosts === undefined
  const basic = sequence(objectId(2, 5, 29, 19), yes, octets(sequence(...(isAuthority ? [yes] : []))))
  if (isAuthority) return [basic]
  const names = hosts.map(host =>
    /^[\d.]+$/.test(host)
      ? tagged(0x87, Buffer.from(host.split('.').map(Number)))
      : host === '::1'
        ? tagged(0x87, Buffer.concat([Buffer.alloc(15), Buffer.from([1])]))
        : tagged(0x82, Buffer.from(host, 'latin1')),
  )
  return [basic, sequence(objectId(2, 5, 29, 17), octets(sequence(...names)))]
}

function pem(label: string, der: Buffer): string {
  const lines = der.toString('base64').match(/.{1,64}/g)!
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}
