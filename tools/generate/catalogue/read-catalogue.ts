import { existsSync, readdirSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { SourceError } from './doc-comment'
import { type Evaluated, Evaluator } from './evaluate'
import { type Module, readModule } from './read-module'

const folder = join('shared', 'catalogue')

/**
 * Reads all files of the catalogue and gives what its index exports.
 * @param root the folder of the project
 * @throws SourceError for anything that is not understood, and for a file that no other file reads
 */
export function readCatalogue(root: string): Evaluated {
  const modules = new Map<string, Module>()
  const load = (path: string): Module => {
    const known = modules.get(path)
    if (known) return known
    const module = readModule(join(root, path), path.split(sep).join('/'))
    modules.set(path, module)
    for (const binding of [...module.bindings.values(), ...module.exports.values()]) {
      const target = binding.kind === 'import' ? pathOf(root, path, binding.from) : undefined
      if (target) load(target)
    }
    return module
  }
  const index = load(join(folder, 'index.ts'))
  const unread = filesBelow(join(root, folder))
    .map(path => relative(root, path))
    .find(path => !modules.has(path))
  if (unread) throw new SourceError(unread, 1, 'no index exports this file')

  const evaluator = new Evaluator((from, { file }) => {
    const path = pathOf(root, file, from)
    return path === undefined ? undefined : modules.get(path)
  })
  return evaluator.whole(index)
}

/** The file that an import names, if it is one of the catalogue. */
function pathOf(root: string, importer: string, from: string): string | undefined {
  const base = join(dirname(importer), from)
  if (!from.startsWith('.') || !base.startsWith(folder + sep)) return undefined
  return [`${base}.ts`, join(base, 'index.ts')].find(path => existsSync(join(root, path)))
}

const filesBelow = (path: string): string[] =>
  readdirSync(path, { withFileTypes: true }).flatMap(entry => {
    const below = join(path, entry.name)
    return entry.isDirectory() ? filesBelow(below) : entry.name.endsWith('.ts') ? [below] : []
  })
