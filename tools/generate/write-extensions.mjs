// The extensions by which files without a name are named, from mime-db.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const database = createRequire(import.meta.url)('mime-db')

const target = 'shared/schema/generated/extensions.ts'

/** The types that WeChat takes, and those that people send. */
const types = `
  image/jpeg image/png image/gif image/bmp image/webp image/tiff image/svg+xml image/heic image/heif image/avif
  audio/aac audio/mp4 audio/ogg audio/webm audio/x-wav audio/x-flac audio/midi
  video/mp4 video/quicktime video/webm video/mpeg video/x-msvideo video/x-ms-wmv video/x-flv video/x-matroska video/3gpp
  application/pdf application/zip application/gzip application/json application/xml application/msword
  application/vnd.ms-excel application/vnd.ms-powerpoint application/rtf application/x-7z-compressed application/vnd.rar
  application/vnd.openxmlformats-officedocument.wordprocessingml.document
  application/vnd.openxmlformats-officedocument.spreadsheetml.sheet
  application/vnd.openxmlformats-officedocument.presentationml.presentation
  text/plain text/csv text/html text/css text/markdown
`
  .trim()
  .split(/\s+/)

/** What WeChat calls otherwise, or mime-db does not know. */
const own = {
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/x-ms-bmp': 'bmp',
  'audio/mpeg': 'mp3',
  'audio/mp3': 'mp3',
  'audio/amr': 'amr',
  'audio/speex': 'speex',
  'audio/aac': 'aac',
  'audio/silk': 'silk',
  'audio/wav': 'wav',
  'audio/mp4': 'm4a',
  'audio/m4a': 'm4a',
  'audio/x-m4a': 'm4a',
  'audio/flac': 'flac',
  'audio/ogg': 'ogg',
  'text/markdown': 'md',
  'text/xml': 'xml',
  'application/x-zip-compressed': 'zip',
  'application/x-rar-compressed': 'rar',
  'video/quicktime': 'mov',
}

/**
 * Makes extensions.ts.
 * @param {string} root the project
 * @param {boolean} writes whether a stale file is written, or only named
 * @returns {string[]} the file, if it is stale
 */
export function writeExtensions(root, writes) {
  const typesOf = {}
  for (const type of [...new Set([...Object.keys(own), ...types])].sort()) {
    const extension = own[type] ?? database[type].extensions[0]
    typesOf[extension] = [...(typesOf[extension] ?? []), type]
  }
  const lines = Object.keys(typesOf)
    .sort()
    .map(
      extension =>
        `  ${/^\d/.test(extension) ? `'${extension}'` : extension}: '${typesOf[extension].join(' ')}',`,
    )
  const text = `// DO NOT EDIT. Made from mime-db by \`npm run generate\`.
/** The MIME types that each extension stands for, separated by blanks. */
export const extensions: { readonly [extension: string]: string } = {
${lines.join('\n')}
}
`
  const path = join(root, target)
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return []
  if (writes) {
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }
  return [target]
}
