import type { Imported } from '../project/resolve-import'
import type { Node } from '../syntax/nodes'
import type { Source } from '../syntax/parse-source'
import { exportsOf, nameOf } from './exports'
import type { Machine } from './machine'
import { namesOf, readMember } from './members'
import { nothing, only, union, unknown, type Values, value } from './values'
import { readWhole } from './variables'

/** What an import line gives to a name. */
export function importedValues(specifier: Node, source: Source, machine: Machine): Values {
  const declaration = source.parents.get(specifier)
  if (declaration?.type !== 'ImportDeclaration') return unknown
  const imported = machine.world.resolve(declaration.source.value, source.path)
  if (specifier.type === 'ImportNamespaceSpecifier') return wholeOf(imported, machine)
  const name = specifier.type === 'ImportSpecifier' ? nameOf(specifier.imported) : 'default'
  return exportOf(imported, name, machine)
}

/** What `require` of it gives. */
export function wholeOf(imported: Imported, machine: Machine): Values {
  switch (imported.kind) {
    case 'file': {
      const { path } = imported
      if (!enterFile(path, machine)) return unknown
      const assigned = assignedTo(path, machine)
      const own = only({ kind: 'module', path })
      const hasOwn = machine.store.names(`module ${path}`).size > 0
      return assigned.size === 0 ? own : hasOwn ? union([assigned, own]) : assigned
    }
    case 'json':
      return only({ kind: 'json', id: imported.path, data: imported.data })
    case 'cloud':
      return only({ kind: 'cloud', way: 'cloudCall' })
    case 'ours':
      return only({ kind: 'ours', name: imported.entry })
    case 'rows':
      return only({ kind: 'rows', path: imported.path })
    default:
      return unknown
  }
}

/** What `import { name }` of it gives. */
export function exportOf(imported: Imported, name: string, machine: Machine): Values {
  if (name === '*') return wholeOf(imported, machine)
  if (imported.kind !== 'file') return readMember(wholeOf(imported, machine), name, machine)
  if (!enterFile(imported.path, machine)) return unknown
  return exportOfFile(imported.path, name, machine)
}

/** What a file exports under a name: said by export lines, put on `exports`, or a member of `module.exports`. */
export function exportOfFile(path: string, name: string, machine: Machine, seen = new Set<string>()): Values {
  if (seen.has(path)) return nothing
  seen.add(path)
  const source = machine.world.load(path)
  if (!source) return unknown
  const { names, stars } = exportsOf(source)
  const said = names.get(name)
  const found = [
    machine.store.readMember(`module ${path}`, name),
    readMember(assignedTo(path, machine), name, machine),
  ]
  if (said?.kind === 'local') {
    const binding = source.scopes.find(said.name, said.at)
    if (binding) found.push(readWhole(binding, machine.frameOfFile(source), machine))
  } else if (said?.kind === 'from') {
    found.push(exportOf(machine.world.resolve(said.specifier, path), said.name, machine))
  } else if (!said && name !== 'default') {
    for (const specifier of stars) found.push(exportOfStar(specifier, { path, name }, machine, seen))
  }
  const values = union(found)
  // Without a default export, the default is what `require` gives.
  return values.size === 0 && name === 'default' ? assignedOrOwn(path, machine) : values
}

function exportOfStar(
  specifier: string,
  { path, name }: { path: string; name: string },
  machine: Machine,
  seen: Set<string>,
): Values {
  const imported = machine.world.resolve(specifier, path)
  if (imported.kind !== 'file') return exportOf(imported, name, machine)
  return enterFile(imported.path, machine) ? exportOfFile(imported.path, name, machine, seen) : unknown
}

/** The names that a file exports, as far as they are known. */
export function exportNames(path: string, machine: Machine, seen = new Set<string>()): string[] {
  const source = seen.has(path) ? undefined : machine.world.load(path)
  if (!source) return []
  seen.add(path)
  const { names, stars } = exportsOf(source)
  const ofStars = stars.flatMap(specifier => {
    const imported = machine.world.resolve(specifier, path)
    if (imported.kind === 'file') return exportNames(imported.path, machine, seen)
    return [...wholeOf(imported, machine)].flatMap(one => namesOf(one, machine))
  })
  const assigned = [...assignedTo(path, machine)].flatMap(one => namesOf(one, machine))
  return [...new Set([...names.keys(), ...machine.store.names(`module ${path}`), ...ofStars, ...assigned])]
}

/** Runs a file; false when it is no program. */
export function enterFile(path: string, machine: Machine): boolean {
  const source = machine.world.load(path)
  if (source) machine.enter(machine.frameOfFile(source))
  return source !== undefined
}

/** What `module.exports = …` gave. */
function assignedTo(path: string, { store }: Machine): Values {
  const own = value({ kind: 'module', path })
  return new Set([...store.readMember(`module.exports of ${path}`, 'exports')].filter(one => one !== own))
}

function assignedOrOwn(path: string, machine: Machine): Values {
  const assigned = assignedTo(path, machine)
  return assigned.size > 0 ? assigned : only({ kind: 'module', path })
}
