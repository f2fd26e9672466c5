import * as http from 'node:http'
import { en } from './texts/en'

const answerTimeoutMs = 2_000

/** What else may be said when the emulator is asked. */
export interface AskOptions {
  /** Sent as JSON by POST; without it, it is a GET. */
  readonly json?: unknown
  /** How long to wait without hearing anything, in milliseconds: 2000 by default; 0 for as long as it takes. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

/**
 * Asks one of the emulator's own routes.
 * @throws Error when nobody responds there, or something else does
 */
export function askEmulator(
  url: string,
  path: string,
  { json, timeoutMs = answerTimeoutMs, signal }: AskOptions = {},
): Promise<unknown> {
  const body = json === undefined ? undefined : JSON.stringify(json)
  const options: http.RequestOptions = { agent: false, timeout: timeoutMs, signal }
  if (body !== undefined) {
    options.method = 'POST'
    options.headers = { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body) }
  }
  return new Promise((resolve, reject) => {
    const request = http.request(new URL(path, url), options, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        if (response.statusCode !== 200) return reject(new Error(en.status(response.statusCode)))
        try {
          resolve(JSON.parse(text))
        } catch {
          reject(new Error(en.notJson))
        }
      })
    })
    request.on('timeout', () => request.destroy(new Error(en.timeout)))
    request.on('error', reject)
    request.end(body)
  })
}
