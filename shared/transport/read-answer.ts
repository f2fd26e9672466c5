import { AnswerError } from '../errors/answer-error'
import type { Binary, Field, Shape } from '../schema/fields'
import { readJson } from '../schema/json-text'
import { hasOwn, toWire } from '../schema/names'
import { fileNameOf } from './file-name'
import type { Answer } from './transport'

/** What an answer turned out to be, by looking at its bytes. */
export type Content =
  | { readonly kind: 'json'; readonly value: object; readonly errcode: number; readonly errmsg: string }
  | {
      readonly kind: 'binary'
      readonly contentType: string
      readonly buffer: Buffer
      readonly fileName?: string
    }

/**
 * What a row expects: the members of an object, or `binary()`. Of a row that nobody knows, `object({})` is an object or
 * what says that it is a file.
 */
export type Expected = Shape | Field<unknown>

/** The first byte that is no blank, behind a byte order mark. */
function firstByte(body: Buffer): number | undefined {
  let at = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf ? 3 : 0
  while (at < body.length && (body[at] === 0x20 || (body[at]! >= 0x09 && body[at]! <= 0x0d))) at += 1
  return body[at]
}

/**
 * Judges an answer by its status and its bytes: WeChat labels JSON as pictures and as plain text, and a proxy labels
 * its pages as anything. It is a success only if it says so.
 * @throws AnswerError for what is no success of the row and no errcode of WeChat's
 */
export function readAnswer(answer: Answer, method: string, expected: Expected): Content {
  const { status, contentType, body, disposition } = answer
  const first = firstByte(body)
  let json: object | undefined
  if (first === 0x7b || first === 0x5b) {
    try {
      json = readJson(body.toString('utf8'), true) as object
    } catch {}
  }
  const said = json && statusOf(json)
  if (json && said?.errcode) return { kind: 'json', value: json, ...said, errcode: said.errcode }
  const unreadable = (what: string) => new AnswerError({ method, what, maybeExecuted: true })
  if (status < 200 || status > 299) {
    throw unreadable(`the response was HTTP ${status} without ${json ? 'an errcode' : 'JSON'}`)
  }
  if (body.length === 0) throw unreadable('the response was empty')
  if (json && said && isAnswer(json, expected)) {
    if (said.errcode === undefined) throw unreadable('the errcode of the response is not a number')
    return { kind: 'json', value: json, errmsg: said.errmsg, errcode: 0 }
  }
  const fileName = disposition === undefined ? undefined : fileNameOf(disposition)
  if (!takesBytes(expected, contentType, fileName)) {
    throw unreadable(json ? 'the response was a list, not an object' : 'the response was not JSON')
  }
  if (first === 0x3c) throw unreadable('the response was an HTML page')
  return { kind: 'binary', contentType, buffer: body, ...(fileName && { fileName }) }
}

/** Whether JSON that is no refusal is the answer itself, not the bytes of a file. */
function isAnswer(json: object, expected: Expected): boolean {
  if (expected.kind !== 'binary') return !Array.isArray(json)
  const { fields = {} } = expected as Field<Binary>
  return (
    hasOwn(json, 'errcode') ||
    Object.keys(fields).some(name => hasOwn(json, fields[name]!.wire || toWire(name)))
  )
}

const isMediaType = /^\s*(?:image|audio|video)\//i

function takesBytes(expected: Expected, contentType: string, fileName: string | undefined): boolean {
  if (typeof expected.kind !== 'string') return false
  return expected.kind !== 'object' || fileName !== undefined || isMediaType.test(contentType)
}

/** The errcode of an answer; absent is zero, `undefined` when it is there and is no number. */
function statusOf(json: object): { errcode: number | undefined; errmsg: string } {
  const { errcode, errCode, errmsg, errMsg } = json as Record<string, unknown>
  const text = errmsg ?? errMsg
  const code = errcode === undefined ? (Array.isArray(json) ? undefined : errCode) : errcode
  return {
    errcode: code === undefined || code === 0 ? 0 : integerOf(code),
    errmsg: typeof text === 'string' ? text : '',
  }
}

function integerOf(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isInteger(value) ? value : undefined
  return typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : undefined
}
