import { CloudFailure, requireType, typeOf } from './failure'
import { GeoShape, shapeFrom } from './geo'

/** The time of the server when it does what it is asked for, and so many milliseconds after it. */
export class ServerDate {
  readonly options: { offset: number }
  constructor({ offset = 0 }: { offset?: number } = {}) {
    this.options = { offset }
  }
}

/** A regular expression of the database, as `db.RegExp({ regexp, options })` makes it. */
export class DatabasePattern {
  readonly regexp: string
  readonly options: string

  constructor({ regexp, options = '' }: { regexp: string; options?: string }) {
    requireType('regexp', regexp, 'string')
    this.regexp = regexp
    this.options = options
  }
}

type Members = Record<string, unknown>

export const isPlain = (value: unknown): value is Members => typeOf(value) === 'object'

/** Whether a value is an object that says what is done, as `{ $gt: 1 }`. */
export const hasOperators = (value: unknown): boolean =>
  isPlain(value) && (Object.keys(value)[0]?.startsWith('$') ?? false)

/**
 * A value as it travels: JSON, in which dates and the like are tagged. Members that are undefined are left out.
 * @param inner writes what has a meaning of its own, or gives undefined
 * @throws CloudFailure -402001 for an object that holds itself
 */
export function writeValue(
  value: unknown,
  inner: (value: unknown) => unknown = () => undefined,
  around: readonly unknown[] = [],
): unknown {
  const known = inner(value) ?? writeKnown(value)
  if (known !== undefined) return known
  if (typeof value !== 'object' || value === null) return value
  if (around.includes(value)) throw circular()
  const within = [...around, value]
  if (Array.isArray(value)) return value.map(one => writeValue(one, inner, within) ?? null)
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function')
    return writeValue((value as { toJSON(): unknown }).toJSON(), inner, within)
  const written = Object.entries(value).map(([name, one]) => [name, writeValue(one, inner, within)] as const)
  return Object.fromEntries(written.filter(([, one]) => one !== undefined))
}

export const circular = () => new CloudFailure(-402001, 'Cannot convert circular structure to JSON')

function writeKnown(value: unknown): unknown {
  if (typeof value === 'number') {
    return Number.isFinite(value) ? undefined : { $numberDouble: String(value) }
  }
  if (typeof value === 'function' || typeof value === 'symbol') return undefined
  if (value instanceof GeoShape) return value.toJSON()
  if (value instanceof ServerDate) return { $tcb_server_date: value.options }
  if (value instanceof DatabasePattern) return pattern(value.regexp, value.options)
  switch (typeOf(value)) {
    case 'date':
      return { $date: (value as Date).getTime() }
    case 'regexp':
      return pattern((value as RegExp).source, (value as RegExp).flags)
    default:
      return undefined
  }
}

const pattern = (source: string, options: string) => ({ $regularExpression: { pattern: source, options } })

/** A value that came: dates are Date again, and places those of `db.Geo`. */
export function readValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readValue)
  if (!isPlain(value)) return value
  const names = Object.keys(value)
  const [name] = names
  if (names.length === 1 && name!.startsWith('$')) {
    const known = readTagged(name!, value[name!])
    if (known !== undefined) return known
  }
  if (names.length === 2) {
    if (typeof value.$regex === 'string') return readPattern(value.$regex, value.$options) ?? value
    const shape = shapeFrom(value)
    if (shape) return shape
  }
  return Object.fromEntries(names.map(one => [one, readValue(value[one])]))
}

function readTagged(tag: string, value: unknown): unknown {
  switch (tag) {
    case '$date':
      return new Date(Number(readValue(value)))
    case '$numberLong':
    case '$numberInt':
    case '$numberDouble':
      return Number(value)
    case '$regularExpression': {
      const { pattern: source, options } = value as { pattern: string; options: string }
      return readPattern(source, options)
    }
    default:
      return undefined
  }
}

/** The database has options that the browser lacks; such a pattern stays as it came. */
function readPattern(source: string, options: unknown): RegExp | undefined {
  try {
    return new RegExp(source, String(options))
  } catch {
    return undefined
  }
}
