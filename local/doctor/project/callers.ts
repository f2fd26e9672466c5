import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

/** A larger file is data, or a library with everything in it. */
const largestBytes = 1024 * 1024
const specifiers = /(?:\brequire\s*\(|\bfrom|\bimport\s*\(?)\s*(["'`])([./][^"'`\n]*)\1/g

/**
 * The files of a mini program that may call a cloud function: those that say so, and those that import them in any
 * number of steps. Only they need to be read as programs.
 * @param root where an absolute import starts
 */
export function findCallers(files: readonly string[], root: string): string[] {
  const found = new Set<string>()
  const names = new Set<string>()
  const others = new Map<string, string[]>()
  const add = (path: string) => {
    found.add(path)
    names.add(nameOf(path))
    others.delete(path)
  }
  for (const path of files) {
    if (statSync(path).size > largestBytes) continue
    const text = readFileSync(path, 'utf8')
    if (/callFunction/.test(text)) add(path)
    else {
      const imported = Array.from(text.matchAll(specifiers), ([, , specifier]) =>
        nameOf(specifier!.startsWith('/') ? root + specifier : resolve(dirname(path), specifier!)),
      )
      if (imported.length > 0) others.set(path, imported)
    }
  }
  let before: number
  do {
    before = found.size
    for (const [path, imported] of others) if (imported.some(name => names.has(name))) add(path)
  } while (found.size > before)
  return files.filter(path => found.has(path))
}

/** A file without what may be left out of its name in an import. */
const nameOf = (path: string): string => path.replace(/\.[cm]?[jt]sx?$/, '').replace(/\/index$/, '')
