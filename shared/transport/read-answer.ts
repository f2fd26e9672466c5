import { AnswerError } from '../errors/answer-error'
import { readJson } from '../schema/read-json'
import type { Answer } from './transport'

/** What an answer turned out to be, by looking at its bytes. */
export type Content =
  | { readonly kind: 'json'; readonly value: object; readonly errcode: number; readonly errmsg: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'binary'; readonly contentType: string; readonly buffer: Buffer }

const opensJson = (body: Buffer): boolean => {
  let at = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0
  while (at < body.length && (body[at] === 0x20 || (body[at]! >= 0x09 && body[at]! <= 0x0d))) at += 1
  return body[at] === 0x7b || body[at] === 0x5b
}

/**
 * Tells JSON, text and bytes apart by looking: WeChat labels JSON as pictures and as plain text.
 * @throws AnswerError for what no answer of WeChat's looks like
 */
export function readAnswer({ status, contentType, body }: Answer, method: string): Content {
  const type = contentType.split(';')[0]!.trim().toLowerCase()
  const json = opensJson(body) ? parse(body) : undefined
  if (json) return { kind: 'json', value: json, ...statusOf(json, method) }
  const unreadable = (what: string) => new AnswerError({ method, what, maybeExecuted: true })
  if (status < 200 || status > 299) throw unreadable(`the answer was HTTP ${status} without JSON`)
  if (body.length === 0) throw unreadable('the answer was empty')
  const isPage = type === 'text/html' || (type === '' && body[0] === 0x3c)
  if (type === 'application/json' || isPage) throw unreadable('the answer was no JSON')
  if (type === 'text/plain') return { kind: 'text', text: body.toString('utf8') }
  return { kind: 'binary', contentType, buffer: body }
}

function parse(body: Buffer): object | undefined {
  try {
    return readJson(body.toString('utf8')) as object
  } catch {
    return undefined
  }
}

/** The errcode of an answer; absent is success, and so is a zero in whatever spelling. */
function statusOf(json: object, method: string): { errcode: number; errmsg: string } {
  const { errcode, errCode, errmsg, errMsg } = json as Record<string, unknown>
  const text = errmsg ?? errMsg
  const code = errcode === undefined ? (Array.isArray(json) ? undefined : errCode) : errcode
  const number = code === undefined ? 0 : integerOf(code)
  if (number === undefined) {
    throw new AnswerError({ method, what: 'the errcode of the answer is not a number', maybeExecuted: true })
  }
  return { errcode: number, errmsg: typeof text === 'string' ? text : '' }
}

function integerOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : undefined
}
