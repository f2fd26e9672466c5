import type { Fault } from '../errors/invalid-params-error'
import { nearest } from '../errors/nearest'
import { secretName } from '../errors/secrets'
import { wireName } from './encode-value'
import type { Endpoint } from './endpoint'
import type { Field, Kind, Rules, Shape } from './fields'
import { isWellFormed } from './json-text'
import { isMedia } from './media'
import { isObject } from './objects'

/** What is known while one call is checked. */
interface Checking {
  readonly faults: Fault[]
  readonly convertCase: boolean
}

/**
 * The full check of `strict: true`: every value against the row, down to the last member.
 * @param convertCase `false` when the names are given as WeChat spells them
 * @returns all faults, in the order of the fields, unknown names last; empty when all is well
 */
export function check(row: Endpoint, params: unknown, convertCase = true): Fault[] {
  const faults: Fault[] = []
  const given = params === undefined || params === null ? {} : params
  if (!hasMembers(given)) return [{ path: '', problem: `must be an object, got ${got('', given)}` }]
  checkMembers(given, row.params, '', { faults, convertCase })
  return faults
}

function checkMembers(given: Record<string, unknown>, shape: Shape, path: string, checking: Checking): void {
  const at = (name: string) => (path === '' ? name : `${path}.${name}`)
  const own = new Map(Object.entries(given).filter(([, value]) => value !== undefined))
  const absent: string[] = []
  for (const ours of Object.keys(shape)) {
    const field = shape[ours]!
    const name = checking.convertCase ? ours : wireName(ours, field)
    if (own.has(name)) checkValue(own.get(name), field, at(name), checking)
    else {
      if (!field.optional) checking.faults.push({ path: at(name), problem: 'is missing' })
      // A credential is the client's to fill: nobody means it.
      if (field.kind !== 'credential') absent.push(name)
    }
    own.delete(name)
  }
  for (const name of own.keys()) {
    const meant = nearest(name, absent)
    checking.faults.push({
      path: at(name),
      problem: meant ? `is unknown; did you mean ${meant}?` : 'is unknown',
    })
  }
}

/** One value against its field; `undefined` never comes here. */
function checkValue(given: unknown, field: Field<unknown>, path: string, checking: Checking): void {
  const value = asJson(given)
  const problem = plainProblem(value, field, path)
  if (problem) {
    checking.faults.push({ path, problem })
    return
  }
  if (field.kind === 'object') checkMembers(value as Record<string, unknown>, field.fields!, path, checking)
  else if (field.kind === 'array') checkItems(value as unknown[], field, path, checking)
  else if (field.kind === 'record') {
    for (const [key, member] of Object.entries(value as object)) {
      if (member !== undefined) checkValue(member, field.item!, `${path}.${key}`, checking)
    }
    // Text is sent as it is, so what it holds is the caller's own.
  } else if (field.kind === 'jsonString' && typeof value !== 'string') {
    checkValue(value, field.item!, path, checking)
  }
}

function checkItems(items: unknown[], field: Field<unknown>, path: string, checking: Checking): void {
  const problem = countProblem(items.length, field.rules, 'item')
  if (problem) checking.faults.push({ path, problem })
  for (let index = 0; index < items.length; index += 1) {
    const at = `${path}[${index}]`
    if (items[index] === undefined) checking.faults.push({ path: at, problem: 'is missing' })
    else checkValue(items[index], field.item!, at, checking)
  }
}

/** What a value becomes as JSON; a Date stays a Date, because it cannot be sent. */
function asJson(value: unknown): unknown {
  if (!hasMembers(value)) return value
  const { toJSON } = value
  return typeof toJSON === 'function' ? toJSON.call(value) : value
}

type Problem = string | undefined

/** What is wrong with a value itself, not with its members; `path` identifies secrets by name. */
const plainProblem = (value: unknown, field: Field<unknown>, path: string): Problem =>
  problems[field.kind]?.(value, field, what => `must be ${what}, got ${got(path, value)}`)

type Problems = {
  readonly [K in Kind]?: (value: unknown, field: Field<unknown>, must: (what: string) => string) => Problem
}

// `json` may be anything, a `jsonString` is checked inside; a `credential` is compared where the client's own is known.
const problems: Problems = {
  string: (value, { rules }, must) =>
    typeof value === 'string'
      ? isWellFormed(value)
        ? countProblem(countCharacters(value, rules), rules, 'character')
        : 'contains half of a surrogate pair; cut text between characters, not inside one'
      : must('a string'),
  integer: (value, { rules }, must) =>
    Number.isInteger(value) ? sizeProblem(value as number, rules, must) : must('an integer'),
  number: (value, { rules }, must) =>
    Number.isFinite(value) ? sizeProblem(value as number, rules, must) : must('a number'),
  bigInteger: (value, _, must) => {
    if (typeof value === 'string' ? !/^-?\d+$/.test(value) : !Number.isInteger(value)) {
      return must('an integer, or a string of its digits')
    }
    return typeof value === 'string' || Number.isSafeInteger(value)
      ? undefined
      : 'is beyond 2^53-1, so JavaScript has rounded it; give it as a string of its digits'
  },
  boolean: (value, _, must) => (typeof value === 'boolean' ? undefined : must('true or false')),
  oneOf: (value, { values, open }, must) =>
    values!.some(one => one === value || (open && typeof one === typeof value))
      ? undefined
      : must(choice(values!)),
  fixed: (value, { values }, must) =>
    value === values![0] ? undefined : must(`${choice(values!)} or left out`),
  object: (value, _, must) => (hasMembers(value) ? undefined : must('an object')),
  record: (value, _, must) => (hasMembers(value) ? undefined : must('an object')),
  array: (value, _, must) => (Array.isArray(value) ? undefined : must('an array')),
  media: (value, _, must) => {
    if (!isMedia(value)) return must('a file, { contentType: string, value: Buffer }')
    return value.fileName === undefined || typeof value.fileName === 'string'
      ? undefined
      : `must have a string as fileName, got ${got('fileName', value.fileName)}`
  },
}

function sizeProblem(value: number, rules: Rules | undefined, must: (what: string) => string): Problem {
  if (rules?.min !== undefined && value < rules.min) return must(`${rules.min} or more`)
  return rules?.max !== undefined && value > rules.max ? must(`${rules.max} or less`) : undefined
}

/** What is wrong with a number of characters or items; `what` is one of them. */
export function countProblem(count: number, rules: Rules | undefined, what: string): Problem {
  const said = (limit: number) => `${limit} ${what}${limit === 1 ? '' : 's'}, has ${count}`
  if (rules?.min !== undefined && count < rules.min) return `must have at least ${said(rules.min)}`
  return rules?.max !== undefined && count > rules.max ? `must have at most ${said(rules.max)}` : undefined
}

// Some characters take two places in a JavaScript string, but are one for WeChat.
const countCharacters = (text: string, rules: Rules | undefined): number =>
  rules ? Array.from(text).length : text.length

/** Whether a value can be sent as members: not an array, not bytes, not a Date, a Map or a Set. */
const hasMembers = (value: unknown): value is Record<string, unknown> =>
  isObject(value) && kindOfObject(value) === 'an object'

function kindOfObject(value: object): string {
  if (Array.isArray(value)) return 'an array'
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return 'bytes'
  if (value instanceof Date) return 'a Date'
  if (value instanceof Map) return 'a Map'
  if (value instanceof Set) return 'a Set'
  return 'an object'
}

function choice(values: readonly unknown[]): string {
  const said = values.map(value => (typeof value === 'string' ? `'${value}'` : String(value)))
  return said.length < 2 ? said.join() : `${said.slice(0, -1).join(', ')} or ${said[said.length - 1]}`
}

const longestShown = 40

/** A value for a message: short, on one line, and never a secret. */
function got(path: string, value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (typeof value === 'object') return kindOfObject(value)
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  if (secretName.test(path)) return `a ${typeof value}`
  if (typeof value === 'string') {
    return JSON.stringify(value.length > longestShown ? `${value.slice(0, longestShown)}…` : value)
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : `a ${typeof value}`
}
