import type { IncomingMessage } from 'node:http'

/** Bodies above this are refused: 20 MB, twice what WeChat takes for its largest media. */
export const largestBody = 20 * 1024 * 1024

/** The whole body; `undefined` when it is too large. Rejects when the client goes away in the middle. */
export function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > largestBody) return Promise.resolve(undefined)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size <= largestBody) {
        chunks.push(chunk)
        return
      }
      // What still comes is thrown away as it comes, so that the client lives to read the answer.
      chunks.length = 0
      resolve(undefined)
    })
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)))
    request.on('error', reject)
    request.on('close', () => {
      if (!request.complete) reject(new Error('the client went away'))
    })
  })
}

/** Reads so many bytes of the body, or all there are if they are fewer, and throws them away. */
export function skipBody(request: IncomingMessage, bytes: number): Promise<void> {
  return new Promise(resolve => {
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size >= bytes) resolve()
    })
    request.on('end', resolve)
    request.on('close', resolve)
    if (bytes === 0) resolve()
  })
}
