import { readFileSync, statSync } from 'node:fs'

const mark = '\uFEFF'

/** A file of text as it is on the disk. */
export interface TextFile {
  /** Without the byte order mark. */
  readonly text: string
  readonly hasMark: boolean
}

/** Reads a file of UTF-8; undefined when it is something else. Throws what node throws when it cannot be read. */
export function readText(path: string): TextFile | undefined {
  // A pipe or a device would be waited for without an end.
  if (!statSync(path).isFile())
    throw Object.assign(new Error(`${path} is not a file`), { code: 'not a file' })
  const bytes = readFileSync(path)
  const whole = bytes.toString('utf8')
  if (!Buffer.from(whole, 'utf8').equals(bytes)) return undefined
  return whole.startsWith(mark) ? { text: whole.slice(1), hasMark: true } : { text: whole, hasMark: false }
}

/** The bytes of a text, as they go on the disk. */
export const bytesOf = ({ text, hasMark }: TextFile): Buffer =>
  Buffer.from((hasMark ? mark : '') + text, 'utf8')
