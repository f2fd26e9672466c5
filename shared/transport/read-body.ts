import type { IncomingMessage } from 'node:http'
import type { Transform } from 'node:stream'
import { AnswerError } from '../errors/answer-error'
import { networkError } from './network-error'

/** How reading ends: with all bytes, or with what went wrong. */
export interface Reading {
  readonly method: string
  readonly maxBytes: number
  done(bytes: Buffer): void
  /** With an AnswerError when it is too large or its compression is broken, a TransportError when it breaks off. */
  fail(error: Error): void
}

/** Reads an answer to its end, decompressed, but never more than a bounded number of bytes. */
export function readBody(response: IncomingMessage, reading: Reading): void {
  const coding = response.headers['content-encoding']
  if (coding === undefined || coding === 'identity') collect(response, response, reading)
  else readCompressed(response, coding, reading)
}

function readCompressed(response: IncomingMessage, coding: string, reading: Reading): void {
  if (coding.includes(',')) {
    reading.fail(broken(reading, 'the answer is compressed more than once'))
    return
  }
  decompressor(coding.trim().toLowerCase()).then(stream => {
    if (!stream) {
      reading.fail(broken(reading, 'the answer is compressed in an unknown way'))
      return
    }
    stream.on('error', () => reading.fail(broken(reading, 'the compression of the answer is broken')))
    collect(response, stream, reading)
    response.pipe(stream)
  }, reading.fail)
}

/** Gathers what comes out of a stream; `response` tells whether all of it came. */
function collect(response: IncomingMessage, source: NodeJS.ReadableStream, reading: Reading): void {
  const chunks: Buffer[] = []
  let size = 0
  const cut = () => reading.fail(networkError(reading.method, new Error(), true))
  response.on('aborted', cut)
  response.on('error', cut)
  source.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size <= reading.maxBytes) chunks.push(chunk)
    else reading.fail(broken(reading, `the answer is larger than ${reading.maxBytes} bytes`, false))
  })
  source.on('end', () => {
    if (!response.complete) cut()
    else reading.done(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size))
  })
}

const broken = ({ method }: Reading, what: string, retryable = true): AnswerError =>
  new AnswerError({ method, what, maybeExecuted: true, retryable })

async function decompressor(coding: string): Promise<Transform | undefined> {
  const zlib = await import('node:zlib')
  if (coding === 'gzip' || coding === 'x-gzip' || coding === 'deflate') return zlib.createUnzip()
  return coding === 'br' ? zlib.createBrotliDecompress?.() : undefined
}
