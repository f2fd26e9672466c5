import { readFileSync } from 'node:fs'
import { basename, extname, resolve } from 'node:path'
import type { EndpointInfo } from '../../../shared/catalog'
import { type Fault, InvalidParamsError, type Media } from '../../../shared/index'

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
 * Puts files where the method takes files: `"@path/to/file.png"`, seen from the folder of the command.
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
        faults.push({ path, problem: `cannot be read (${value.slice(1)}): ${file}` })
      else attached[path] = file
    } else faults.push({ path, problem: 'is a file: write "@path/to/file.png"' })
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
    return (error as NodeJS.ErrnoException).code ?? 'unknown'
  }
}
