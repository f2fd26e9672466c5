import { type Fault, InvalidParamsError } from '../errors/invalid-params-error'
import type { Endpoint } from '../schema/endpoint'
import { isRecord, ownProperty } from '../schema/objects'

const fileNames = (row: Endpoint): string[] =>
  Object.keys(row.params).filter(name => row.params[name]!.kind === 'media')

/** Whether a method takes files. */
export const takesFiles = (row: Endpoint): boolean => fileNames(row).length > 0

/**
 * The parameters with their files as bytes: an event carries them as `{ contentType, base64, fileName? }`. Only
 * parameters that are files in the row are read; no URL is ever fetched.
 * @throws InvalidParamsError for a file that is not in that form
 */
export function readFiles(
  row: Endpoint,
  params: Record<string, unknown>,
  method: string,
): Record<string, unknown> {
  const faults: Fault[] = []
  const read: Record<string, unknown> = { ...params }
  for (const name of fileNames(row)) {
    const given = ownProperty(params, name)
    if (given === undefined || given === null) continue
    const file = readFile(given)
    if (typeof file === 'string') faults.push({ path: name, problem: file })
    else read[name] = file
  }
  if (faults.length > 0) throw new InvalidParamsError(method, faults)
  return read
}

interface File {
  contentType: string
  value: Buffer
  fileName?: string
}

/** The file, or what is wrong with it. */
function readFile(given: unknown): File | string {
  if (!isRecord(given)) return 'must be a file, { contentType, base64 }; URLs are not fetched'
  const contentType = ownProperty(given, 'contentType')
  const base64 = ownProperty(given, 'base64')
  const fileName = ownProperty(given, 'fileName')
  if (typeof contentType !== 'string' || contentType === '')
    return 'must have a contentType, such as image/png'
  if (typeof base64 !== 'string' || base64 === '')
    return 'must have its bytes as base64; read the file with encoding base64'
  if (fileName !== undefined && typeof fileName !== 'string') return 'must have a string as fileName'
  const value = Buffer.from(base64, 'base64')
  // Buffer skips characters that are not base64, so encode it again to compare.
  if (value.toString('base64') !== base64) {
    return base64.startsWith('data:')
      ? 'has a base64 that begins with data:; send only the part after the comma'
      : 'has a base64 that is not valid'
  }
  return fileName === undefined ? { contentType, value } : { contentType, value, fileName }
}
