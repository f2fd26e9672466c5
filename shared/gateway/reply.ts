import { aboutErrcode, ourErrcodes } from '../errors/errcodes'
import { isOpenapiError } from '../errors/openapi-error'
import { isObject, isRecord } from '../schema/objects'

/** What a cloud function returns: a result with `errCode: 0`, or an error. */
export interface Reply {
  /** 0, WeChat's code, or one of the library's own. */
  errCode: number
  /** `openapi.<namespace>.<method>:ok` or `openapi.<namespace>.<method>:fail <what happened>` */
  errMsg: string
  [name: string]: unknown
}

/** A refusal by the function itself: nothing was sent to WeChat. */
export function refuse(errCode: number, facts: { method?: string; what: string; fix?: string }): Reply {
  const about = aboutErrcode(errCode)
  const { method, what, fix = about.fix } = facts
  return {
    errCode,
    errMsg: `${method ? `openapi.${method}` : 'openapi'}:fail ${what}`,
    ...(method ? { method } : {}),
    meaning: about.means,
    fix,
    retryable: false,
    maybeExecuted: false,
  }
}

/** The reply to callers without permission: always the same, whatever they named. */
export const callerRefused = (): Reply =>
  refuse(ourErrcodes.callerRefused, { what: 'the caller may not use this function' })

// The properties of an error that a mini program gets.
const told = ['errCode', 'errMsg', 'method', 'rid', 'meaning', 'fix', 'retryable', 'maybeExecuted', 'faults']

/**
 * An error as a plain reply, so that the mini program can see it.
 * @param maybeExecuted whether the call may have been executed before an unforeseen error
 */
export function errorReply(error: unknown, method: string, maybeExecuted: boolean): Reply {
  if (!isOpenapiError(error)) return unforeseen(error, method, maybeExecuted)
  const reply: Record<string, unknown> = {}
  for (const key of told) {
    const value = (error as unknown as Record<string, unknown>)[key]
    if (value !== undefined) reply[key] = value
  }
  return reply as Reply
}

/** Its message is foreign and may contain a connection string, so only its class and stack are logged. */
function unforeseen(error: unknown, method: string, maybeExecuted: boolean): Reply {
  const { name: given, stack = '' } = (isObject(error) ? error : {}) as Partial<Error>
  const name = typeof given === 'string' && /^\w{1,60}$/.test(given) ? given : 'something'
  const place = String(stack)
    .split('\n')
    .filter(line => /^\s+at /.test(line))
  console.error([`openapi.${method}: ${name} was thrown`, ...place].join('\n'))
  return {
    ...refuse(ourErrcodes.answer, {
      method,
      what: `${name} was thrown inside the function`,
      fix: 'see the log of the function for the place',
    }),
    maybeExecuted,
  }
}

/** The largest result of a cloud function, in bytes of JSON. */
const largestReplyBytes = 1024 * 1024

/** Keys whose values never leave a function, in any spelling. */
const isSecret = (key: string): boolean => /^(?:sessionkey|accesstoken)$/i.test(key.replace(/_/g, ''))

/**
 * A result for a mini program: bytes as base64, no secrets, not too large.
 * @param maybeExecuted whether the call had side effects, in case its result cannot be returned
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
      what: `the result is ${(bytes / 1024 / 1024).toFixed(1)} MB, but a cloud function can return at most 1 MB`,
      fix: 'request less at a time; store a file with cloud.uploadFile and return its fileID',
    }),
    maybeExecuted,
  }
}

/** Removes secrets at any depth. The result was just decoded, so it is changed in place. */
function removeSecrets(result: object): void {
  const pending: unknown[] = [result]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (Array.isArray(next)) for (const item of next) pending.push(item ?? null)
    else if (isRecord(next) && !ArrayBuffer.isView(next)) {
      for (const key of Object.keys(next)) {
        if (isSecret(key)) delete next[key]
        else pending.push(next[key] ?? null)
      }
    }
  }
}
