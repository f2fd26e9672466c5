import { evalExpr } from 'mingo/core'
import type { Options } from 'mingo/types'
import { dayMs, minuteMs } from '../../../../shared/errors/time'
import { fail, fromParts, fromText, isoDay, offsetOf, partNames } from './date-parts'
import { isObject } from './document'

/** An operator of expressions: what its operand comes to for a document. */
export type Operator = (document: unknown, operand: unknown, options: Options) => unknown

const pad = (value: number, width: number): string => String(value).padStart(width, '0')

/** A moment as a place has it: the members that begin with getUTC tell the local time. */
interface Local {
  readonly date: Date
  readonly offsetMinutes: number
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
