import { type Fault, InvalidParamsError } from '../errors/invalid-params-error'
import { fieldFinder } from '../schema/encode-value'
import { type Field, type Shape, unknownField } from '../schema/fields'
import { toWire } from '../schema/names'
import { isMembers, own } from './own'

type Members = Record<string, unknown>

// However it is spelled, one or many: WeChat's names know both cases and both ways of parting words.
const user = /^(?:openid|touser)(?:s|list)?$/i
const namesUser = (name: string, { wire = name } = unknownField): boolean => user.test(wire.replace(/_/g, ''))

/** The kinds of field that hold one value. */
const oneValue = /^(string|integer|number|bigInteger|boolean|oneOf|fixed)$/

/**
 * The parameters with the caller as the only user they name: every `openid` and `touser`, at whatever depth, and also
 * where the row knows one that was left out. So a call that is open to everybody cannot reach somebody else.
 * @throws InvalidParamsError for an object or a list where the row knows one value, such as `{ $ne: null }` for an id
 */
export function withOwnOpenid(params: Members, shape: Shape, openid: string, method: string): Members {
  const faults: Fault[] = []
  const owned = ownMembers(params, shape, { openid, path: '', faults })
  if (faults.length > 0) throw new InvalidParamsError(method, faults)
  return owned
}

/** What is known on the way through the parameters of one user. */
interface Walk {
  readonly openid: string
  /** With a dot before each name. */
  readonly path: string
  readonly faults: Fault[]
}

function ownMembers(given: Members, shape: Shape = {}, walk: Walk): Members {
  const { openid, path } = walk
  const members: Members = {}
  const put = (name: string, value: unknown) =>
    // `__proto__` is a key like any other.
    Object.defineProperty(members, name, { value, enumerable: true, configurable: true, writable: true })
  const putCaller = (name: string, isList: boolean) => put(name, isList ? [openid] : openid)
  // By any spelling that becomes its name on the wire.
  const byWire = fieldFinder(shape, false)
  for (const name of Object.keys(given)) {
    const field = own(shape, name) as Shape[string] | undefined
    const below = { ...walk, path: `${path}.${name}` }
    if (!namesUser(name, field)) put(name, ownValue(given[name], field || byWire(toWire(name)), below))
    else if (!field) putCaller(name, Array.isArray(given[name]) || /list$/i.test(name))
  }
  for (const name of Object.keys(shape)) {
    const field = shape[name]!
    if (namesUser(name, field)) putCaller(name, field.kind === 'array')
  }
  return members
}

function ownValue(given: unknown, field: Field<unknown> | undefined, walk: Walk): unknown {
  const { kind, item } = field || unknownField
  const isText = kind === 'jsonString'
  const inner = (isText ? item : field) || unknownField
  const value = isText && typeof given === 'string' ? parsed(given) : given
  if (oneValue.test(kind!) && typeof value === 'object' && value) {
    walk.faults.push({ path: walk.path.slice(1), problem: 'must be one value' })
  }
  if (Array.isArray(value)) return value.map(one => ownValue(one, inner.item, walk))
  if (!isMembers(value) || ArrayBuffer.isView(value)) return value
  return ownMembers(value, inner.fields, walk)
}

/** JSON text as what it says; other text as it is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
