import { join } from 'node:path'
import type { Place } from '../finding'
import { readJsonFile } from '../json/json-file'
import { type JsonNode, type JsonObject, memberOf } from '../json/json-tree'

/** What is known of a function as it is deployed. */
export interface Deployed {
  readonly place: Place
  /** In seconds; undefined where it is not said. */
  readonly timeout?: number
  /** The names of its variables, and whether each has a value; undefined where they are not said. */
  readonly variables?: ReadonlyMap<string, boolean>
}

/** The functions that cloudbaserc.json tells about, by name. */
export interface Deployment {
  readonly functions: ReadonlyMap<string, Deployed>
  /** Where it is broken, and how. */
  readonly fault?: { readonly place: Place; readonly problem: string }
}

export const deploymentFile = 'cloudbaserc.json'

/** Reads cloudbaserc.json, the file of the CloudBase command. */
export function readDeployment(folder: string): Deployment {
  const file = readJsonFile(join(folder, deploymentFile), folder)
  const functions = new Map<string, Deployed>()
  if (file.state === 'broken') return { functions, fault: { place: file.place, problem: file.problem } }
  if (file.state === 'absent') return { functions }
  for (const item of functionsIn(file.tree)) {
    const name = memberOf(item, 'name')?.value
    if (name?.kind !== 'plain' || typeof name.value !== 'string') continue
    const timeout = settingOf(item, 'timeout')
    const variables = settingOf(item, 'envVariables')
    functions.set(name.value, {
      place: file.place((timeout ?? item).start),
      ...(timeout?.kind === 'plain' && typeof timeout.value === 'number' && { timeout: timeout.value }),
      ...(variables?.kind === 'object' && { variables: namesIn(variables) }),
    })
  }
  return { functions }
}

/** Settings stand in the item, or in its `config` in older files. */
const settingOf = (item: JsonObject, name: string): JsonNode | undefined =>
  memberOf(item, name)?.value ?? memberOf(memberOf(item, 'config')?.value, name)?.value

const namesIn = ({ members }: JsonObject): Map<string, boolean> =>
  new Map(
    members.map(({ name, value }) => [
      name,
      value.kind === 'plain' && value.value !== '' && value.value !== null,
    ]),
  )

/** The items of every list called `functions`: plugins hold theirs deeper. */
function functionsIn(node: JsonNode): JsonObject[] {
  if (node.kind === 'list') return node.items.flatMap(functionsIn)
  if (node.kind !== 'object') return []
  return node.members.flatMap(({ name, value }) =>
    name === 'functions' && value.kind === 'list'
      ? value.items.filter((item): item is JsonObject => item.kind === 'object')
      : functionsIn(value),
  )
}
