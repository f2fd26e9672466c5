import { type Fault, InvalidParamsError } from '../errors/invalid-params-error'
import { findField, wireName } from '../schema/encode-value'
import { type Field, type Shape, unknownField } from '../schema/fields'
import { toWire } from '../schema/names'
import { isObject, ownProperty } from '../schema/objects'
import { ExactNumber, readExactly, writeExactly } from './exact-json'

type Members = Record<string, unknown>
type Known = Partial<Field<unknown>>

// Only where the row knows no fields: however it is spelled, one or many.
const namesOpenid = (name: string): boolean => /(?:openid|touser)(?:s|list)?$/i.test(name.replace(/_/g, ''))
const namesOtherId = (name: string): boolean => /unionid(?:s|list)?$/i.test(name.replace(/_/g, ''))

/** The kinds of field that hold one value. */
const oneValue = /^(string|integer|number|bigInteger|boolean|oneOf|fixed)$/
// The event itself may have no more, but JSON text is one value of it.
const deepestLevel = 100

/**
 * The parameters with the caller as the only user they name: every field that names a user by OPENID, at whatever
 * depth, and also where the row knows one that was left out. So a call that is open to everybody cannot reach somebody
 * else. Within `json()` the names of the members tell.
 * @throws InvalidParamsError for a parameter that the row does not know, for an object or a list where the row knows one
 * value, such as `{ $ne: null }` for an id, and for JSON text that is not the text of an object or an array
 */
export function withOwnOpenid(params: Members, shape: Shape, openid: string, method: string): Members {
  const faults: Fault[] = []
  const owned = ownMembers(params, shape, { openid, path: '', level: 0, isText: false, faults })
  if (faults.length > 0) throw new InvalidParamsError(method, faults)
  return owned
}

/** Where a row names a user by another id than the OPENID, which nobody can compare with the caller; else undefined. */
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

/** What is known on the way through the parameters of one user. */
interface Walk {
  readonly openid: string
  /** With a dot before each name. */
  readonly path: string
  readonly level: number
  /** Whether this is JSON text, whose names go out as they are. */
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

/** Members of which the row knows each. */
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
    // Spelled otherwise, it collides with the caller below.
    else if (!ours) setOwn(members, name, callerFor(field))
  }
  for (const name of Object.keys(shape)) {
    const field = shape[name]!
    if (userOf(field)) setOwn(members, isText ? wireName(name, field) : name, callerFor(field))
  }
  return members
}

/** Members whose names are the caller's: what they are called tells whether they name a user. */
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
  if (oneValue.test(kind!)) fault(walk, 'must be one value')
  else if (kind === 'object' && isList) fault(walk, 'must be an object')
  else if (kind === 'array' && !isList) fault(walk, 'must be a list')
  else if (isList) return (given as unknown[]).map(one => ownValue(one, item, walk))
  // A row that says no more than "an object" knows none of its members.
  else if (fields && Object.keys(fields).length > 0) return ownMembers(given as Members, fields, walk)
  else return ownData(given as Members, item, walk)
  return undefined
}

/** JSON text with the caller in it, otherwise as it was: no name and no digit changes. */
function ownText(text: string, item: Known | undefined, walk: Walk): unknown {
  let value: unknown
  try {
    value = readExactly(text)
  } catch {
    // Told below, as for text that holds one value.
  }
  if (!isObject(value) || value instanceof ExactNumber)
    return fault(walk, 'must be JSON text of an object or a list')
  return writeExactly(ownValue(value, item, { ...walk, isText: true }))
}
