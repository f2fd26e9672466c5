import type { WireResult } from '../client/wire-client'
import { AnswerError } from '../errors/answer-error'
import { presentable } from '../errors/secrets'
import { readJson } from '../schema/read-json'
import { asOldError, refused, type Summary } from './errors'

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
