import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeSync,
} from 'node:fs'
import { isAbsolute, join, relative, sep } from 'node:path'
import { en } from './texts/en'

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

const mark = '\uFEFF'

/** A file of text as it is on the disk. */
interface TextFile {
  /** Without the byte order mark. */
  readonly text: string
  readonly hasMark: boolean
}

/** Reads a file of UTF-8; undefined when it is something else. Throws what node throws when it cannot be read. */
export function readText(path: string): TextFile | undefined {
  // A pipe or a device would be waited for without an end.
  if (!statSync(path).isFile())
    throw Object.assign(new Error(en.files.notFile(path)), { code: en.files.notAFile })
  const bytes = readFileSync(path)
  const whole = bytes.toString('utf8')
  if (!Buffer.from(whole, 'utf8').equals(bytes)) return undefined
  return whole.startsWith(mark) ? { text: whole.slice(1), hasMark: true } : { text: whole, hasMark: false }
}

/** The bytes of a text, as they go on the disk. */
export const bytesOf = ({ text, hasMark }: TextFile): Buffer =>
  Buffer.from((hasMark ? mark : '') + text, 'utf8')

/**
 * All files below a folder, absolute, in the order of their names. Links out of the project are not followed, nor is a
 * folder entered twice; pipes and devices are skipped.
 * @param folder real
 * @param isEntered whether a folder is looked into
 */
export function* filesBelow(
  folder: string,
  project: string,
  isEntered: (path: string, name: string) => boolean,
  seen = new Set<string>(),
): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true })
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const { name } = entry
    const real = entry.isSymbolicLink()
      ? realPathWithin(project, join(folder, name))
      : { path: join(folder, name) }
    if (!real || real === 'outside' || seen.has(real.path)) continue
    const found = entry.isSymbolicLink() ? statSync(real.path) : entry
    if (!found.isFile() && !found.isDirectory()) continue
    seen.add(real.path)
    if (found.isFile()) yield join(folder, name)
    else if (isEntered(real.path, name)) yield* filesBelow(real.path, project, isEntered, seen)
  }
}

/** Writes all of some bytes to a file that was opened: at a place of it, by default after what was last written. */
export function writeAll(file: number, bytes: Buffer, from?: number): void {
  for (let at = 0; at < bytes.length; ) {
    at += writeSync(file, bytes, at, undefined, from === undefined ? undefined : from + at)
  }
}

/** Lets the name of a file outlast a failure of the power. Not every system lets a folder be opened. */
export function syncFolder(folder: string): void {
  try {
    const opened = openSync(folder, 'r')
    try {
      fsyncSync(opened)
    } finally {
      closeSync(opened)
    }
  } catch {}
}
