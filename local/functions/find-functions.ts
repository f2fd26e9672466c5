import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { nearest } from '../../shared/errors/nearest'
import { callErrcodes, FunctionCallError } from './call-error'

/** The entry files of a function. */
export const typescriptEntry = 'index.ts'
export const javascriptEntry = 'index.js'

/** The functions under a folder: those of its folders that have an entry file, in the order of their names. */
export function listFunctions(root: string): string[] {
  if (!existsSync(root)) return []
  return readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isDirectory() || entry.isSymbolicLink())
    .map(entry => entry.name)
    .filter(name => /^[A-Za-z0-9_-]+$/.test(name) && hasEntry(join(root, name)))
    .sort()
}

const hasEntry = (folder: string): boolean =>
  existsSync(join(folder, typescriptEntry)) || existsSync(join(folder, javascriptEntry))

/**
 * The folder of a function.
 * @throws FunctionCallError (-501000) naming the nearest function, or what its folder lacks
 */
export function folderOf(root: string, name: string): string {
  const names = listFunctions(root)
  if (names.includes(name)) return join(root, name)
  const guess = nearest(String(name), names)
  const advice = guess
    ? `did you mean ${guess}?`
    : names.length > 0
      ? `there are: ${names.join(', ')}`
      : `a function is a folder in it with ${typescriptEntry} or ${javascriptEntry}`
  throw new FunctionCallError(
    callErrcodes.missing,
    `no function ${String(name).slice(0, 80)} in ${root}; ${advice}`,
  )
}
