import { type Fault, InvalidParamsError } from '../errors/invalid-params-error'
import { findField, wireName } from '../schema/encode-value'
import { type Field, type Shape, unknownField } from '../schema/fields'
import { toWire } from '../schema/names'
import { isObject, isRecord, ownProperty } from '../schema/objects'

type Members = Record<string, unknown>
type Known = Partial<Field<unknown>>

// Only where the row has no fields: in any spelling, one or many.
const namesOpenid = (name: string): boolean => /(?:openid|touser)(?:s|list)?$/i.test(name.replace(/_/g, ''))
const namesOtherId = (name: string): boolean => /unionid(?:s|list)?$/i.test(name.replace(/_/g, ''))

/** The kinds of field that hold one value. */
const oneValue = /^(string|integer|number|bigInteger|boolean|oneOf|fixed)$/
// The limit of the event itself does not count inside JSON text.
const deepestLevel = 100

/**
 * The parameters with the caller as the only user: every field that names a user by OPENID is set to the caller, at any
 * depth, even if it was omitted. So a call that is open to everyone cannot reach another user. Within `json()` the names
 * of the members decide.
 * @throws InvalidParamsError for a parameter that the row does not have, for an object or a list in place of a single
 * value, such as `{ $ne: null }` for an id, and for JSON text that is not an object or an array
 */
export function withOwnOpenid(params: Members, shape: Shape, openid: string, method: string): Members {
  const faults: Fault[] = []
  const owned = ownMembers(params, shape, { openid, path: '', level: 0, isText: false, faults })
  if (faults.length > 0) throw new InvalidParamsError(method, faults)
  return owned
}

/** The path of a field that names a user by another id than the OPENID, which cannot be compared with the caller's. */
export function otherIdIn(shape: Shape): string | undefined {
  for (const name of Object.keys(shape)) {
    let field: Field<unknown> | undefined = shape[name]
    for (; field; field = field.item) {
      const below = field.fields && otherIdIn(field.fields)
      if (field.user === 'id' || below) return below ? `${name}.${below}` : name
    }
  }
  return undefined
}

/** The position in the parameters of one user. */
interface Walk {
  readonly openid: string
  /** With a dot before each name. */
  readonly path: string
  readonly level: number
  /** Whether this is JSON text, whose names are sent unchanged. */
  readonly isText: boolean
  readonly faults: Fault[]
}

const fault = ({ faults, path }: Walk, problem: string): void => {
  faults.push({ path: path.slice(1), problem })
}

const userOf = (field: Field<unknown>): boolean => (field.item || field).user === 'openid'

function setOwn(members: Members, name: string, value: unknown): void {
  // `__proto__` is a key like any other.
  Object.defineProperty(members, name, { value, enumerable: true, configurable: true, writable: true })
}

/** Members that the row describes. */
function ownMembers(given: Members, shape: Shape, walk: Walk): Members {
  const { openid, isText } = walk
  const members: Members = {}
  const callerFor = ({ kind }: Field<unknown>) => (kind === 'array' ? [openid] : openid)
  for (const name of Object.keys(given)) {
    const ours = isText ? undefined : (ownProperty(shape, name) as Shape[string] | undefined)
    // By any spelling that becomes its name on the wire.
    const field = ours || findField(shape, isText ? name : toWire(name), false)
    const below = { ...walk, path: `${walk.path}.${name}` }
    if (!field) fault(below, 'is not known to this method')
    else if (!userOf(field)) setOwn(members, name, ownValue(given[name], field, below))
    // In another spelling it would collide with the caller below.
    else if (!ours) setOwn(members, name, callerFor(field))
  }
  for (const name of Object.keys(shape)) {
    const field = shape[name]!
    if (userOf(field)) setOwn(members, isText ? wireName(name, field) : name, callerFor(field))
  }
  return members
}

/** Members that the row does not describe: their names tell whether they name a user. */
function ownData(given: Members, item: Known | undefined, walk: Walk): Members {
  const { openid } = walk
  const members: Members = {}
  for (const name of Object.keys(given)) {
    const value = given[name]
    const below = { ...walk, path: `${walk.path}.${name}` }
    if (namesOtherId(name)) fault(below, 'names a user; leave it out')
    else if (!namesOpenid(name)) setOwn(members, name, ownValue(value, item, below))
    else setOwn(members, name, Array.isArray(value) || /list$/i.test(name) ? [openid] : openid)
  }
  return members
}

function ownValue(given: unknown, field: Known = unknownField, above: Walk): unknown {
  const { kind, item, fields } = field
  const walk = { ...above, level: above.level + 1 }
  if (kind === 'jsonString') {
    return typeof given === 'string' ? ownText(given, item, walk) : ownValue(given, item, walk)
  }
  if (!isObject(given) || given instanceof ExactNumber || ArrayBuffer.isView(given)) return given
  if (walk.level > deepestLevel) return fault(walk, 'is nested too deeply')
  const isList = Array.isArray(given)
  if (oneValue.test(kind!)) fault(walk, 'must be a single value')
  else if (kind === 'object' && isList) fault(walk, 'must be an object')
  else if (kind === 'array' && !isList) fault(walk, 'must be a list')
  else if (isList) return (given as unknown[]).map(one => ownValue(one, item, walk))
  // A row that only says "an object" describes none of its members.
  else if (fields && Object.keys(fields).length > 0) return ownMembers(given as Members, fields, walk)
  else return ownData(given as Members, item, walk)
  return undefined
}

/** JSON text with the caller in it, otherwise unchanged: every name and digit stays. */
function ownText(text: string, item: Known | undefined, walk: Walk): unknown {
  let value: unknown
  try {
    value = readExactly(text)
  } catch {
    // Reported below, as for text with a single value.
  }
  if (!isObject(value) || value instanceof ExactNumber)
    return fault(walk, 'must be JSON text of an object or a list')
  return writeExactly(ownValue(value, item, { ...walk, isText: true }))
}

/** A number as it is written, because JavaScript would change it: an id of 20 digits, for example. */
class ExactNumber {
  constructor(readonly digits: string) {}
}

const stringOrNumber = /("(?:[^"\\]|\\.)*")(\s*:)?|-?\d[\d.eE+-]*/g

/**
 * Reads JSON text without rounding a number.
 * @throws SyntaxError for anything that JSON does not allow, such as a byte order mark or a trailing comma
 */
function readExactly(text: string): unknown {
  JSON.parse(text)
  // Strings, and numbers that would be rounded, become strings that start with their kind.
  const marked = text.replace(stringOrNumber, (found: string, string?: string, colon?: string) => {
    if (colon) return found
    if (string) return `"s${found.slice(1)}`
    return String(Number(found)) === found ? found : `"n${found}"`
  })
  return JSON.parse(marked, (_, value) => {
    if (typeof value !== 'string') return value
    return value[0] === 's' ? value.slice(1) : new ExactNumber(value.slice(1))
  })
}

/** Writes what `readExactly` read. */
function writeExactly(value: unknown): string {
  if (value instanceof ExactNumber) return value.digits
  if (Array.isArray(value)) return `[${value.map(writeExactly)}]`
  if (!isRecord(value)) return JSON.stringify(value)
  return `{${Object.keys(value).map(key => `${JSON.stringify(key)}:${writeExactly(value[key])}`)}}`
}
