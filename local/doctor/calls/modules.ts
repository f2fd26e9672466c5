import type { Imported } from '../project/resolve-import'
import type { Export } from './exports'
import { type Node, nameOf } from './nodes'
import type { Source } from './parse-source'
import { cloud, json, moduleAt, nothing, ours, rows, union, unknown, type Values } from './values'
import type { Scan } from './world'

/** What an import line gives to a name. */
export function importedValues(specifier: Node, source: Source, scan: Scan): Values {
  const declaration = source.parents.get(specifier)
  if (declaration?.type !== 'ImportDeclaration') return unknown
  const whole = scan.moduleOf(scan.world.resolve(declaration.source.value, source.path))
  if (specifier.type === 'ImportNamespaceSpecifier') return whole
  const name = specifier.type === 'ImportSpecifier' ? (nameOf(specifier.imported) ?? '') : 'default'
  return scan.member(whole, name)
}

/** What `require` of an import gives, without running it. */
export function wholeOf(imported: Imported, scan: Scan): Values {
  switch (imported.kind) {
    case 'file': {
      const source = scan.world.load(imported.path)
      if (!source) return unknown
      const { wholes } = scan.exportsOf(source)
      const assigned = union(wholes.map(node => scan.valuesOf(node, scan.frameAround(node, source))))
      return union([[moduleAt(imported.path)], assigned])
    }
    case 'json':
      return [json(imported.path, imported.data)]
    case 'cloud':
      return [cloud('cloudCall')]
    case 'ours':
      return [ours(imported.entry)]
    case 'rows':
      return [rows(imported.path)]
    default:
      return unknown
  }
}

/** What a file exports under a name; everything where the name is not known. */
export function exportOfFile(
  path: string,
  name: string | undefined,
  scan: Scan,
  seen = new Set<string>(),
): Values {
  const source = seen.has(path) ? undefined : scan.world.load(path)
  seen.add(path)
  if (!source) return nothing
  const { names, stars } = scan.exportsOf(source)
  const said = name === undefined ? [...names.values()].flat() : (names.get(name) ?? [])
  const found = said.map(one => exportedValues(one, source, scan))
  if (said.length === 0 || name === undefined) {
    for (const specifier of name === 'default' ? [] : stars) {
      const imported = scan.world.resolve(specifier, path)
      found.push(
        imported.kind === 'file'
          ? exportOfFile(imported.path, name, scan, seen)
          : scan.member(wholeOf(imported, scan), name),
      )
    }
  }
  const values = union(found)
  // Without a default export, the default is what `require` gives.
  return values.length === 0 && name === 'default' ? wholeOf({ kind: 'file', path }, scan) : values
}

function exportedValues(one: Export, source: Source, scan: Scan): Values {
  if (one.kind === 'from') {
    const whole = wholeOf(scan.world.resolve(one.specifier, source.path), scan)
    return one.name === '*' ? whole : scan.member(whole, one.name)
  }
  if (one.kind === 'node') {
    const frame = scan.frameAround(one.node, source)
    const values = scan.valuesOf(one.node, frame)
    if (!one.isGetter) return values
    return scan.call(values, { args: [], self: nothing, named: one.node, isNew: false, written: [], frame })
  }
  const binding = source.scopes.find(one.name, one.at)
  return binding ? scan.bindingOf(binding, source) : nothing
}
