import type { Node } from '../syntax/nodes'
import type { Source } from '../syntax/parse-source'
import { namesIn } from '../syntax/patterns'

/** Where an exported name comes from: a name of the file, its default expression, or another file. */
export type Export =
  | { readonly kind: 'local'; readonly name: string; readonly at: Node }
  | { readonly kind: 'default' }
  | { readonly kind: 'from'; readonly specifier: string; readonly name: string }

/** What a file says that it exports; CommonJS says it while it runs. */
export interface Exports {
  readonly names: ReadonlyMap<string, Export>
  /** The files that everything is exported from. */
  readonly stars: readonly string[]
}

const known = new WeakMap<Source, Exports>()

/** Reads the export lines of a file. */
export function exportsOf(source: Source): Exports {
  const before = known.get(source)
  if (before) return before
  const names = new Map<string, Export>()
  const stars: string[] = []
  for (const node of source.program.body) {
    if (node.type === 'ExportAllDeclaration' && node.exportKind !== 'type') stars.push(node.source.value)
    if (node.type === 'ExportDefaultDeclaration') names.set('default', { kind: 'default' })
    if (node.type !== 'ExportNamedDeclaration' || node.exportKind === 'type') continue
    for (const name of node.declaration ? namesDeclared(node.declaration) : []) {
      names.set(name, { kind: 'local', name, at: node })
    }
    for (const one of node.specifiers) {
      const name = nameOf(one.exported)
      const specifier = node.source?.value
      if (one.type === 'ExportNamespaceSpecifier')
        names.set(name, { kind: 'from', specifier: specifier!, name: '*' })
      else if (one.type === 'ExportSpecifier') {
        const local = nameOf(one.local)
        names.set(
          name,
          specifier ? { kind: 'from', specifier, name: local } : { kind: 'local', name: local, at: node },
        )
      }
    }
  }
  const found = { names, stars }
  known.set(source, found)
  return found
}

/** `name` and `'name'` alike. */
export const nameOf = (node: Node): string =>
  node.type === 'Identifier' ? node.name : node.type === 'StringLiteral' ? node.value : ''

function namesDeclared(declaration: Node): string[] {
  if (declaration.type === 'VariableDeclaration') {
    return declaration.declarations.flatMap(({ id }) => Array.from(namesIn(id), ({ name }) => name))
  }
  const { id } = declaration as { id?: Node }
  return id?.type === 'Identifier' ? [id.name] : []
}
