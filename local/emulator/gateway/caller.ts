import { isMembers, type Members } from '../platform/members'

/** Who calls through the gateway, as far as it is known. */
export interface CloudCaller {
  /** The local function; a process outside of one has no name. */
  readonly functionName?: string
  /** OPENID of the user for whom the function runs. */
  readonly openid?: string
  /** From the header `x-caller`. */
  readonly caller?: string
}

/**
 * Who calls. The process of a function tells it in the variable WX_API_TOKEN, which the SDKs send along when it is
 * named in WX_CONTEXT_KEYS, as they do in the cloud; here it is JSON in base64url, `{ functionName, openid }`. Without
 * it, the last part of the gateway's path is the name of the function.
 */
export function readCaller(
  { path, caller }: { readonly path: string; readonly caller?: string },
  { wxCloudApiToken }: Members,
): CloudCaller {
  const told = readToken(wxCloudApiToken)
  const [, , ofPath] = path.split('/')
  const functionName = nameOf(told.functionName) ?? nameOf(ofPath && decoded(ofPath))
  return { functionName, openid: typeof told.openid === 'string' ? told.openid : undefined, caller }
}

/** The token by which the process of a function says who it is; for the variable WX_API_TOKEN. */
export const callerToken = (caller: { functionName: string; openid?: string }): string =>
  Buffer.from(JSON.stringify(caller), 'utf8').toString('base64url')

function readToken(token: unknown): Members {
  if (typeof token !== 'string' || token === '') return {}
  try {
    const read: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))
    return isMembers(read) ? read : {}
  } catch {
    return {}
  }
}

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
