import type { WireResult } from '../client/wire-client'
import { AnswerError } from '../errors/answer-error'
import { presentable } from '../errors/secrets'
import { readJson } from '../schema/json-text'
import { asOldError, refused, type Summary, type WeChatAPIError } from './errors'

/** A response in the form of the old class. */
export interface Answered {
  /** Parsed JSON with `errcode` and `errmsg` as WeChat sent them, or bytes. */
  readonly data: unknown
  readonly res?: Summary
}

/**
 * Reads the outcome of a call.
 * @param takesBytes whether bytes are a valid response
 * @throws WeChatAPIError
 */
export function readResult(
  { answer, error, refusal }: WireResult,
  takesBytes: boolean,
  secrets: readonly string[],
): Answered {
  const res = answer && summary(answer)
  if (!answer || (error && !refusal)) {
    throw asOldError(error, { isEmpty: answer?.body.length === 0, res })
  }
  const data = parsed(answer.body)
  if (refusal) {
    const errmsg = presentable(messageOf(data), secrets.filter(isRealSecret))
    throw refused(refusal, errmsg, withMessage(data, errmsg), res!)
  }
  if (data === undefined && !takesBytes) {
    throw asOldError(new AnswerError({ what: 'the response was not JSON' }), { res })
  }
  return { data: data ?? answer.body, res }
}

/** Whether it is not a placeholder such as `secret` or `access_token`, which WeChat's own messages contain too. */
const isRealSecret = (secret: string): boolean => !/^(app_?)?secret$|^(access_?)?token$/i.test(secret)

const messageOf = (data: unknown): string => {
  const { errmsg, errMsg } = (data ?? {}) as { errmsg?: unknown; errMsg?: unknown }
  return String(errmsg ?? errMsg ?? '')
}

/** The response of an error; WeChat's message may repeat a secret, so the redacted one is used. */
const withMessage = (data: unknown, errmsg: string): unknown =>
  typeof (data as { errmsg?: unknown } | undefined)?.errmsg === 'string'
    ? { ...(data as object), errmsg }
    : data

/** The third argument of a callback: what is known of the response. */
export const summary = ({ status, contentType, body }: NonNullable<WireResult['answer']>): Summary => ({
  status,
  statusCode: status,
  headers: { 'content-type': contentType },
  size: body.length,
})

/** A body as JSON; `undefined` if it is not JSON. */
export function parsed(body: Buffer): unknown {
  const text = body.toString('utf8')
  if (!/^\uFEFF?\s*[{[]/.test(text)) return undefined
  try {
    return readJson(text)
  } catch {
    return undefined
  }
}

/** The callback of the old class. */
export type Callback<Data> = (
  error: (Error & Partial<WeChatAPIError>) | null,
  data: Data,
  res: Summary | undefined,
) => void

type AnyCallback = (error: unknown, data?: unknown, res?: Summary) => void

/** Splits off the callback, a function at the end, if there is one. */
export function takeCallback(args: ArrayLike<unknown>): { given: unknown[]; callback?: AnyCallback } {
  const given = Array.from(args)
  return typeof given[given.length - 1] === 'function'
    ? { callback: given.pop() as AnyCallback, given }
    : { given }
}

/**
 * Delivers a result: to the callback, or as a promise without one. A callback is called once,
 * and outside the promise, so that its exceptions are not swallowed.
 */
export function deliver(
  work: Promise<Answered>,
  callback: AnyCallback | undefined,
): Promise<unknown> | undefined {
  if (!callback) return work.then(({ data }) => data)
  work.then(
    ({ data, res }) => process.nextTick(callback, null, data, res),
    error => {
      const { data, res } = (error ?? {}) as { data?: unknown; res?: Summary }
      process.nextTick(callback, error, data, res)
    },
  )
  return undefined
}

type Done = (error: unknown, data?: unknown, res?: Answered['res']) => void

/** What is called back, as a promise: an error keeps its response. */
export function calledBack(start: (done: Done) => void): Promise<Answered> {
  return new Promise((resolve, reject) => {
    start((error, data, res) => (error ? reject(error) : resolve({ data, res })))
  })
}
