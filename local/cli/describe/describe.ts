import {
  type Effect,
  type EndpointInfo,
  type Field,
  listEndpoints,
  type Shape,
} from '../../../shared/catalog'
import type { Description } from '../../../shared/schema/endpoint'
import { type FieldRow, rowsOfShape } from '../../../shared/schema/field-rows'
import { sample } from '../../../shared/schema/sample'
import { type Screen, safeJson } from '../output/screen'
import { type Column, formatPairs, formatTable, wrap } from '../output/table'
import { en } from '../texts/en'
import { descriptionOf, findOne, requireNamespace } from './endpoints'

/**
 * Shows all that is known about a method: that of a dotted name, or of words that only it has.
 * @throws UnknownMethodError naming the nearest method
 */
export function describe(wanted: string, { json }: { json?: boolean }, screen: Screen): void {
  const endpoint = findOne(wanted)
  const { name } = endpoint
  const description = descriptionOf(name)
  if (json) {
    screen.print(safeJson({ ...endpoint, ...facts(endpoint, description) }, 2))
    return
  }
  const { print, columns: width, colours } = screen
  const heading = (text: string) => print(`\n${colours.strong(text)}`)
  const lines = (all: readonly string[]) => {
    for (const line of all) print(line)
  }

  print(`${colours.name(name)}  ${colours.strong(description.title)}`)
  if (description.notes) lines(wrap(description.notes, Math.min(width, 100)))
  print()
  // Not wrapped: an address that is cut into lines cannot be opened.
  lines(
    formatPairs(pairsOf(endpoint, description), { width: Number.POSITIVE_INFINITY, paint: colours.faint }),
  )
  heading(en.describe.parameters)
  lines(fieldTable(endpoint.params, description.params, { screen, isResult: false }))
  heading(en.describe.result)
  const members = membersOf(endpoint)
  if (isBytes(endpoint)) print(`  ${en.describe.file}${members ? en.describe.orJson : ''}`)
  if (members) lines(fieldTable(members, description.result, { screen, isResult: true }))
  if (endpoint.errcodes.length > 0) {
    heading(en.describe.errcodes)
    const rows = endpoint.errcodes.map(({ code, means, fix }) => [
      String(code),
      fix ? `${means}; ${fix}` : means,
    ])
    lines(formatTable(rows, [{ paint: colours.bad }, { least: 24 }], { width, indent: 2 }))
  }
  heading(en.describe.example)
  const { command, code } = exampleOf(endpoint)
  for (const text of [command, code]) lines(text.split('\n').map(line => `  ${line}`))
}

/** What a second send of the same call does. */
function effectText(effect: Effect): string {
  if (effect === 'read') return en.describe.read
  if (effect === 'write') return en.describe.write
  return en.describe.idempotent(effect.keyed)
}

const isBytes = ({ result }: EndpointInfo): boolean => result.kind === 'binary'

/** The members of the answer; of bytes those of the JSON that may come in their place. */
const membersOf = ({ result }: EndpointInfo): Shape | undefined =>
  (result.kind === 'binary' ? result.fields : result) as Shape | undefined

function pairsOf(endpoint: EndpointInfo, { see }: Description): [string, string][] {
  const { verb, path, effect, auth, body, cloudCallable, deprecated, aliasOf, pages } = endpoint
  const cloud = cloudCallable ? en.describe.cloudCallable(endpoint.name) : en.describe.httpsOnly
  return [
    [en.describe.request, `${verb} ${path}${body === 'json' ? '' : `, ${body}`}`],
    [en.describe.effect, effectText(effect)],
    ...(pages
      ? [[en.describe.pages, en.describe.pagesOf(endpoint.name, pages.items)] as [string, string]]
      : []),
    [en.describe.auth, auth],
    [en.describe.cloudCall, cloud],
    ...(deprecated ? [[en.describe.deprecated, deprecated] as [string, string]] : []),
    ...(aliasOf ? [[en.describe.aliasOf, aliasOf] as [string, string]] : []),
    [en.describe.see, see ?? en.describe.noPage],
  ]
}

function fieldTable(
  shape: Shape,
  comments: Description['params'] = {},
  { screen, isResult }: { screen: Screen; isResult: boolean },
): string[] {
  const rows = rowsOfShape(shape)
  if (rows.length === 0) return [`  ${en.describe.none}`]
  const { name, faint } = screen.colours
  const columns: Column[] = [{ paint: name }, { least: 14 }, {}, { least: 20, paint: faint }]
  const cells = rows.map(row => [
    '  '.repeat(row.level) + row.name,
    row.type,
    row.required ? (isResult ? '' : en.describe.required) : en.describe.optional,
    remark(row, comments),
  ])
  return formatTable(cells, columns, { width: screen.columns, indent: 2 })
}

const remark = ({ path, wire }: FieldRow, comments: NonNullable<Description['params']>): string =>
  [Object.hasOwn(comments, path) ? comments[path] : '', wire === undefined ? '' : en.describe.wire(wire)]
    .filter(Boolean)
    .join(' ')

function facts(endpoint: EndpointInfo, { title, notes, see, params = {}, result = {} }: Description) {
  const fields = (shape: Shape, comments: { readonly [path: string]: string }) =>
    rowsOfShape(shape).map(({ level: _, ...row }) => ({ ...row, comment: comments[row.path] }))
  return {
    title,
    notes,
    see,
    params: fields(endpoint.params, params),
    result: isBytes(endpoint) ? 'binary' : fields(endpoint.result as Shape, result),
    ...(isBytes(endpoint) && membersOf(endpoint) && { orJson: fields(membersOf(endpoint)!, result) }),
    example: exampleOf(endpoint),
  }
}

/** A call of a method that can be pasted, with plausible values for what is required. */
interface Example {
  /** For a shell. */
  readonly command: string
  /** For a program. */
  readonly code: string
}

/** Makes the example of a method; what is a file in it is `@picture.png` in the command. */
export function exampleOf({ name, params: shape }: EndpointInfo): Example {
  const params = sample(shape, { names: 'camel', requiredOnly: true })
  const json = JSON.stringify(withFileNames(shape, params, '@picture.png'))
  return {
    command: `npx wx-openapi call ${name} ${quoteForShell(json)}`,
    code: `await openapi.${name}(${codeOf(withFileNames(shape, params, fileMark))})`,
  }
}

const fileMark = '__FILE__'

function withFileNames(shape: Shape, params: Record<string, unknown>, file: string): Record<string, unknown> {
  const changed = { ...params }
  const isFile = (field: Field<unknown> | undefined) => field?.kind === 'media'
  for (const name of Object.keys(changed)) if (isFile(shape[name])) changed[name] = file
  return changed
}

/** Inside single quotes a shell takes everything as it is, but not the single quote. */
const quoteForShell = (text: string): string => `'${text.replace(/'/g, `'\\''`)}'`

/** JSON as a program writes it: names without quotes, and a file read from the disk. */
const codeOf = (params: Record<string, unknown>): string =>
  Object.keys(params).length === 0
    ? ''
    : JSON.stringify(params, null, 2)
        .replace(/^(\s*)"([A-Za-z_$][\w$]*)":/gm, '$1$2:')
        .replace(
          new RegExp(`"${fileMark}"`, 'g'),
          "{ contentType: 'image/png', value: fs.readFileSync('picture.png') }",
        )

/**
 * Lists the methods of a namespace and of those below it, those that have the words, or the whole catalogue.
 * @throws UnknownMethodError naming the nearest namespace
 */
export function list(namespace: string | undefined, { json }: { json?: boolean }, screen: Screen): void {
  const endpoints = namespace === undefined ? listEndpoints() : requireNamespace(namespace)
  if (json) {
    screen.print(safeJson(endpoints.map(summary)))
    return
  }
  const { name, faint } = screen.colours
  const columns: Column[] = [
    { paint: name },
    {},
    { least: 11, shrinksFirst: true, overflow: 'cut', paint: faint },
    {},
    {},
    { least: 12, overflow: 'cut' },
  ]
  for (const line of formatTable(endpoints.map(row), columns, { width: screen.columns })) screen.print(line)
  screen.note(screen.noteColours.faint(en.list.legend(endpoints.length)))
}

const row = (one: EndpointInfo): string[] => [
  one.name,
  one.verb,
  one.path,
  typeof one.effect === 'string' ? one.effect : en.list.idempotent,
  one.cloudCallable ? en.list.cloud : '',
  one.deprecated ? en.list.deprecated(descriptionOf(one.name).title) : descriptionOf(one.name).title,
]

const summary = ({ name, verb, path, effect, auth, cloudCallable, deprecated, aliasOf }: EndpointInfo) => ({
  name,
  title: descriptionOf(name).title,
  verb,
  path,
  effect,
  auth,
  cloudCallable,
  deprecated,
  aliasOf,
})
