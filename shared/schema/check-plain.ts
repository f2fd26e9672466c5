import { secretName } from '../errors/secrets'
import type { Field, Kind, Rules } from './fields'
import { isWellFormed } from './json-text'
import { isMedia } from './media'

type Problem = string | undefined

/** What is wrong with a value, as far as it shows without looking inside; `path` tells a secret by its name. */
export const plainProblem = (value: unknown, field: Field<unknown>, path: string): Problem =>
  problems[field.kind]?.(value, field, what => `must be ${what}, got ${got(path, value)}`)

type Problems = {
  readonly [K in Kind]?: (value: unknown, field: Field<unknown>, must: (what: string) => string) => Problem
}

// `json` may be anything, a `jsonString` is looked into, and a `credential` is compared by who knows the client's own.
const problems: Problems = {
  string: (value, { rules }, must) =>
    typeof value === 'string'
      ? isWellFormed(value)
        ? countProblem(countCharacters(value, rules), rules, 'character')
        : 'holds half of a surrogate pair; cut text between characters, not inside one'
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
  object: (value, _, must) => (isObject(value) ? undefined : must('an object')),
  record: (value, _, must) => (isObject(value) ? undefined : must('an object')),
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

// Many a character takes two places in a JavaScript string, but is one for WeChat.
const countCharacters = (text: string, rules: Rules | undefined): number =>
  rules ? Array.from(text).length : text.length

/** Whether a value is an object with members: no array, no bytes, nothing that cannot be sent as members. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && kindOfObject(value) === 'an object'

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

/** A value as a message shows it: short, on one line, and never a secret. */
export function got(path: string, value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (typeof value === 'object') return kindOfObject(value)
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value)
  if (secretName.test(path)) return `a ${typeof value}`
  if (typeof value === 'string') {
    return JSON.stringify(value.length > longestShown ? `${value.slice(0, longestShown)}…` : value)
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : `a ${typeof value}`
}
