import type { IncomingMessage } from 'node:http'
import type { Transform } from 'node:stream'
import { AnswerError } from '../errors/answer-error'
import { networkError } from './network-error'

/**
 * Reads an answer to its end, decompressed, but never more than a bounded number of bytes.
 * @throws AnswerError when it is too large or its compression is broken; TransportError when the connection breaks
 */
export async function readBody(response: IncomingMessage, method: string, maxBytes: number): Promise<Buffer> {
  const codings = (response.headers['content-encoding'] ?? '')
    .split(',')
    .map(coding => coding.trim().toLowerCase())
    .filter(coding => coding !== '' && coding !== 'identity')
  const broken = (what: string, retryable = true) =>
    new AnswerError({ method, what, maybeExecuted: true, retryable })
  if (codings.length > 1) throw broken('the answer is compressed more than once')
  const decompress = codings[0] === undefined ? undefined : await decompressor(codings[0])
  if (codings[0] !== undefined && !decompress) throw broken('the answer is compressed in an unknown way')

  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const source = decompress ?? response
    const cut = () => reject(networkError(method, Object.assign(new Error(), { code: 'ECONNRESET' }), true))
    response.once('aborted', cut)
    response.once('error', cut)
    decompress?.once('error', () => reject(broken('the compression of the answer is broken')))
    source.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxBytes) chunks.push(chunk)
      else {
        reject(broken(`the answer is larger than ${maxBytes} bytes`, false))
        response.destroy()
        decompress?.destroy()
      }
    })
    source.once('end', () => (response.complete ? resolve(Buffer.concat(chunks, size)) : cut()))
    if (decompress) response.pipe(decompress)
  })
}

async function decompressor(coding: string): Promise<Transform | undefined> {
  const zlib = await import('node:zlib')
  if (coding === 'gzip' || coding === 'x-gzip' || coding === 'deflate') return zlib.createUnzip()
  return coding === 'br' ? zlib.createBrotliDecompress?.() : undefined
}
