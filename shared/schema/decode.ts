import { AnswerError } from '../errors/answer-error'
import { type Field, type Shape, unknownField } from './fields'
import { readJson } from './json-text'
import { fromWire, hasOwn, toWire } from './names'
import { isObject } from './objects'

// A response nested deeper than this is not WeChat's; the bound keeps it from exhausting the stack.
const deepestLevel = 1000

/** How a response is decoded. */
export interface DecodeOptions {
  /** The name of the method, for error messages. */
  method: string
  /** `false` gives keys as they come, as in wx-server-sdk. */
  convertCase?: boolean
}

/**
 * Converts the members of WeChat's response to our names, deeply. Keys that the shape does not know follow the
 * mechanical rule; the order of keys stays. `errcode` and `errmsg` of the top level are left to the caller.
 * @throws AnswerError if the response is nested too deeply
 */
export function decode(
  shape: Shape | undefined,
  answer: object,
  options: DecodeOptions,
): Record<string, unknown> {
  const result: Record<string, unknown> = {}
  if (options.convertCase === false) {
    for (const [key, value] of Object.entries(answer)) if (!status.includes(key)) setOwn(result, key, value)
    return result
  }
  decodeMembers(answer as Record<string, unknown>, shape, result, 1, options.method)
  return result
}

const status = ['errcode', 'errmsg']
/** What the caller sets at the top level. */
const isOurs = (name: string) => name === 'errCode' || name === 'errMsg'

function decodeMembers(
  from: Record<string, unknown>,
  shape: Shape | undefined,
  into: Record<string, unknown>,
  level: number,
  method: string,
): void {
  const known = shape && fieldsByWireName(shape)
  for (const key of Object.keys(from)) {
    if (level === 1 && status.includes(key)) continue
    const match = known?.get(key)
    let name = match ? match.name : fromWire(key)
    // Of two keys that would become one the later keeps its spelling, and so does one that would become our status.
    const isTaken = hasOwn(into, name) || hasOwn(from, name) || (level === 1 && isOurs(name))
    if (name !== key && isTaken) name = key
    setOwn(into, name, decodeValue(from[key], match?.field, level, method))
  }
}

function decodeValue(
  value: unknown,
  field: Field<unknown> | undefined,
  level: number,
  method: string,
): unknown {
  const { kind, item, fields } = field || unknownField
  if (kind === 'jsonString') return decodeText(value, item, level, method)
  if (!isObject(value) || kind === 'json') return value
  if (level > deepestLevel) {
    throw new AnswerError({
      method,
      what: `the response is nested more than ${deepestLevel} levels deep`,
      retryable: false,
      maybeExecuted: true,
    })
  }
  if (Array.isArray(value)) {
    return value.map(one => decodeValue(one, item, level + 1, method))
  }
  const result: Record<string, unknown> = {}
  if (kind === 'record') {
    for (const key of Object.keys(value)) {
      setOwn(result, key, decodeValue((value as Record<string, unknown>)[key], item, level + 1, method))
    }
  } else decodeMembers(value as Record<string, unknown>, fields, result, level + 1, method)
  return result
}

/** JSON text inside the JSON; text that is none stays as it came. */
function decodeText(
  value: unknown,
  item: Field<unknown> | undefined,
  level: number,
  method: string,
): unknown {
  if (typeof value !== 'string') return decodeValue(value, item, level, method)
  try {
    return decodeValue(readJson(value), item, level, method)
  } catch {
    return value
  }
}

interface Known {
  readonly name: string
  readonly field: Field<unknown>
}

const maps = new WeakMap<Shape, Map<string, Known>>()

/** The fields of a shape by the name that WeChat gives them; made once. */
function fieldsByWireName(shape: Shape): Map<string, Known> {
  let map = maps.get(shape)
  if (!map) {
    map = new Map()
    for (const name of Object.keys(shape)) {
      const field = shape[name]!
      map.set(field.wire ?? toWire(name), { name, field })
    }
    maps.set(shape, map)
  }
  return map
}

/** Sets a member as data, also when it is called `__proto__`. */
function setOwn(target: Record<string, unknown>, key: string, value: unknown): void {
  if (key !== '__proto__') target[key] = value
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
}
