import { realpathSync } from 'node:fs'
import { isAbsolute, relative, sep } from 'node:path'

/** The path of a file from a folder, with `/`. */
export const pathFrom = (folder: string, path: string): string =>
  relative(folder, path).split(sep).join('/') || '.'

/** Whether a path is a folder or lies in it, judged by the text of both. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}

/** Where a path really leads: `undefined` to nowhere, `outside` out of the folder. */
export function realPathWithin(folder: string, path: string): { path: string } | 'outside' | undefined {
  let real: string
  try {
    real = realpathSync(path)
  } catch {
    return undefined
  }
  return isWithin(folder, real) ? { path: real } : 'outside'
}
