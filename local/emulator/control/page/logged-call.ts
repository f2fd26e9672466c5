import type { AuthKind } from '../../../../shared/schema/endpoint'
import { isMembers } from '../../platform/members'
import type { Route } from '../../platform/routes'

/** A file as the log describes it; its bytes are not kept. */
export interface LoggedFile {
  /** As it was sent; absent for a body that is the file alone. */
  readonly fileName?: string
  readonly contentType: string
  readonly bytes: number
}

/** Whether a logged value describes a file. */
export const isFile = (value: unknown): value is LoggedFile =>
  isMembers(value) && typeof value.contentType === 'string' && typeof value.bytes === 'number'

/**
 * The name, in the current folder, of a file that was logged. What was sent may be a path, and `-` means standard input
 * to curl: no other file of this machine is read.
 */
export function fileBeside({ fileName = '' }: LoggedFile): string {
  const name = fileName.split(/[\\/]/).pop()!
  return /^[-.]*$/.test(name) ? 'file' : name
}

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
