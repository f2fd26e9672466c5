import { dayMs, minuteMs } from '../../../../shared/errors/time'
import { GatewayFault } from '../fields'

export const fail = (why: string): never => {
  throw new GatewayFault('DATABASE_REQUEST_FAILED', why)
}

/** From 1, a Monday, to 7. */
export const isoDay = (date: Date): number => date.getUTCDay() || 7

const formats = new Map<string, Intl.DateTimeFormat>()

/** How far a place is from UTC at a moment, in minutes: `+08:00`, `+0800`, `+08`, or a name such as Asia/Shanghai. */
export function offsetOf(timezone: unknown, moment: Date): number {
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

/** The parts of a time of day. */
export const partNames = ['hour', 'minute', 'second', 'millisecond'] as const

/** A moment from its parts, which may be larger than the calendar has them. */
export function fromParts(parts: { readonly [name: string]: unknown }): Date | null {
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
export function fromText(text: string, format: unknown, timezone: unknown): Date | undefined {
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
  const partOf: { readonly [letter: string]: string } = {
    ...{ Y: 'year', m: 'month', d: 'day', H: 'hour', M: 'minute', S: 'second', L: 'millisecond' },
    ...{ G: 'isoWeekYear', V: 'isoWeek', u: 'isoDayOfWeek', z: 'zone' },
  }
  const pattern = format.replace(/%([\s\S]?)|[.*+?^${}()|[\]\\/]/g, (whole, letter?: string) => {
    if (letter === undefined) return `\\${whole}`
    if (letter === '%') return '%'
    const name = partOf[letter] ?? fail(`invalid format character '%${letter}'`)
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
