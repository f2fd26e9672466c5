import type { Endpoint } from '../../../shared/schema/endpoint'
import type { Field, Shape } from '../../../shared/schema/fields'
import { isMembers, isUpload, type Members, wireName } from './members'
import { arrived, type Sent } from './read-sent'
import { Refusal } from './refusal'
import { firstName, type Route } from './routes'

/**
 * Checks what was sent against the row, and returns the parameters by their wire names; those that travelled as text
 * are converted to their kind.
 * @throws Refusal at the first fault that WeChat would refuse
 */
export function checkParams(route: Route, sent: Sent): Members {
  const params: Members = { ...(route.row.http.startsWith('GET ') ? sent.query : sent.body) }
  // The caller is authorised already; a method does not need the token.
  delete params.access_token
  const firstForm =
    params.version === undefined || params.version === 1 ? firstForms[firstName(route)] : undefined
  for (const param of Object.entries(route.row.params as Shape)) {
    const [name, field] = param
    if (firstForm && !firstForm.includes(name)) continue
    const { wire, value, isText } = arrived(route, param, sent)
    const checked = checkMember(value, field, { row: route.row, name, path: wire }, isText)
    if (checked === undefined) delete params[wire]
    else params[wire] = checked
  }
  return params
}

/** What WeChat still takes of methods whose page shows version 2 alone: the parameters of the first one. */
const firstForms: { readonly [method: string]: readonly string[] } = {
  'security.mediaCheckAsync': ['mediaUrl', 'mediaType'],
  'security.msgSecCheck': ['content'],
}

interface Place {
  readonly row: Endpoint
  /** Our name of the field, by which the row's errcodes speak of it. */
  readonly name: string
  /** Where it is, in wire names: `cargo.detail_list[0].count`. */
  readonly path: string
}

function checkMember(value: unknown, field: Field<unknown>, place: Place, isText: boolean): unknown {
  if (value !== undefined && value !== null) {
    return checkValue(isText ? readText(value, field) : value, field, place)
  }
  const mayBeAbsent = field.optional && field.kind !== 'fixed' && field.kind !== 'credential'
  if (mayBeAbsent) return undefined
  if (field.kind === 'media') throw new Refusal(41005, `${place.path} is missing`)
  throw refused(place, field.kind === 'fixed' ? wrongFixed(place) : 47001, 'is missing')
}

function checkValue(value: unknown, field: Field<unknown>, place: Place): unknown {
  switch (field.kind) {
    case 'string':
      if (typeof value !== 'string') throw mistyped(place, 'a string')
      return checkSize([...value].length, 'characters', field, place, value)
    case 'integer':
    case 'number':
      if (typeof value !== 'number' || (field.kind === 'integer' && !Number.isInteger(value))) {
        throw mistyped(place, field.kind === 'integer' ? 'an integer' : 'a number')
      }
      return checkSize(value, '', field, place, value)
    case 'bigInteger':
      if (Number.isInteger(value) || (typeof value === 'string' && /^-?\d{1,30}$/.test(value))) return value
      throw mistyped(place, 'an integer')
    case 'boolean':
      if (typeof value !== 'boolean') throw mistyped(place, 'true or false')
      return value
    case 'oneOf':
    case 'fixed':
      return checkChoice(value, field, place)
    case 'credential':
      if (typeof value !== 'string') throw mistyped(place, 'a string')
      return value
    case 'object':
      return checkMembers(value, field.fields!, place)
    case 'array':
      return checkList(value, field, place)
    case 'record':
      return checkRecord(value, field, place)
    case 'jsonString':
      return checkInnerText(value, field, place)
    case 'media':
      if (!isUpload(value)) throw new Refusal(41005, `${place.path} must be a file`)
      if (value.bytes.length === 0) throw new Refusal(44001, `${place.path} is empty`, 'empty media data')
      return value
    default:
      return value
  }
}

function checkMembers(value: unknown, shape: Shape, place: Place): Members {
  if (!isMembers(value)) throw mistyped(place, 'an object')
  for (const [name, field] of Object.entries(shape)) {
    const wire = wireName(name, field)
    checkMember(value[wire], field, { row: place.row, name, path: `${place.path}.${wire}` }, false)
  }
  return value
}

function checkList(value: unknown, field: Field<unknown>, place: Place): unknown[] {
  if (!Array.isArray(value)) throw mistyped(place, 'a list')
  checkSize(value.length, 'items', field, place, value)
  value.forEach((item, at) => {
    checkValue(item, field.item!, { ...place, path: `${place.path}[${at}]` })
  })
  return value
}

function checkRecord(value: unknown, field: Field<unknown>, place: Place): Members {
  if (!isMembers(value)) throw mistyped(place, 'an object')
  for (const key of Object.keys(value)) {
    checkValue(value[key], field.item!, { ...place, path: `${place.path}.${key.slice(0, 40)}` })
  }
  return value
}

function checkInnerText(value: unknown, field: Field<unknown>, place: Place): string {
  if (typeof value !== 'string') throw mistyped(place, 'JSON as text')
  let inner: unknown
  try {
    inner = JSON.parse(value)
  } catch {
    throw mistyped(place, 'JSON as text')
  }
  checkValue(inner, field.item!, place)
  return value
}

function checkChoice(value: unknown, field: Field<unknown>, place: Place): unknown {
  const allowed = field.values!
  if (allowed.includes(value as string)) return value
  if (!allowed.some(one => typeof one === typeof value)) throw mistyped(place, `one of ${allowed.join(', ')}`)
  if (field.open) return value
  throw refused(place, wrongFixed(place), `must be one of ${allowed.join(', ')}`)
}

function checkSize<T>(size: number, unit: string, { rules }: Field<unknown>, place: Place, value: T): T {
  const { min = size, max = size } = rules ?? {}
  if (size >= min && size <= max) return value
  const bound = size < min ? `at least ${min}` : `at most ${max}`
  throw refused(place, 40097, `must be ${bound} ${unit}`.trim())
}

/** With the row's own errcode for this very field where it has one. */
function refused(place: Place, errcode: number, problem: string): Refusal {
  const own = ownErrcode(place)
  const hint = `${place.path} ${problem}`
  return own === undefined
    ? new Refusal(errcode, hint)
    : new Refusal(own, hint, `invalid ${place.path.split('.').pop()}`)
}

const mistyped = (place: Place, what: string) => new Refusal(47001, `${place.path} must be ${what}`)

const wrongFixed = ({ name }: Place): number => (name === 'grantType' ? 40002 : 40097)

/** The row's own errcode for a field that is not valid, if one of its meanings says so of this very field. */
function ownErrcode({ row, name }: Place): number | undefined {
  const speaksOfIt = new RegExp(
    `\\b${name}\\b.*\\b(not (valid|known|allowed)|wrong|missing|empty|malformed)\\b`,
  )
  const own = Object.entries(row.errcodes ?? {}).find(([, meaning]) =>
    speaksOfIt.test(typeof meaning === 'string' ? meaning : meaning.means),
  )
  return own && Number(own[0])
}

/**
 * The value of a string in a query or a multipart body. A string that is not of the kind is returned as it is: the
 * check says what is wrong with it.
 */
function readText(value: unknown, field: Field<unknown>): unknown {
  if (typeof value !== 'string') return value
  switch (field.kind) {
    case 'integer':
    case 'number':
      return /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(value) ? Number(value) : value
    case 'boolean':
      return value === 'true' || value === '1' ? true : value === 'false' || value === '0' ? false : value
    case 'oneOf':
    case 'fixed':
      return field.values!.find(one => String(one) === value) ?? value
    case 'object':
    case 'array':
    case 'record':
    case 'json':
      return parsed(value)
    default:
      return value
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
