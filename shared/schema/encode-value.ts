import type { Fault } from '../errors/invalid-params-error'
import { type Field, type Shape, unknownField } from './fields'
import { jsonText } from './json-text'
import { hasOwn, toWire } from './names'
import { isObject } from './objects'

/** Members by name; `setMember` writes them, so that `__proto__` is a key like any other. */
export type Members = Record<string, unknown>

/** What is known while one request is written. */
export interface Writing {
  readonly convertCase: boolean
  readonly faults: Fault[]
}

// WeChat has no use for deeper data; the bound keeps hostile input from exhausting the stack.
const deepestLevel = 1000

/** One value in WeChat's names; `above` holds the objects around it, to find cycles. */
export function encodeValue(
  value: unknown,
  field: Field<unknown> | undefined,
  path: string,
  writing: Writing,
  above: object[],
): unknown {
  const { kind, item } = field || unknownField
  if (kind === 'jsonString') return encodeText(value, item, path, writing, above)
  if (typeof value === 'string') return value
  if (!isObject(value)) return encodePlain(value, kind, path, writing.faults)
  const problem =
    unsendable(value) ??
    (above.includes(value)
      ? 'contains itself'
      : above.length >= deepestLevel
        ? `is nested more than ${deepestLevel} levels deep`
        : undefined)
  if (problem) return fault(writing.faults, path, problem)
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') {
    return encodeValue((value as { toJSON(): unknown }).toJSON(), field, path, writing, [...above, value])
  }
  // Below `json()` nothing is renamed; below `record()` only the keys themselves are the user's.
  const below: Writing = kind === 'json' ? { ...writing, convertCase: false } : writing
  above.push(value)
  const encoded = Array.isArray(value)
    ? value.map((one, index) =>
        encodeValue(one === undefined ? null : one, item, `${path}[${index}]`, below, above),
      )
    : encodeMembers(value as Members, field, path, below, above)
  above.pop()
  return encoded
}

/** JSON text inside the JSON; what is text already is sent as it is. */
function encodeText(
  value: unknown,
  item: Field<unknown> | undefined,
  path: string,
  writing: Writing,
  above: object[],
): unknown {
  if (typeof value === 'string' || value === null) return value
  return jsonText(encodeValue(value, item, path, writing, above))
}

function encodeMembers(
  value: Members,
  field: Field<unknown> | undefined,
  path: string,
  writing: Writing,
  above: object[],
): Members {
  const { kind, item, fields } = field || unknownField
  const isRecord = kind === 'record'
  const keepsKeys = isRecord || !writing.convertCase
  const encoded = {}
  for (const key of Object.keys(value)) {
    const member = value[key]
    if (member === undefined) continue
    const known = isRecord ? item : fields && findField(fields, key, writing.convertCase)
    const at = `${path}.${key}`
    setMember(
      encoded,
      keepsKeys ? key : wireName(key, known),
      encodeValue(member, known, at, writing, above),
      at,
      writing.faults,
    )
  }
  return encoded
}

const wholeKinds: readonly unknown[] = ['integer', 'number', 'bigInteger']

function encodePlain(
  value: unknown,
  kind: Field<unknown>['kind'] | undefined,
  path: string,
  faults: Fault[],
): unknown {
  switch (typeof value) {
    case 'function':
    case 'symbol':
    case 'bigint':
      return fault(
        faults,
        path,
        `is a ${typeof value}, which JSON cannot represent${typeof value === 'bigint' ? '; give it as text' : ''}`,
      )
    case 'number':
      if (Number.isInteger(value) && !Number.isSafeInteger(value) && wholeKinds.includes(kind)) {
        return fault(
          faults,
          path,
          'is beyond 2^53-1, so JavaScript has rounded it; give it as a string of its digits',
        )
      }
      return Number.isFinite(value) ? value : fault(faults, path, `is ${value}, which JSON cannot represent`)
    default:
      return value
  }
}

export function unsendable(value: object): string | undefined {
  if (value instanceof Date) return 'is a Date; give it as WeChat wants it, mostly seconds or text'
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return 'holds bytes where text is due'
  if (value instanceof Map || value instanceof Set)
    return 'is a Map or a Set; give a plain object or an array'
  if (value instanceof Promise) return 'is a Promise; await it first'
  return undefined
}

function fault(faults: Fault[], path: string, problem: string): undefined {
  faults.push({ path, problem })
  return undefined
}

/** Sets a member of an object without a prototype; a fault where two keys become one. */
export function setMember(
  target: Members,
  name: string,
  value: unknown,
  path: string,
  faults: Fault[],
): void {
  if (Object.prototype.hasOwnProperty.call(target, name)) fault(faults, path, collision(name))
  else if (name === '__proto__') Object.defineProperty(target, name, { value, enumerable: true })
  else target[name] = value
}

/** What is wrong with the second of two keys that become one. */
export const collision = (name: string): string =>
  `collides with another key that is also ${name} for WeChat; keep one of them`

export const wireName = (key: string, { wire }: Partial<Field<unknown>> = unknownField): string =>
  wire ?? toWire(key)

/** The field of a key; when keys travel as they are, users write wire names. */
export function findField(shape: Shape, key: string, byOurName: boolean): Field<unknown> | undefined {
  if (byOurName) return hasOwn(shape, key) ? shape[key] : undefined
  const name = Object.keys(shape).find(ours => wireName(ours, shape[ours]) === key)
  return name === undefined ? undefined : shape[name]
}

export const kindOf = (value: unknown): string =>
  Array.isArray(value) ? 'an array' : typeof value === 'object' ? 'an object of a class' : `a ${typeof value}`
