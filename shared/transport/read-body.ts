import type { IncomingMessage } from 'node:http'
import { AnswerError } from '../errors/answer-error'
import { readJson } from '../schema/read-json'
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
  const header = response.headers['content-encoding'] || ''
  const codings = header
    .split(',')
    .map(one => one.trim().toLowerCase())
    .filter(one => !isNoCoding.test(one))
  const coding = codings.join()
  const unknown = () => reading.fail(broken(reading, 'the answer is compressed in an unknown way'))
  if (coding === '') collect(response, response, reading)
  else if (isKnown.test(coding)) readCompressed(response, coding, reading)
  else
    collect(response, response, {
      ...reading,
      done: bytes => (isJson(bytes) ? reading.done(bytes) : unknown()),
    })
}

const isNoCoding = /^(?:|identity|none|utf-?8)$/
const isKnown = /^(?:gzip|x-gzip|deflate|br)$/

function isJson(bytes: Buffer): boolean {
  try {
    return typeof readJson(bytes.toString('utf8'), true) === 'object'
  } catch {
    return false
  }
}

function readCompressed(response: IncomingMessage, coding: string, reading: Reading): void {
  const cut = () => reading.fail(networkError(reading.method, new Error(), true))
  response.on('aborted', cut)
  response.on('error', cut)
  import('node:zlib').then(zlib => {
    response.once('end', () => isBegun || reading.done(Buffer.alloc(0)))
    let isBegun = false
    response.once('data', (first: Buffer) => {
      isBegun = true
      // Many a server leaves out the header of zlib, whose first byte always ends in 8.
      const isBare = coding === 'deflate' && first[0] !== 0x1f && (first[0]! & 0x0f) !== 8
      const stream =
        coding === 'br'
          ? zlib.createBrotliDecompress?.()
          : isBare
            ? zlib.createInflateRaw()
            : zlib.createUnzip()
      if (!stream) return reading.fail(broken(reading, 'the answer is compressed in an unknown way'))
      stream.on('error', () => reading.fail(broken(reading, 'the compression of the answer is broken')))
      collect(response, stream, reading)
      stream.write(first)
      response.pipe(stream)
    })
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
