import type { WireResult } from '../client/wire-client'
import { AnswerError } from '../errors/answer-error'
import { presentable } from '../errors/secrets'
import { readJson } from '../schema/read-json'
import { asOldError, refused, type Summary, type WeChatAPIError } from './errors'

/** An answer as the old class hands it out. */
export interface Answered {
  /** Parsed JSON with `errcode` and `errmsg` as WeChat sent them, or bytes. */
  readonly data: unknown
  readonly res?: Summary
}

/**
 * Reads what came of a call.
 * @param takesBytes whether bytes are an answer, not a mistake
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
    throw asOldError(new AnswerError({ what: 'the answer was no JSON' }), { res })
  }
  return { data: data ?? answer.body, res }
}

/** Whether it is more than a placeholder called like what it stands for, which WeChat's own words hold too. */
const isRealSecret = (secret: string): boolean => !/^(app_?)?secret$|^(access_?)?token$/i.test(secret)

const messageOf = (data: unknown): string => {
  const { errmsg, errMsg } = (data ?? {}) as { errmsg?: unknown; errMsg?: unknown }
  return String(errmsg ?? errMsg ?? '')
}

/** The answer beside an error; WeChat's words may repeat a secret, so they stand as they are shown. */
const withMessage = (data: unknown, errmsg: string): unknown =>
  typeof (data as { errmsg?: unknown } | undefined)?.errmsg === 'string'
    ? { ...(data as object), errmsg }
    : data

/** What the third argument of a callback tells of an answer. */
export const summary = ({ status, contentType, body }: NonNullable<WireResult['answer']>): Summary => ({
  status,
  statusCode: status,
  headers: { 'content-type': contentType },
  size: body.length,
})

/** A body as JSON; `undefined` when it is none. */
export function parsed(body: Buffer): unknown {
  const text = body.toString('utf8')
  if (!/^\uFEFF?\s*[{[]/.test(text)) return undefined
  try {
    return readJson(text)
  } catch {
    return undefined
  }
}

/** How the old class answers. */
export type Callback<Data> = (
  error: (Error & Partial<WeChatAPIError>) | null,
  data: Data,
  res: Summary | undefined,
) => void

type AnyCallback = (error: unknown, data?: unknown, res?: Summary) => void

/** Arguments with the callback taken off, if there is one: a function at the end. */
export function takeCallback(args: ArrayLike<unknown>): { given: unknown[]; callback?: AnyCallback } {
  const given = Array.from(args)
  return typeof given[given.length - 1] === 'function'
    ? { callback: given.pop() as AnyCallback, given }
    : { given }
}

/**
 * Hands out what comes of some work: to the callback, or as a promise when there is none. A callback is called once,
 * and outside of the promise, so that what it throws is the program's and not swallowed.
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

/** What is called back, as a promise: an error takes its answer along. */
export function calledBack(start: (done: Done) => void): Promise<Answered> {
  return new Promise((resolve, reject) => {
    start((error, data, res) => (error ? reject(error) : resolve({ data, res })))
  })
}
