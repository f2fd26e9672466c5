import { evalExpr } from 'mingo/core'
import type { Options } from 'mingo/types'
import { GatewayFault } from '../fields'
import { isObject } from './document'

/** An operator of expressions: what its operand comes to for a document. */
export type Operator = (document: unknown, operand: unknown, options: Options) => unknown

const fail = (why: string): never => {
  throw new GatewayFault('DATABASE_REQUEST_FAILED', why)
}

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

const pad = (value: number, width: number): string => String(value).padStart(width, '0')

/** A moment as a place has it: the members that begin with getUTC tell the local time. */
interface Local {
  readonly date: Date
  readonly offsetMinutes: number
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** How far a place is from UTC at a moment, in minutes: `+08:00`, `+0800`, `+08`, or a name such as Asia/Shanghai. */
function offsetOf(timezone: unknown, moment: Date): number {
  if (timezone === undefined) return 0
  if (typeof timezone !== 'string') return fail('a timezone must be a text')
  const [, sign, hours = '', minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(timezone) ?? []
  if (sign !== undefined) return (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1)
  if (/^(Z|UTC|GMT)$/.test(timezone)) return 0
  const parts = Object.fromEntries(
    formatOf(timezone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, Number(value)]),
  )
  const { year, month, day, hour, minute, second } = parts as { [part: string]: number }
  const local = Date.UTC(year!, month! - 1, day, hour, minute, second)
  return Math.round((local - moment.getTime()) / minuteMs)
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const numeric = 'numeric' as const
  const known = formats.get(timeZone)
  if (known) return known
  try {
    const parts = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric }
    const format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', ...parts, second: numeric })
    formats.set(timeZone, format)
    return format
  } catch {
    return fail(`there is no timezone ${timeZone.slice(0, 80)}`)
  }
}

/** The date that an operand comes to, by itself or with a timezone; null where there is none. */
function localOf(given: unknown): Local | null {
  const { date, timezone } = isObject(given)
    ? given
    : { date: Array.isArray(given) && given.length === 1 ? given[0] : given, timezone: undefined }
  if (date === null || date === undefined || timezone === null) return null
  if (!(date instanceof Date)) return fail(`can't convert from ${typeof date} to Date`)
  const offsetMinutes = offsetOf(timezone, date)
  return { date: new Date(date.getTime() + offsetMinutes * minuteMs), offsetMinutes }
}

const startOfYear = (year: number): number => Date.UTC(year, 0, 1)
const dayOfYear = (date: Date): number =>
  Math.floor((date.getTime() - startOfYear(date.getUTCFullYear())) / dayMs) + 1
const isoDay = (date: Date): number => date.getUTCDay() || 7
/** The Thursday of its week tells to which year a day belongs. */
const thursdayOf = (date: Date): Date => new Date(date.getTime() + (4 - isoDay(date)) * dayMs)
const isoYear = (date: Date): number => thursdayOf(date).getUTCFullYear()
const isoWeek = (date: Date): number => Math.ceil(dayOfYear(thursdayOf(date)) / 7)

/** What is read off a date, by the operator's name. */
const readings: { readonly [operator: string]: (date: Date) => number } = {
  $year: date => date.getUTCFullYear(),
  $month: date => date.getUTCMonth() + 1,
  $dayOfMonth: date => date.getUTCDate(),
  $dayOfYear: dayOfYear,
  $dayOfWeek: date => date.getUTCDay() + 1,
  $week: date => Math.floor((dayOfYear(date) + 6 - date.getUTCDay()) / 7),
  $hour: date => date.getUTCHours(),
  $minute: date => date.getUTCMinutes(),
  $second: date => date.getUTCSeconds(),
  $millisecond: date => date.getUTCMilliseconds(),
  $isoDayOfWeek: isoDay,
  $isoWeek: isoWeek,
  $isoWeekYear: isoYear,
}

/** What stands for a part of a date in a format: which part, and how many digits it has. */
const specifiers: { readonly [letter: string]: readonly [reading: string, digits: number] } = {
  Y: ['$year', 4],
  m: ['$month', 2],
  d: ['$dayOfMonth', 2],
  j: ['$dayOfYear', 3],
  w: ['$dayOfWeek', 1],
  U: ['$week', 2],
  H: ['$hour', 2],
  M: ['$minute', 2],
  S: ['$second', 2],
  L: ['$millisecond', 3],
  u: ['$isoDayOfWeek', 1],
  V: ['$isoWeek', 2],
  G: ['$isoWeekYear', 4],
}

function formatted(format: string, { date, offsetMinutes }: Local): string {
  const [sign, minutes] = [offsetMinutes < 0 ? '-' : '+', Math.abs(offsetMinutes)]
  return format.replace(/%([\s\S]?)/g, (_, letter: string) => {
    if (letter === '%') return '%'
    if (letter === 'z') return `${sign}${pad(Math.floor(minutes / 60), 2)}${pad(minutes % 60, 2)}`
    if (letter === 'Z') return `${sign}${minutes}`
    const [reading, digits] = specifiers[letter] ?? fail(`invalid format character '%${letter}'`)
    return pad(readings[reading]!(date), digits)
  })
}

const partNames = ['hour', 'minute', 'second', 'millisecond'] as const

/** A moment from its parts, which may be larger than the calendar has them. */
function fromParts(parts: { readonly [name: string]: unknown }): Date | null {
  const values = Object.values(parts)
  if (values.some(value => value === null)) return null
  const part = (name: string, usual: number): number => {
    const value = parts[name] ?? usual
    return Number.isInteger(value) ? (value as number) : fail(`${name} must be a whole number`)
  }
  const isIso = parts.isoWeekYear !== undefined
  if (!isIso && parts.year === undefined) return null
  const year = part(isIso ? 'isoWeekYear' : 'year', 1970)
  const [hour, minute, second, millisecond] = partNames.map(name => part(name, 0)) as [
    number,
    number,
    number,
    number,
  ]
  const day = isIso
    ? firstIsoDay(year) + ((part('isoWeek', 1) - 1) * 7 + part('isoDayOfWeek', 1) - 1) * dayMs
    : Date.UTC(year, part('month', 1) - 1, part('day', 1))
  const local = new Date(day + ((hour * 60 + minute) * 60 + second) * 1_000 + millisecond)
  return new Date(local.getTime() - offsetOf(parts.timezone, local) * minuteMs)
}

/** The Monday of the first week of a year: that of 4 January. */
function firstIsoDay(year: number): number {
  const fourth = new Date(Date.UTC(year, 0, 4))
  return fourth.getTime() - (isoDay(fourth) - 1) * dayMs
}

const usualText =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:[T ](\d\d?):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?\s*(Z|[+-]\d\d(?::?\d\d)?)?$/

/** The moment that a text tells; undefined when it tells none. */
function fromText(text: string, format: unknown, timezone: unknown): Date | undefined {
  if (format !== undefined) return fromFormat(text, String(format), timezone)
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = '0', zone] =
    usualText.exec(text) ?? []
  if (year === undefined) {
    const other = new Date(/\d/.test(text) ? `${text} UTC` : text)
    return Number.isNaN(other.getTime()) ? undefined : other
  }
  if (zone !== undefined && timezone !== undefined) return fail('the text has a timezone of its own')
  const numbers = { year, month, day, hour, minute, second, millisecond: fraction.padEnd(3, '0').slice(0, 3) }
  return checked(numbers, zone ?? timezone)
}

function fromFormat(text: string, format: string, timezone: unknown): Date | undefined {
  const names: string[] = []
  const names_of: { readonly [letter: string]: string } = {
    ...{ Y: 'year', m: 'month', d: 'day', H: 'hour', M: 'minute', S: 'second', L: 'millisecond' },
    ...{ G: 'isoWeekYear', V: 'isoWeek', u: 'isoDayOfWeek', z: 'zone' },
  }
  const pattern = format.replace(/%([\s\S]?)|[.*+?^${}()|[\]\\/]/g, (whole, letter?: string) => {
    if (letter === undefined) return `\\${whole}`
    if (letter === '%') return '%'
    const name = names_of[letter] ?? fail(`invalid format character '%${letter}'`)
    names.push(name)
    if (name === 'zone') return '(Z|[+-]\\d\\d:?\\d\\d)'
    return `(\\d{1,${name.endsWith('ear') ? 4 : name === 'millisecond' ? 3 : 2}})`
  })
  const match = new RegExp(`^${pattern}$`).exec(text)
  if (!match) return undefined
  const { zone, ...numbers } = Object.fromEntries(names.map((name, at) => [name, match[at + 1]!]))
  return checked(numbers, zone ?? timezone)
}

const ranges: { readonly [part: string]: readonly [least: number, most: number] } = {
  month: [1, 12],
  day: [1, 31],
  hour: [0, 23],
  minute: [0, 59],
  second: [0, 59],
}

function checked(texts: { readonly [part: string]: unknown }, timezone: unknown): Date | undefined {
  const numbers = Object.entries(texts).map(([name, text]) => [name, Number(text)] as const)
  for (const [name, value] of numbers) {
    const [least, most] = ranges[name] ?? [0, Infinity]
    if (value < least || value > most) return undefined
  }
  return fromParts({ ...Object.fromEntries(numbers), timezone }) ?? undefined
}

const members = (document: unknown, operand: unknown, options: Options) => {
  if (!isObject(operand)) return fail('a date operator needs an object')
  return evalExpr(document, operand, options) as { readonly [name: string]: unknown }
}

/** The operators of dates, in the time of UTC unless a timezone is named. */
export const dateOperators: { readonly [name: string]: Operator } = {
  ...Object.fromEntries(
    Object.entries(readings).map(([name, read]) => [
      name,
      ((document, operand, options) => {
        const local = localOf(evalExpr(document, operand, options))
        return local && read(local.date)
      }) satisfies Operator,
    ]),
  ),
  $dateToString: (document, operand, options) => {
    const { format = '%Y-%m-%dT%H:%M:%S.%LZ', onNull, ...when } = members(document, operand, options)
    const local = localOf({ timezone: undefined, ...when })
    if (!local) return onNull === undefined ? null : onNull
    return typeof format === 'string' ? formatted(format, local) : fail('a format must be a text')
  },
  $dateToParts: (document, operand, options) => {
    const { iso8601, ...when } = members(document, operand, options)
    const local = localOf(when)
    if (!local) return null
    const read = (name: string) => readings[name]!(local.date)
    const time = Object.fromEntries(partNames.map(name => [name, read(`$${name}`)]))
    return iso8601
      ? {
          ...{ isoWeekYear: read('$isoWeekYear'), isoWeek: read('$isoWeek') },
          ...{ isoDayOfWeek: read('$isoDayOfWeek'), ...time },
        }
      : { year: read('$year'), month: read('$month'), day: read('$dayOfMonth'), ...time }
  },
  $dateFromParts: (document, operand, options) => fromParts(members(document, operand, options)),
  $dateFromString: (document, operand, options) => {
    const { dateString, format, timezone, onError, onNull } = members(document, operand, options)
    if (dateString === null || dateString === undefined) return onNull === undefined ? null : onNull
    const date = typeof dateString === 'string' ? fromText(dateString, format, timezone) : undefined
    if (date) return date
    return onError === undefined
      ? fail(`an error parsing the date string '${String(dateString).slice(0, 80)}'`)
      : onError
  },
}
