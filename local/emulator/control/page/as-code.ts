import type { Field, Shape } from '../../../../shared/schema/fields'
import { isMembers, type Members } from '../../platform/members'
import type { Route } from '../../platform/routes'
import { wireName } from '../../platform/wire-name'
import type { LogEntry } from '../../state/records'

interface ShownFile {
  readonly fileName?: string
  readonly contentType: string
  readonly bytes: number
}

const isFile = (value: unknown): value is ShownFile =>
  isMembers(value) && typeof value.contentType === 'string' && typeof value.bytes === 'number'

const quoted = (text: string): string => `'${text.replace(/'/g, `'\\''`)}'`

/**
 * A logged call as a command for a shell. The token was masked and stands as a variable; nothing that was logged is
 * read by the shell as anything but text.
 */
export function asCurl({ verb, path, query, body }: LogEntry, url: string, route: Route | undefined): string {
  const search = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
  )
  const { auth = 'accessToken' } = route?.row ?? { auth: 'none' }
  const token = auth === 'none' || auth === 'appSecret' ? [] : ['"access_token=$TOKEN"']
  const rest = [quoted(search.join('&'))].filter(() => search.length > 0)
  const mark = token.length + rest.length > 0 ? "'?'" : ''
  const parts = [`curl -X ${verb} ${quoted(url + path)}${mark}${[...token, ...rest].join("'&'")}`]
  if (isMembers(body) && Object.values(body).some(isFile)) {
    for (const [name, value] of Object.entries(body)) {
      parts.push(
        `-F ${quoted(isFile(value) ? `${name}=@${fileOf(value)};type=${value.contentType}` : `${name}=${value}`)}`,
      )
    }
  } else if (body !== undefined) {
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    parts.push(`-H 'Content-Type: application/json'`, `-d ${quoted(text)}`)
  }
  return parts.join(' \\\n  ')
}

const fileOf = ({ fileName }: ShownFile): string => fileName ?? 'file'

/** A logged call as a line of code with this library. */
export function asOpenapi({ query, body }: LogEntry, { method, row }: Route): string {
  const sent = { ...query, ...(isMembers(body) ? body : {}) }
  const params = userNames(row.params as Shape, sent)
  const text = Object.keys(params).length === 0 ? '' : literal(params, '')
  return `await openapi.${method}(${text})`
}

/** Members by the names that users write; those that a row does not know by the mechanical rule. */
function userNames(shape: Shape, members: Members): Members {
  const byWire = new Map(
    Object.entries(shape).map(([name, field]) => [wireName(name, field), { name, field }]),
  )
  const named: Members = {}
  for (const [wire, value] of Object.entries(members)) {
    const known = byWire.get(wire)
    // What the client sends by itself need not be written.
    if (known?.field.kind === 'credential' || known?.field.kind === 'fixed') continue
    const name = known?.name ?? wire.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
    named[name] = userValue(known?.field, value)
  }
  return named
}

function userValue(field: Field<unknown> | undefined, value: unknown): unknown {
  if (isFile(value)) return value
  if (Array.isArray(value)) return value.map(one => userValue(field?.item, one))
  if (!isMembers(value) || field?.kind === 'record' || field?.kind === 'json') return value
  return userNames(field?.fields ?? {}, value)
}

/** A value as JavaScript. */
function literal(value: unknown, indent: string): string {
  if (isFile(value)) {
    return `{ contentType: ${text(value.contentType)}, value: readFileSync(${text(fileOf(value))}) }`
  }
  if (typeof value === 'string') return text(value)
  if (typeof value !== 'object' || value === null) return String(value)
  const deeper = `${indent}  `
  const items = Array.isArray(value)
    ? value.map(one => deeper + literal(one, deeper))
    : Object.entries(value).map(([name, one]) => `${deeper}${keyOf(name)}: ${literal(one, deeper)}`)
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}']
  return items.length === 0 ? open + close : `${open}\n${items.join(',\n')},\n${indent}${close}`
}

const keyOf = (name: string): string =>
  /^[A-Za-z_$][\w$]*$/.test(name) && name !== '__proto__' ? name : text(name)

const text = (value: string): string =>
  `'${JSON.stringify(value).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`
