import type { Node } from '../calls/nodes'
import type { Source } from '../calls/parse-source'
import { isBroken, type Library } from './library'
import { resolvePath } from './resolve-import'

/** All files of the project that go into the bundle of an entry file, itself first. */
export function inputsOf(entry: string, library: Library): string[] {
  const inputs = new Set([entry])
  for (const path of inputs) {
    if (path.endsWith('.json')) continue
    const source = library.read(path)
    for (const specifier of isBroken(source) ? [] : specifiersIn(source)) {
      const found = /^\.{1,2}(\/|$)/.test(specifier)
        ? resolvePath(specifier, path, library.folder)
        : undefined
      if (found && 'path' in found) inputs.add(found.path)
    }
  }
  return [...inputs]
}

const known = new WeakMap<Source, string[]>()

/** What a file imports, as written; imports of types leave nothing in a bundle. */
function specifiersIn(source: Source): string[] {
  const before = known.get(source)
  if (before) return before
  const specifiers: string[] = []
  for (const node of source.nodes) {
    const specifier = specifierOf(node)
    if (specifier !== undefined) specifiers.push(specifier)
  }
  known.set(source, specifiers)
  return specifiers
}

function specifierOf(node: Node): string | undefined {
  if (node.type === 'ImportDeclaration') return node.importKind === 'type' ? undefined : node.source.value
  if (node.type === 'ExportAllDeclaration' || node.type === 'ExportNamedDeclaration') {
    return node.exportKind === 'type' ? undefined : node.source?.value
  }
  if (node.type !== 'CallExpression') return undefined
  const { callee, arguments: args } = node
  const isImport = callee.type === 'Import' || (callee.type === 'Identifier' && callee.name === 'require')
  return isImport && args[0]?.type === 'StringLiteral' ? args[0].value : undefined
}
