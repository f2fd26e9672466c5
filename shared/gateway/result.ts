import { ourErrcodes } from '../errors/errcodes'
import { isMembers } from './own'
import { type Reply, refuse } from './reply'

/** What WeChat's cloud lets a function return, in bytes of JSON. */
const largestReplyBytes = 1024 * 1024

/** Keys whose values never leave a function, whatever their spelling. */
const isSecret = (key: string): boolean => /^(?:sessionkey|accesstoken)$/i.test(key.replace(/_/g, ''))

/**
 * A result as a mini program can have it: bytes as base64, nothing secret, not too large.
 * @param maybeExecuted whether the call changed something, for when its result cannot be returned
 */
export function resultReply(result: Record<string, unknown>, method: string, maybeExecuted: boolean): Reply {
  const { buffer, errCode, errMsg, ...rest } = result
  const shown: Record<string, unknown> = Buffer.isBuffer(buffer)
    ? { ...rest, base64: buffer.toString('base64') }
    : result
  removeSecrets(shown)
  const reply = { ...shown, errCode, errMsg } as Reply
  const bytes = Buffer.byteLength(JSON.stringify(reply), 'utf8')
  if (bytes <= largestReplyBytes) return reply
  return {
    ...refuse(ourErrcodes.resultTooLarge, {
      method,
      what: `the result has ${(bytes / 1024 / 1024).toFixed(1)} MB, and a cloud function can return 1 MB`,
      fix: 'ask for less at a time; a file is stored with cloud.uploadFile and returned as its fileID',
    }),
    maybeExecuted,
  }
}

/** Takes the secrets out, at any depth. The result is fresh from the wire, so it is changed in place. */
function removeSecrets(result: object): void {
  const pending: unknown[] = [result]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (Array.isArray(next)) for (const item of next) pending.push(item ?? null)
    else if (isMembers(next) && !ArrayBuffer.isView(next)) {
      for (const key of Object.keys(next)) {
        if (isSecret(key)) delete next[key]
        else pending.push(next[key] ?? null)
      }
    }
  }
}
