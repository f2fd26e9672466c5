import * as http from 'node:http'

const answerTimeoutMs = 2_000

/**
 * Asks one of the emulator's own routes.
 * @throws Error when nobody answers there, or something else does
 */
export function ask(url: string, path: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = http.get(new URL(path, url), { agent: false, timeout: answerTimeoutMs }, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        if (response.statusCode !== 200) return reject(new Error(`it answered ${response.statusCode}`))
        try {
          resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')))
        } catch {
          reject(new Error('it answered something else than JSON'))
        }
      })
    })
    request.on('timeout', () => request.destroy(new Error('it did not answer in time')))
    request.on('error', reject)
  })
}
