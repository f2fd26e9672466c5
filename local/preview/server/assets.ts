import { readFileSync, realpathSync } from 'node:fs'
import { extname, join, sep } from 'node:path'

const types: Record<string, string> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
}

/** A picture in the mini program's folder; nothing else of it is served, and nothing outside of it. */
export function readPicture(root: string, path: string): { type: string; body: Buffer } | undefined {
  const type = types[extname(path).toLowerCase()]
  if (!type) return undefined
  try {
    const folder = realpathSync(root) + sep
    // Links and ".." are resolved before the check.
    const file = realpathSync(join(folder, decodeURIComponent(path)))
    return file.startsWith(folder) ? { type, body: readFileSync(file) } : undefined
  } catch {
    return undefined
  }
}
