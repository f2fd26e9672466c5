import { createServer, type IncomingMessage, type Server } from 'node:http'
import { extname } from 'node:path'
import { foreignHost } from '../../server/guard'
import { answerNoise, closeServer, type Loopback, listen, serverOptions, urlAt } from '../../server/listen'
import { type Reply, textReply, write } from '../../server/reply'
import { type CloudFiles, type FileAddresses, pathOf } from './cloud-files'

const contentTypes: { readonly [extension: string]: string } = {
  '.aac': 'audio/aac',
  '.avif': 'image/avif',
  '.bmp': 'image/bmp',
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.doc': 'application/msword',
  '.docx': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  '.gif': 'image/gif',
  '.htm': 'text/html; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.m4a': 'audio/mp4',
  '.mov': 'video/quicktime',
  '.mp3': 'audio/mpeg',
  '.mp4': 'video/mp4',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.ppt': 'application/vnd.ms-powerpoint',
  '.pptx': 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wav': 'audio/wav',
  '.webm': 'video/webm',
  '.webp': 'image/webp',
  '.xls': 'application/vnd.ms-excel',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '.xml': 'application/xml',
  '.zip': 'application/zip',
}

/** What a browser would run as a page, were it not for these: anybody's upload is shown to the developer. */
const safe = {
  'Content-Security-Policy': "sandbox; default-src 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
}
const isPage = (contentType: string): boolean => /html|xml|javascript/.test(contentType)

/**
 * Serves the files of the cloud storage on a port of its own, so that no page among them shares an origin with what
 * drives the emulator. It listens from the first address on that is asked for.
 */
export class FileServer implements FileAddresses {
  readonly #addresses: Loopback
  readonly #files: () => CloudFiles
  #server: Server | undefined
  #port: Promise<number> | undefined

  constructor(addresses: Loopback, files: () => CloudFiles) {
    this.#addresses = addresses
    this.#files = files
  }

  async origin(): Promise<string> {
    return urlAt('http', this.#addresses, await this.#listen())
  }

  async addressOf(fileId: string, lifeMs: number): Promise<string> {
    const name = pathOf(fileId).replace(/[?#%]/g, '_')
    return `${await this.origin()}/${this.#files().openAddress(fileId, lifeMs)}/${name}`
  }

  async close(): Promise<void> {
    await this.#port?.catch(() => undefined)
    if (this.#server) await closeServer(this.#server)
  }

  #listen(): Promise<number> {
    this.#port ??= (async () => {
      let port = 0
      const front = { scheme: 'http', port: () => port } as const
      const server = createServer(serverOptions, (request, response) => {
        const foreign = foreignHost(request.headers, front)
        // Of a HEAD node sends no body.
        write(response, foreign ? textReply(403, `Refused: ${foreign}.`) : this.#answer(request))
      })
      answerNoise(server)
      this.#server = server
      port = await listen(server, 0, this.#addresses)
      return port
    })()
    return this.#port
  }

  #answer({ method, url = '', headers }: IncomingMessage): Reply {
    const refuse = (status: number, text: string, more = {}) => textReply(status, text, { ...safe, ...more })
    if (method !== 'GET' && method !== 'HEAD') {
      return refuse(405, 'Files can be read here; upload them by the SDK.', { Allow: 'GET, HEAD' })
    }
    const file = this.#files().at(url.split('/')[1]!.split('?')[0]!)
    if (file === 'expired')
      return refuse(403, 'The address has expired; ask for another with getTempFileURL.')
    if (!file) return refuse(404, 'There is no such file.')
    const { fileId, bytes } = file
    const contentType = contentTypes[extname(fileId).toLowerCase()] ?? 'application/octet-stream'
    const range = rangeOf(headers.range, bytes.length)
    if (range === 'unsatisfiable') {
      return refuse(416, 'The range is outside of the file.', { 'Content-Range': `bytes */${bytes.length}` })
    }
    return {
      status: range ? 206 : 200,
      contentType,
      body: range ? bytes.subarray(range.start, range.end) : bytes,
      headers: {
        ...safe,
        'Accept-Ranges': 'bytes',
        ...(range && { 'Content-Range': `bytes ${range.start}-${range.end - 1}/${bytes.length}` }),
        ...(isPage(contentType) && { 'Content-Disposition': 'attachment' }),
      },
    }
  }
}

/** The part of a file that a player asks for, if it asks for one part alone. */
function rangeOf(
  header: string | undefined,
  size: number,
): { readonly start: number; readonly end: number } | 'unsatisfiable' | undefined {
  const [, from, to] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === undefined || to === undefined || (from === '' && to === '')) return undefined
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from)
  const end = from === '' || to === '' ? size : Math.min(size, Number(to) + 1)
  return start < end ? { start, end } : 'unsatisfiable'
}
