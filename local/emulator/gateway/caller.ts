import { isMembers, type Members } from '../platform/members'

/** Who calls through the gateway, as far as it is known. */
export interface CloudCaller {
  /** The local function; a process outside of one has no name. */
  readonly functionName?: string
  /** Id of the event that the local function handles. */
  readonly eventId?: string
  /** OPENID of the user for whom the function runs. */
  readonly openid?: string
  /** From the header `x-caller`. */
  readonly caller?: string
  /** Aborted when it goes away before it has its answer. */
  readonly gone?: AbortSignal
}

/**
 * Who calls. The process of a function tells it in the variable WX_API_TOKEN, which the SDKs send along when it is
 * named in WX_CONTEXT_KEYS, as they do in the cloud; here it is JSON in base64url, `{ functionName, event, openid }`.
 * Without it, the last part of the gateway's path is the name of the function.
 */
export function readCaller(
  { path, caller, gone }: { readonly path: string; readonly caller?: string; readonly gone?: AbortSignal },
  { wxCloudApiToken }: Members,
): CloudCaller {
  const told = readToken(wxCloudApiToken)
  const [, , ofPath] = path.split('/')
  const functionName = nameOf(told.functionName) ?? nameOf(ofPath && decoded(ofPath))
  return { functionName, eventId: textOf(told.event), openid: textOf(told.openid), caller, gone }
}

function readToken(token: unknown): Members {
  if (typeof token !== 'string' || token === '') return {}
  try {
    const read: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))
    return isMembers(read) ? read : {}
  } catch {
    return {}
  }
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

// The name becomes part of a path on the disk.
const nameOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[A-Za-z0-9_-]{1,80}$/.test(value) ? value : undefined

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
