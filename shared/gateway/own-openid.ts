import { type Field, type Shape, unknownField } from '../schema/fields'
import { isMembers, own } from './own'

type Members = Record<string, unknown>

// However it is spelled, one or many: WeChat's names know both cases and both ways of parting words.
const user = /^(?:openid|touser)(?:s|list)?$/i
const namesUser = (name: string): boolean => user.test(name.replace(/_/g, ''))

/**
 * The parameters with the caller as the only user they name: every `openid` and `touser`, at whatever depth, and also
 * where the row knows one that was left out. So a call that is open to everybody cannot reach somebody else.
 */
export const withOwnOpenid = (params: Members, shape: Shape, openid: string): Members =>
  ownMembers(params, shape, openid)

function ownMembers(given: Members, shape: Shape | undefined, openid: string): Members {
  const members: Members = {}
  const put = (name: string, value: unknown) =>
    // `__proto__` is a key like any other.
    Object.defineProperty(members, name, { value, enumerable: true, configurable: true, writable: true })
  const putCaller = (name: string, isList: boolean) => put(name, isList ? [openid] : openid)
  const fieldOf = (name: string) => shape && (own(shape, name) as Shape[string] | undefined)
  for (const name of Object.keys(given)) {
    const field = fieldOf(name)
    if (!namesUser(field?.wire ?? name)) put(name, ownValue(given[name], field, openid))
    else if (!field) putCaller(name, Array.isArray(given[name]) || /list$/i.test(name))
  }
  for (const name of Object.keys(shape ?? {})) {
    const field = shape![name]!
    if (namesUser(field.wire ?? name)) putCaller(name, field.kind === 'array')
  }
  return members
}

function ownValue(given: unknown, field: Field<unknown> | undefined, openid: string): unknown {
  const { kind, item } = field || unknownField
  const isText = kind === 'jsonString'
  const inner = (isText ? item : field) || unknownField
  const value = isText && typeof given === 'string' ? parsed(given) : given
  if (Array.isArray(value)) return value.map(one => ownValue(one, inner.item, openid))
  if (!isMembers(value) || ArrayBuffer.isView(value)) return value
  return ownMembers(value, inner.fields, openid)
}

/** JSON text as what it says; other text as it is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
