import type { Field, Shape } from '../../../../shared/schema/fields'
import { isObject } from '../../../../shared/schema/objects'
import { isMembers, type Members, wireName } from '../../platform/members'
import type { Route } from '../../platform/routes'
import type { LogEntry } from '../../state/world'
import { fileBeside, isFile, signaturesOf } from './logged-call'

/** A logged call as a line of code with this library; undefined where the body was not one that the library sends. */
export function asOpenapi({ query, body }: LogEntry, route: Route): string | undefined {
  if (body !== undefined && !isMembers(body)) return undefined
  const { method, row } = route
  const sent: Members = { ...query, ...body }
  const signatures = signaturesOf(route).filter(
    ({ isOptional, adds }) => !isOptional || adds.some(name => sent[name] !== undefined),
  )
  // The client signs by itself; what was logged is masked and would be signed along.
  for (const { adds } of signatures) for (const name of adds) delete sent[name]
  const params = userNames(row.params as Shape, sent)
  const text = Object.keys(params).length === 0 ? '' : literal(params, '')
  const options = signatures.map(({ option }) => option)
  const note =
    options.length > 0 ? `// Signed: the client needs ${options.join(' and ')} in its options.\n` : ''
  return `${note}await openapi.${method}(${text})`
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
    const { fileName, contentType } = value
    const name = fileName === undefined ? '' : `, fileName: ${text(fileName)}`
    return `{ contentType: ${text(contentType)}, value: readFileSync(${text(fileBeside(value))})${name} }`
  }
  if (typeof value === 'string') return text(value)
  if (!isObject(value)) return String(value)
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
