import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { pathFrom } from '../../project/files'
import type { Finding } from '../../project/finding'
import type { CloudFunction } from '../../project/list-functions'
import type { Node } from '../calls/nodes'
import type { Source } from '../calls/parse-source'
import { isBroken, type Library } from '../project/library'
import { resolvePath } from '../project/resolve-import'
import { en } from '../texts/en'
import { type Check, listNames } from './check'

// A checkout writes source and bundle within a second or so, in any order.
const sameMomentMs = 2000

/** Whether what will be uploaded was built from the current source. */
export const checkBundles: Check = ({ project, library, functions }) => {
  const findings: Finding[] = []
  const unbuilt: string[] = []
  const { built: output } = project.functions
  for (const { name, on } of functions) {
    if (on.entry === undefined) continue
    const isBuilt = output !== undefined || (on.entry !== on.bundle && /\.[mc]?tsx?$/.test(on.entry))
    if (!isBuilt) continue
    const bundle = output === undefined ? on.bundle : uploadedOf(join(output, name), on)
    if (!existsSync(bundle)) {
      unbuilt.push(name)
      continue
    }
    const built = statSync(bundle).mtimeMs
    const newer = inputsOf(on.entry, library).filter(path => statSync(path).mtimeMs > built + sameMomentMs)
    if (newer.length === 0) continue
    const files = newer.map(path => pathFrom(project.folder, path))
    findings.push({
      severity: 'fault',
      kind: 'staleBundle',
      function: name,
      place: { file: pathFrom(project.folder, bundle), line: 1, column: 1 },
      what: en.bundles.stale(listNames(files, 4)),
      why: en.bundles.why,
      fix: en.bundles.rebuild,
    })
  }
  if (unbuilt.length > 0) {
    findings.push({
      severity: 'note',
      kind: 'staleBundle',
      place: { file: pathFrom(project.folder, project.functions.path!), line: 1, column: 1 },
      what: en.bundles.unbuilt(listNames(unbuilt), unbuilt.length === 1),
      fix: output === undefined ? en.bundles.build : en.bundles.buildAgain,
    })
  }
  return findings
}

/** The JavaScript of a function in an output of `wx-openapi build`: what is bundled is index.js. */
function uploadedOf(folder: string, on: CloudFunction): string {
  const copied = join(folder, pathFrom(on.folder, on.bundle))
  return existsSync(copied) ? copied : join(folder, 'index.js')
}

/** All files of the project that go into the bundle of an entry file, itself first. */
function inputsOf(entry: string, library: Library): string[] {
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
