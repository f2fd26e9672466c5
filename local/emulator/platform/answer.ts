import { randomBytes } from 'node:crypto'
import type { Clock } from '../state/clock'
import type { Members } from './members'

/** A response, before it is written to a socket. */
export interface Answer {
  readonly status: number
  readonly contentType: string
  readonly body: string | Buffer
  readonly headers?: { readonly [header: string]: string }
  /** The errcode of the body, for the log. */
  readonly errcode?: number
  readonly errmsg?: string
}

/** A response as WeChat's servers write it: compact JSON without a line end, and HTTP 200 in any case. */
export function jsonAnswer(members: Members): Answer {
  return {
    status: 200,
    contentType: 'application/json; encoding=utf-8',
    body: writeJson(members),
    errcode: typeof members.errcode === 'number' ? members.errcode : 0,
    errmsg: typeof members.errmsg === 'string' ? members.errmsg : undefined,
  }
}

/** A refusal, with the id by which WeChat's support finds a request. */
export function refusalAnswer(errcode: number, errmsg: string, clock: Clock): Answer {
  return jsonAnswer({ errcode, errmsg: `${errmsg} rid: ${makeRid(clock)}` })
}

/** Bytes as the whole answer. */
export const binaryAnswer = (contentType: string, body: Buffer): Answer => ({
  status: 200,
  contentType,
  body,
  errcode: 0,
})

/** The id of a request: three groups of eight hexadecimal digits; the first is the time. */
export function makeRid(clock: Clock): string {
  const seconds = (clock.seconds() >>> 0).toString(16).padStart(8, '0')
  return [seconds, randomBytes(4).toString('hex'), randomBytes(4).toString('hex')].join('-')
}

// A character of the private use area: no sample and no name holds it.
const mark = '\uE000'

/** JSON with each bigint written as a number, as WeChat writes long ids. */
function writeJson(members: Members): string {
  const text = JSON.stringify(members, (_, value) => (typeof value === 'bigint' ? `${mark}${value}` : value))
  return text.replace(/"\uE000(-?\d+)"/g, '$1')
}
