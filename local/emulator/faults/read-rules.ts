import { METHODS } from 'node:http'
import { hourMs } from '../../../shared/errors/time'
import { isMembers, type Members } from '../platform/members'
import type { FirstNameOf } from '../platform/routes'
import type { FaultAction, FaultMatch, FaultRule } from './fault-rule'

type Check = (value: unknown) => boolean

/** A member of a rule: whether a value is valid, and in words what it must be. */
type Member = readonly [isGood: Check, words: string]

// A header that holds a line end would be two.
const isLine: Check = value => typeof value === 'string' && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
const isText: Check = value => typeof value === 'string'
const isFlag: Check = value => typeof value === 'boolean'
const from =
  (least: number, most = 2 ** 31 - 1): Check =>
  value =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most

const count: Member = [from(1), 'a whole number from 1']
const bytes: Member = [from(0), 'a whole number from 0']
const text: Member = [isText, 'a string']
const flag: Member = [isFlag, 'true or false']
const encodingName: Check = value => typeof value === 'string' && /^[\w-]{1,20}$/.test(value)
const mostEncodings = 1_000
const longestDelayMs = hourMs
const isHeader = ([name, value]: [string, unknown]): boolean => /^[\w-]+$/.test(name) && isLine(value)

const matchMembers: { readonly [K in keyof Required<FaultMatch>]: Member } = {
  path: text,
  method: text,
  caller: text,
  token: text,
  nth: count,
  times: count,
}

const actionMembers: { readonly [K in keyof Required<FaultAction>]: Member } = {
  errcode: [from(-(2 ** 31)), 'a whole number'],
  errmsg: text,
  http: [from(200, 599), 'a status from 200 to 599'],
  rawBody: [
    value => isText(value) || (isMembers(value) && isText(value.base64)),
    'a string or { "base64": … }',
  ],
  redirectTo: [isLine, 'an address'],
  contentType: [value => value === null || isLine(value), 'one line of text, or null'],
  headers: [value => isMembers(value) && Object.entries(value).every(isHeader), 'names, each with one line'],
  encoding: [
    value =>
      encodingName(value) ||
      (Array.isArray(value) && value.length <= mostEncodings && value.every(encodingName)),
    `a name or a list of at most ${mostEncodings}`,
  ],
  truncateGzipBy: bytes,
  delayMs: [from(0, longestDelayMs), `milliseconds from 0 to ${longestDelayMs}`],
  dripBytesPerSec: count,
  resetAfterBytes: bytes,
  shortContentLength: [from(-(2 ** 31)), 'a whole number'],
  executeThenReset: flag,
  dropBeforeRead: flag,
  resetAfterRequestBytes: bytes,
}

/**
 * Reads the rules that were sent: one, or a list.
 * @param firstNameOf the first name of a method; `undefined` when there is no such method
 * @throws Error with a sentence that says what is wrong
 */
export function readRules(given: unknown, firstNameOf: FirstNameOf): FaultRule[] {
  const rules = Array.isArray(given) ? given : [given]
  return rules.map((rule, at) => {
    const name = Array.isArray(given) ? `rule ${at + 1}` : 'the rule'
    const read = readRule(rule, name)
    checkMethod(read.match?.method, name, firstNameOf)
    return read
  })
}

/** A rule for a method that does not exist would never apply, and no one would learn why. */
function checkMethod(method: string | undefined, name: string, firstNameOf: FirstNameOf): void {
  if (method === undefined || METHODS.includes(method.toUpperCase()) || firstNameOf(method)) return
  const words = `which is neither an HTTP verb nor a method${firstNameOf.hint(method)}`
  throw new Error(`match of ${name} has the method "${method.slice(0, 80)}", ${words}`)
}

function readRule(given: unknown, name: string): FaultRule {
  if (!isMembers(given)) throw new Error(`${name} must be an object, { "match": …, "action": … }`)
  for (const key of Object.keys(given)) {
    if (key !== 'match' && key !== 'action')
      throw new Error(`${name} has "${key.slice(0, 80)}"; it may have match, action`)
  }
  const match = readMembers(given.match ?? {}, matchMembers, `match of ${name}`)
  const action = readMembers(given.action, actionMembers, `action of ${name}`)
  if (Object.keys(action).length === 0) throw new Error(`action of ${name} does nothing`)
  return { match, action }
}

function readMembers(given: unknown, known: { readonly [key: string]: Member }, name: string): Members {
  if (!isMembers(given)) throw new Error(`${name} must be an object`)
  const read: Members = {}
  for (const [key, value] of Object.entries(given)) {
    const member = Object.hasOwn(known, key) ? known[key] : undefined
    if (!member)
      throw new Error(`${name} has "${key.slice(0, 80)}"; it may have ${Object.keys(known).join(', ')}`)
    const [isGood, words] = member
    if (!isGood(value)) throw new Error(`${key} in ${name} must be ${words}`)
    read[key] = value
  }
  return read
}
