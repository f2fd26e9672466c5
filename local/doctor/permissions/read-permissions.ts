import type { Place } from '../../project/finding'
import { type JsonFile, readJsonFile } from '../../project/json/json-file'
import { type JsonNode, memberOf } from '../../project/json/read-json'
import { en } from './texts/en'

/** A permission name where it stands. */
export interface Listed {
  readonly name: string
  readonly place: Place
}

/** A permission name where WeChat does not read it. */
export interface Stray extends Listed {
  /** The JSON path, `permission.openapi`. */
  readonly path: string
}

/** What a config.json allows. */
export interface Permissions {
  readonly state: JsonFile['state']
  /** Whether there is a list at permissions.openapi. */
  readonly hasList: boolean
  readonly listed: readonly Listed[]
  readonly strays: readonly Stray[]
  /** What keeps it from being read as it should. */
  readonly faults: readonly { readonly place: Place; readonly what: string }[]
}

const rightPath = 'permissions.openapi'

/** Reads the config.json of a function. */
export function readPermissions(
  path: string,
  folder: string,
  isMethod: (name: string) => boolean,
): Permissions {
  const file = readJsonFile(path, folder)
  if (file.state === 'absent') return { state: 'absent', hasList: false, listed: [], strays: [], faults: [] }
  if (file.state === 'broken') {
    const fault = { place: file.place, what: en.config.notJson(file.problem) }
    return { state: 'broken', hasList: false, listed: [], strays: [], faults: [fault] }
  }
  const strays = findStrays(file, isMethod)
  const permissions = memberOf(file.tree, 'permissions')?.value
  const list = memberOf(permissions, 'openapi')?.value
  const faults: { place: Place; what: string }[] = []
  const expect = (node: JsonNode | undefined, kind: JsonNode['kind'], what: string) => {
    const isStray = node && strays.some(({ place }) => isIn(file, node, place))
    if (node && node.kind !== kind && !isStray) faults.push({ place: file.place(node.start), what })
  }
  expect(file.tree, 'object', en.config.notObject)
  expect(permissions, 'object', en.config.permissionsNotObject)
  expect(list, 'list', en.config.notList)
  const items = list?.kind === 'list' ? list.items : []
  const listed: Listed[] = []
  for (const item of items) {
    const place = file.place(item.start)
    if (item.kind === 'plain' && typeof item.value === 'string') listed.push({ name: item.value, place })
    else faults.push({ place, what: en.config.notName })
  }
  return { state: 'read', hasList: list?.kind === 'list', listed, strays, faults }
}

const isIn = (
  file: Extract<JsonFile, { state: 'read' }>,
  node: JsonNode,
  { line, column }: Place,
): boolean => {
  const [from, to] = [file.place(node.start), file.place(node.end)]
  const isAfter = line > from.line || (line === from.line && column >= from.column)
  return isAfter && (line < to.line || (line === to.line && column < to.column))
}

/** The permission names of a file that stand anywhere but at permissions.openapi of a config.json. */
export function findStrays(
  file: Extract<JsonFile, { state: 'read' }>,
  isMethod: (name: string) => boolean,
  isConfig = true,
): Stray[] {
  const strays: Stray[] = []
  const walk = (node: JsonNode, path: string) => {
    const isRight = isConfig && path === rightPath
    if (isRight && node.kind === 'list') return
    const names = namesIn(node, path, isMethod)
    const said = isRight ? en.config.mustBeList(path) : path
    for (const { name, start } of names) strays.push({ name, path: said, place: file.place(start) })
    if (names.length > 0) return
    if (node.kind === 'list') for (const [at, item] of node.items.entries()) walk(item, `${path}[${at}]`)
    if (node.kind !== 'object') return
    for (const { name, value } of node.members) walk(value, path === '' ? name : `${path}.${name}`)
  }
  if (file.tree.kind !== 'plain') walk(file.tree, '')
  return strays
}

/** Whether a value at this JSON path of a config.json holds permission names and nothing else, in a wrong place. */
export function holdsNames(node: JsonNode, path: string, isMethod: (name: string) => boolean): boolean {
  if (path === rightPath && node.kind === 'list') return false
  const names = namesIn(node, path, isMethod)
  return names.length > 0 && names.length === (node.kind === 'list' ? node.items.length : 1)
}

/** The names in what looks like a list of permissions: one of them is a method, or the path says so. */
function namesIn(
  node: JsonNode,
  path: string,
  isMethod: (name: string) => boolean,
): { name: string; start: number }[] {
  const isSaid = /(^|\.)(open_?apis?|permissions?)$/i.test(path)
  if (node.kind === 'object') return []
  const items = node.kind === 'list' ? node.items : isSaid ? [node] : []
  const names = items.flatMap(item =>
    item.kind === 'plain' && typeof item.value === 'string' && /^\w+(\.\w+)+$/.test(item.value)
      ? [{ name: item.value, start: item.start }]
      : [],
  )
  return isSaid || names.some(({ name }) => isMethod(name)) ? names : []
}
