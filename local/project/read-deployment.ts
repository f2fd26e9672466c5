import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from './finding'
import { readJsonFile } from './json/json-file'
import { type JsonNode, type JsonObject, memberOf } from './json/read-json'

/** What is known of a function as it is deployed. */
export interface Deployed {
  readonly place: Place
  /** In seconds; undefined where it is not said. */
  readonly timeout?: number
  /** The names of its variables, and whether each has a value; undefined where they are not said. */
  readonly variables?: ReadonlyMap<string, boolean>
}

/** Who may read and write a collection of the database. */
export interface Access {
  /** Of the preset, where it is said; else of the collection. */
  readonly place: Place
  /** The name of a preset, `CUSTOM` for a rule; undefined where nothing is said. */
  readonly preset?: string
  readonly rule?: JsonNode
}

/** The functions and the collections that cloudbaserc.json tells about, by name. */
export interface Deployment {
  readonly functions: ReadonlyMap<string, Deployed>
  readonly collections: ReadonlyMap<string, Access>
  /** Where it is broken, and how. */
  readonly fault?: { readonly place: Place; readonly problem: string }
}

export const deploymentFile = 'cloudbaserc.json'

/** The same as a program, which is not run. */
export const deploymentProgram = 'cloudbaserc.js'

/** Where the CloudBase command looks for functions, where one of its files says so in plain text. */
export function readFunctionRoot(folder: string): string | undefined {
  const file = readJsonFile(join(folder, deploymentFile), folder)
  const said = file.state === 'read' ? memberOf(file.tree, 'functionRoot')?.value : undefined
  if (said?.kind === 'plain' && typeof said.value === 'string' && said.value !== '') return said.value
  const program = join(folder, deploymentProgram)
  if (!statSync(program, { throwIfNoEntry: false })?.isFile()) return undefined
  return /\bfunctionRoot["']?\s*:\s*(["'])([^"'\n]+)\1/.exec(readFileSync(program, 'utf8'))?.[2]
}

/** Reads cloudbaserc.json, the file of the CloudBase command. */
export function readDeployment(folder: string): Deployment {
  const file = readJsonFile(join(folder, deploymentFile), folder)
  const functions = new Map<string, Deployed>()
  const collections = new Map<string, Access>()
  const deployment = { functions, collections }
  if (file.state === 'broken') return { ...deployment, fault: { place: file.place, problem: file.problem } }
  if (file.state === 'absent') return deployment
  for (const item of itemsOf(file.tree, 'collections')) {
    const name = memberOf(item, 'collectionName')?.value
    if (name?.kind !== 'plain' || typeof name.value !== 'string') continue
    const preset = memberOf(item, 'aclTag')?.value
    collections.set(name.value, {
      place: file.place((preset ?? item).start),
      ...(preset?.kind === 'plain' && { preset: String(preset.value) }),
      rule: memberOf(item, 'aclRule')?.value,
    })
  }
  for (const [name, item] of functionItems(file.tree)) {
    const timeout = settingOf(item, 'timeout')
    const variables = settingOf(item, 'envVariables')
    functions.set(name, {
      place: file.place((timeout ?? item).start),
      ...(timeout?.kind === 'plain' && typeof timeout.value === 'number' && { timeout: timeout.value }),
      ...(variables?.kind === 'object' && { variables: namesIn(variables) }),
    })
  }
  return deployment
}

/** The functions that cloudbaserc.json tells about, by name: of several with one name it is the last. */
export function functionItems(tree: JsonNode): Map<string, JsonObject> {
  const found = new Map<string, JsonObject>()
  for (const item of itemsOf(tree, 'functions')) {
    const name = memberOf(item, 'name')?.value
    if (name?.kind === 'plain' && typeof name.value === 'string') found.set(name.value, item)
  }
  return found
}

/** A setting of a function: it is in its item, or in the `config` of the item in older files. */
export const settingOf = (item: JsonObject, name: string): JsonNode | undefined =>
  memberOf(item, name)?.value ?? memberOf(memberOf(item, 'config')?.value, name)?.value

const namesIn = ({ members }: JsonObject): Map<string, boolean> =>
  new Map(
    members.map(({ name, value }) => [
      name,
      value.kind === 'plain' && value.value !== '' && value.value !== null,
    ]),
  )

/** The items of every list of that name: plugins hold theirs deeper. */
function itemsOf(node: JsonNode, list: string): JsonObject[] {
  if (node.kind === 'list') return node.items.flatMap(item => itemsOf(item, list))
  if (node.kind !== 'object') return []
  return node.members.flatMap(({ name, value }) =>
    name === list && value.kind === 'list'
      ? value.items.filter((item): item is JsonObject => item.kind === 'object')
      : itemsOf(value, list),
  )
}
