import type { AuthKind } from '../../../../shared/schema/endpoint'
import type { Field, Shape } from '../../../../shared/schema/fields'
import { isObject } from '../../../../shared/schema/objects'
import { isMembers, type Members, wireName } from '../../platform/members'
import type { Route } from '../../platform/routes'
import type { LogEntry } from '../../state/world'

/** A file as the log describes it; its bytes are not kept. */
export interface LoggedFile {
  /** As it was sent; absent for a body that is the file alone. */
  readonly fileName?: string
  readonly contentType: string
  readonly bytes: number
}

/** Whether a logged value describes a file. */
export const isFile = (value: unknown): value is LoggedFile =>
  isMembers(value) && typeof value.contentType === 'string' && typeof value.bytes === 'number'

/**
 * The name, in the current folder, of a file that was logged. What was sent may be a path, and `-` means standard input
 * to curl: no other file of this machine is read.
 */
export function fileBeside({ fileName = '' }: LoggedFile): string {
  const name = fileName.split(/[\\/]/).pop()!
  return /^[-.]*$/.test(name) ? 'file' : name
}

/** One signature of a call: the option of the client that it is made with, and what it adds to the call. */
interface Signature {
  readonly option: 'payAppKey' | 'sessionKey'
  /** Names on the wire. */
  readonly adds: readonly string[]
  /** Made only by clients that know the key. */
  readonly isOptional?: true
}

const byAppKey: Signature = { option: 'payAppKey', adds: ['pay_sig'] }
const byUser: Signature = { option: 'sessionKey', adds: ['signature', 'sig_method'] }

const signatures: { readonly [A in AuthKind]?: readonly Signature[] } = {
  paySignature: [byAppKey],
  userSignature: [byUser],
  payAndUserSignature: [byAppKey, byUser],
  midasSignature: [
    { option: 'payAppKey', adds: ['sig'] },
    { option: 'sessionKey', adds: ['mp_sig'], isOptional: true },
  ],
}

/** The signatures that a method is called with; none for most. */
export const signaturesOf = (route: Route | undefined): readonly Signature[] =>
  signatures[route?.row.auth ?? 'accessToken'] ?? []

/**
 * A logged call as a command for a shell; undefined where nothing was asked over HTTP, as with a call of a local
 * function. The token was masked and appears as a variable. The shell and curl read what was logged as text only, and
 * curl sends a file only where the call did, from the current folder.
 */
export function asCurl(entry: LogEntry, url: string, route: Route | undefined): string | undefined {
  if (!entry.path.startsWith('/')) return undefined
  const command = [`curl ${flags(entry)} ${address(entry, url, route)}`, ...bodyOptions(entry.body, route)]
  return [...notes(route), command.join(' \\\n  ')].join('\n')
}

const quoted = (text: string): string => `'${text.replace(/'/g, `'\\''`)}'`

/** What is missing from the log. Some shells run a comment that is typed, so it is plain words. */
function notes(route: Route | undefined): string[] {
  if (signaturesOf(route).length > 0)
    return ['# The signatures are masked in the log: as it stands this call is refused.']
  return route?.row.auth === 'appSecret' ? ['# The secret is masked in the log: replace it with yours.'] : []
}

function flags({ verb, path }: LogEntry): string {
  // With -X HEAD curl would wait for a body.
  const method = verb === 'HEAD' ? '--head' : `-X ${verb}`
  // Brackets in a path are patterns to curl, and it goes up a folder for dots.
  return /[[\]{}]|\/\./.test(path) ? `--globoff --path-as-is ${method}` : method
}

function address({ path, query }: LogEntry, url: string, route: Route | undefined): string {
  const search = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`,
  )
  const { auth = 'accessToken' } = route?.row ?? { auth: 'none' }
  const token = auth === 'none' || auth === 'appSecret' ? [] : ['"access_token=$TOKEN"']
  const rest = [quoted(search.join('&'))].filter(() => search.length > 0)
  const mark = token.length + rest.length > 0 ? "'?'" : ''
  return `${quoted(url + path)}${mark}${[...token, ...rest].join("'&'")}`
}

function bodyOptions(body: unknown, route: Route | undefined): string[] {
  if (body === undefined) return []
  const members = isMembers(body) ? Object.entries(body) : []
  const [file] = members.map(([, value]) => value).filter(isFile)
  if (file && route?.row.body === 'raw') {
    return [
      `-H ${quoted(`Content-Type: ${file.contentType}`)}`,
      `--data-binary ${quoted(`@${fileBeside(file)}`)}`,
    ]
  }
  if (file) {
    return members.map(([name, value]) =>
      isFile(value)
        ? `-F ${quoted(`${name}=${filePart(value)}`)}`
        : `--form-string ${quoted(`${name}=${value}`)}`,
    )
  }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return [`-H 'Content-Type: application/json'`, `--data-raw ${quoted(text)}`]
}

/** A file as the option -F takes it. */
function filePart(file: LoggedFile): string {
  const { fileName, contentType } = file
  const beside = fileBeside(file)
  // What follows a comma or a semicolon could name another file.
  const type = /^[\w.+-]+\/[\w.+-]+$/.test(contentType)
    ? `type=${contentType}`
    : `headers=${word(`Content-Type: ${contentType}`)}`
  const parts = [
    `@${word(beside)}`,
    ...(fileName === beside ? [] : [`filename=${word(fileName ?? '')}`]),
    type,
  ]
  return parts.join(';')
}

/** A word of an option -F, in quotes where curl would read something into it. */
const word = (text: string): string => (/^[\w.-]+$/.test(text) ? text : `"${text.replace(/[\\"]/g, '\\$&')}"`)

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
