import { createReadStream } from 'node:fs'
import { basename, extname } from 'node:path'
import { ourErrcodes } from '../errors/errcodes'
import type { Media } from '../schema/fields'
import type { Passing, Upload } from './entry'
import { weChatAPIError } from './errors'

const defaultMaxBytes = 20 * 1024 * 1024

/** The content types that WeChat accepts. */
const types: { readonly [extension: string]: string } = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.bmp': 'image/bmp',
  '.webp': 'image/webp',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/x-wav',
  '.wma': 'audio/x-ms-wma',
  '.amr': 'audio/amr',
  '.mp4': 'video/mp4',
  '.mov': 'video/quicktime',
  '.txt': 'text/plain',
  '.pdf': 'application/pdf',
}

const anyType = 'application/octet-stream'

/**
 * A file as a part of a request.
 * @throws node's own error, `ENOENT` with the path, if the file cannot be read; WeChatAPIError if it is too large
 */
export async function readUpload(
  { file, fileName, contentType }: Upload,
  maxBytes = defaultMaxBytes,
): Promise<Media> {
  const value = Buffer.isBuffer(file) ? file : await readAll(createReadStream(file), maxBytes, String(file))
  if (value.length > maxBytes) throw tooLarge('the file', maxBytes)
  const name = fileName ?? (Buffer.isBuffer(file) ? 'media' : basename(file))
  return { value, fileName: name, contentType: contentType ?? types[extname(name).toLowerCase()] ?? anyType }
}

/**
 * The caller's multipart body, read completely: WeChat needs its length, and a rejected token sends it twice.
 * @throws WeChatAPIError if it has no type, was already read, is cut off or is too large
 */
export async function readPassing({ stream }: Passing, maxBytes = defaultMaxBytes): Promise<Media> {
  const contentType = stream.headers?.['content-type']
  if (typeof contentType !== 'string' || !/^multipart\/form-data;.*boundary=/i.test(contentType)) {
    throw refusedStream('the stream has no content-type multipart/form-data with a boundary in its headers')
  }
  const length = Number(stream.headers?.['content-length'])
  if (length > maxBytes) throw tooLarge('the stream', maxBytes)
  return { contentType, value: await readAll(stream, maxBytes, 'the stream') }
}

/** Reads a stream completely. @throws WeChatAPIError if it was already read, is cut off or is too large */
export function readAll(
  stream: NodeJS.ReadableStream,
  maxBytes = defaultMaxBytes,
  what = 'the stream',
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const { readable, readableEnded = true } = stream as { readable: boolean; readableEnded?: boolean }
    if (!readable)
      return reject(refusedStream(`${what} ${readableEnded ? 'was already read' : 'was cut off'}`))
    stream.on('data', (chunk: Buffer | string) => {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
      size += bytes.length
      if (size <= maxBytes) chunks.push(bytes)
      else {
        stream.pause()
        reject(tooLarge(what, maxBytes))
      }
    })
    stream.once('end', () => resolve(Buffer.concat(chunks)))
    stream.once('error', reject)
    stream.once('aborted', () => reject(refusedStream(`${what} was cut off`)))
    stream.once('close', () => reject(refusedStream(`${what} was cut off`)))
  })
}

const refusedStream = (message: string) => weChatAPIError({ message, code: ourErrcodes.invalidParams })

const tooLarge = (what: string, maxBytes: number) =>
  refusedStream(`${what} is larger than ${maxBytes} bytes; setOpts({ maxUploadBytes }) allows more`)
