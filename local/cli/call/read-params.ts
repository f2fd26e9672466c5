import { readFileSync } from 'node:fs'
import { basename, extname, resolve } from 'node:path'
import type { EndpointInfo } from '../../../shared/catalog'
import { type Fault, InvalidParamsError, type Media } from '../../../shared/index'
import { isRecord } from '../../../shared/schema/objects'
import { findJsonFault, type JsonFault } from '../../project/json/read-json'
import { en } from '../texts/en'

type Members = Record<string, unknown>

/**
 * The parameters of a call: JSON as written, `@file`, or `-` for standard input; none at all is `{}`.
 * @throws InvalidParamsError telling line, column and what to do
 */
export const readParams = (method: string, given: string | undefined): Members =>
  readObject(given, problem => {
    throw new InvalidParamsError(method, [{ path: '', problem }])
  })

/**
 * An object as it is given to a command: JSON as written, `@file`, or `-` for standard input; none at all is `{}`.
 * @param refuse throws an error that tells what is wrong, such as `are not JSON: line 1, …`
 */
export function readObject(given: string | undefined, refuse: (problem: string) => never): Members {
  if (given === undefined) return {}
  const text = given === '-' || given.startsWith('@') ? readSource(given, refuse) : given
  if (text.trim() === '') return refuse(en.params.empty(sourceOf(given)))
  const fault = findJsonFault(text)
  if (fault) {
    return refuse(en.params.notJson(sourceOf(given), placeOf(text, fault.at), explained(fault)))
  }
  const params: unknown = JSON.parse(text)
  if (isRecord(params)) return params as Members
  return refuse(en.params.notObject(text.trim().slice(0, 20)))
}

const sourceOf = (given: string): string =>
  given === '-' ? ` (${en.params.standardInput})` : given.startsWith('@') ? ` (${given.slice(1)})` : ''

function readSource(given: string, refuse: (problem: string) => never): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(given === '-' ? 0 : given.slice(1))
  } catch (error) {
    return refuse(
      en.params.unreadable(sourceOf(given), (error as NodeJS.ErrnoException).code ?? en.params.unknownReason),
    )
  }
  try {
    // Removes a byte order mark; bytes that are not UTF-8 would be sent as something else.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return refuse(en.params.notUtf8(sourceOf(given)))
  }
}

/** The problem of a text that is not JSON, with advice where there is some. */
export const explained = ({ problem, advice }: JsonFault): string =>
  advice ? `${problem}; ${advice}` : problem

/** Line and column of a place, as people count characters. */
export function placeOf(text: string, at: number): { line: number; column: number } {
  const before = text.slice(0, at).split('\n')
  return { line: before.length, column: [...before[before.length - 1]!].length + 1 }
}

const types: { readonly [extension: string]: string } = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.bmp': 'image/bmp',
  '.webp': 'image/webp',
  '.mp3': 'audio/mpeg',
  '.amr': 'audio/amr',
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
  '.txt': 'text/plain',
}

/**
 * Puts files where the method takes files: `"@path/to/file.png"`, relative to the folder of the command.
 * @throws InvalidParamsError for a file that cannot be read, or a parameter that names none
 */
export function attachFiles(
  { name, params: shape }: EndpointInfo,
  params: Record<string, unknown>,
  folder: string,
): Record<string, unknown> {
  const faults: Fault[] = []
  const attached = { ...params }
  for (const [path, field] of Object.entries(shape)) {
    const value = attached[path]
    if (field.kind !== 'media' || value === undefined) continue
    if (typeof value === 'string' && /^@./.test(value)) {
      const file = readFile(resolve(folder, value.slice(1)))
      if (typeof file === 'string')
        faults.push({ path, problem: en.params.unreadableFile(value.slice(1), file) })
      else attached[path] = file
    } else faults.push({ path, problem: en.params.wantsFile })
  }
  if (faults.length > 0) throw new InvalidParamsError(name, faults)
  return attached
}

function readFile(path: string): Media | string {
  try {
    return {
      contentType: types[extname(path).toLowerCase()] ?? 'application/octet-stream',
      value: readFileSync(path),
      fileName: basename(path),
    }
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? en.params.unknownReason
  }
}
