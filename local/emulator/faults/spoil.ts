import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { type Reply, replyHeaders } from '../server/reply'
import type { FaultAction } from './rule'

const encoders: { readonly [name: string]: (bytes: Buffer) => Buffer } = {
  gzip: bytes => gzipSync(bytes),
  deflate: bytes => deflateSync(bytes),
  br: bytes => brotliCompressSync(bytes),
}

/** An answer as the fault wants it: other headers, compressed, cut. */
export function spoilReply(reply: Reply, action: FaultAction): Reply {
  const { contentType, truncateGzipBy } = action
  const headers: Record<string, string> = { ...reply.headers }
  const chain = chainOf(action)
  let body = reply.body
  if (chain.length > 0) {
    headers['Content-Encoding'] = chain.join(', ')
    body = Buffer.from(body)
    for (const name of chain) if (Object.hasOwn(encoders, name)) body = encoders[name]!(body)
  }
  if (truncateGzipBy !== undefined) {
    body = Buffer.from(body).subarray(0, Math.max(0, body.length - truncateGzipBy))
  }
  return {
    ...reply,
    body,
    contentType: contentType === undefined ? reply.contentType : contentType,
    headers: { ...headers, ...action.headers },
  }
}

function chainOf({ encoding, truncateGzipBy }: FaultAction): readonly string[] {
  if (encoding !== undefined) return typeof encoding === 'string' ? [encoding] : encoding
  return truncateGzipBy === undefined ? [] : ['gzip']
}

/** An answer as bytes for the socket, and how many of them are its head. */
export function bytesOf(
  reply: Reply,
  { shortContentLength = 0 }: FaultAction,
): { bytes: Buffer; head: number } {
  const body = Buffer.from(reply.body)
  const headers = {
    ...replyHeaders(reply),
    'Content-Length': Math.max(0, body.length - shortContentLength),
    Connection: 'close',
    ...reply.headers,
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
  const head = Buffer.from(`${[`HTTP/1.1 ${reply.status} Fault`, ...lines].join('\r\n')}\r\n\r\n`, 'latin1')
  return { bytes: Buffer.concat([head, body]), head: head.length }
}
