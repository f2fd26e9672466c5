const minuteSeconds = 60
const hourSeconds = 60 * minuteSeconds
const dayMs = 24 * hourSeconds * 1000
// WeChat's cloud counts in the time of China, which knows no summer time.
const chinaMs = 8 * hourSeconds * 1000

interface FieldRule {
  readonly name: string
  readonly min: number
  readonly max: number
  /** Names of the values, from `min` on. */
  readonly words?: readonly string[]
}

const rules: readonly FieldRule[] = [
  { name: 'second', min: 0, max: 59 },
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day', min: 1, max: 31 },
  {
    name: 'month',
    min: 1,
    max: 12,
    words: ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'],
  },
  { name: 'weekday', min: 0, max: 6, words: ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'] },
  { name: 'year', min: 1970, max: 2099 },
]

const lastDay = Date.UTC(2099, 11, 31) / dayMs

/** The runs of a timer within a time. */
export interface Runs {
  /** The last of them, in milliseconds since 1970, the earliest first. */
  readonly times: readonly number[]
  /** How many there are in all. */
  readonly count: number
}

/** When a timer fires: seven fields in the time of China. */
export interface Cron {
  /** The runs after a moment and up to another, of which `most` are named. */
  runs(after: number, until: number, most: number): Runs
  /** The first run after a moment; undefined when there is none. */
  next(after: number): number | undefined
}

/**
 * Reads what the cloud takes as `config` of a timer.
 * @throws Error that says which field is wrong, and what to write
 */
export function readCron(text: string): Cron {
  const fields = text.trim().split(/\s+/)
  if (fields.length !== rules.length) {
    const six = fields.length === 6 ? '; the year comes last: add *' : ''
    throw new Error(
      `"${text}" has ${text.trim() === '' ? 0 : fields.length} fields, not seven: second minute hour day month weekday year${six}`,
    )
  }
  const [seconds, minutes, hours, days, months, weekdays, years] = fields.map((field, at) =>
    readField(field, rules[at]!, at + 1),
  ) as [Values, Values, Values, Values, Values, Values, Values]
  // As in the cloud, where both are given either is enough.
  const isEither = fields[3] !== '*' && fields[5] !== '*'
  const isOn = (day: number): boolean => {
    const date = new Date(day * dayMs)
    if (!years.has(date.getUTCFullYear()) || !months.has(date.getUTCMonth() + 1)) return false
    const isDay = days.has(date.getUTCDate())
    const isWeekday = weekdays.has(date.getUTCDay())
    return isEither ? isDay || isWeekday : isDay && isWeekday
  }
  const offsets = [...hours].flatMap(hour =>
    [...minutes].flatMap(minute =>
      [...seconds].map(second => (hour * hourSeconds + minute * minuteSeconds + second) * 1000),
    ),
  )
  const startOf = (day: number): number => day * dayMs - chinaMs
  return {
    runs(after, until, most) {
      const times: number[] = []
      let count = 0
      for (let day = Math.min(dayAt(until), lastDay); day >= Math.max(dayAt(after), 0); day -= 1) {
        if (!isOn(day)) continue
        const start = startOf(day)
        const isWhole = start > after && start + dayMs <= until
        const due = isWhole
          ? offsets
          : offsets.filter(offset => start + offset > after && start + offset <= until)
        count += due.length
        for (let at = due.length - 1; at >= 0 && times.length < most; at -= 1) times.push(start + due[at]!)
      }
      return { times: times.reverse(), count }
    },
    next(after) {
      for (let day = Math.max(dayAt(after), 0); day <= lastDay; day += 1) {
        if (!isOn(day)) continue
        const start = startOf(day)
        const found = offsets.find(offset => start + offset > after)
        if (found !== undefined) return start + found
      }
      return undefined
    },
  }
}

/** The day of a moment in China. */
const dayAt = (moment: number): number => Math.floor((moment + chinaMs) / dayMs)

/** In their order. */
type Values = ReadonlySet<number>

function readField(field: string, rule: FieldRule, position: number): Values {
  const { name, min, max, words } = rule
  const fault = (what: string) =>
    new Error(
      `field ${position} (${name}) is "${field}": ${what}; write *, or numbers from ${min} to ${max}${words ? ` or ${words[0]} to ${words.at(-1)}` : ''} with , - and /`,
    )
  const numberIn = (text: string): number => {
    const word = words?.indexOf(text.toUpperCase()) ?? -1
    const value = word >= 0 ? word + min : /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN
    if (!(value >= min && value <= max)) throw fault(`${JSON.stringify(text)} is not valid`)
    return value
  }
  const found = new Set<number>()
  for (const part of field.split(',')) {
    const [range, step, ...more] = part.split('/') as [string, ...string[]]
    const [from, to, ...rest] = range.split('-') as [string, ...string[]]
    if (more.length > 0 || rest.length > 0) throw fault(`${JSON.stringify(part)} is not a range`)
    const first = range === '*' ? min : numberIn(from)
    const last = to !== undefined ? numberIn(to) : range === '*' || step !== undefined ? max : first
    if (first > last) throw fault(`the range ${range} ends before it begins`)
    if (step !== undefined && !(/^\d{1,4}$/.test(step) && Number(step) > 0))
      throw fault(`the step ${JSON.stringify(step)} is not a number above 0`)
    for (let value = first; value <= last; value += Number(step ?? 1)) found.add(value)
  }
  return new Set([...found].sort((a, b) => a - b))
}
