import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import * as http from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { bundleScript } from '../../support/bundle'

/** Calls once for every line it is given, and says how it went. */
const script = `
import { createOpenapi } from './shared'
const openapi = createOpenapi({ appid: 'wx1', secret: 'a-secret-of-32-letters', baseUrl: process.argv[2] })
process.stdin.on('data', () => openapi.logistics.updatePrinter({ openid: 'o', updateType: 'bind' })
  .then(() => 'ok', error => error.name).then(said => process.stdout.write(said)))
process.stdin.on('end', () => process.exit())
`
const serverIdleMs = 4300

test('a process frozen past the server’s idle close sends its next write once, on a new connection', async () => {
  let writes = 0
  const givenUp = new Set<Socket>()
  const waits: Promise<void>[] = []
  const server = http.createServer((request, response) => {
    // As behind a gateway: an idle connection is forgotten without a word, and answers a late request with a reset.
    if (givenUp.has(request.socket)) return request.socket.resetAndDestroy()
    request.resume()
    if (request.url?.includes('printer')) writes += 1
    response.end('{"access_token":"t","expires_in":7200}')
    waits.push(
      new Promise(resolve => {
        setTimeout(() => resolve(void givenUp.add(request.socket)), serverIdleMs)
      }),
    )
  })
  server.keepAliveTimeout = 60_000
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const bundle = await bundleScript(script)
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const child: ChildProcess = spawn(process.execPath, [bundle.file, url], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const said = async () => String((await once(child.stdout!, 'data'))[0])
  try {
    child.stdin!.write('first\n')
    expect(await said()).toBe('ok')

    child.kill('SIGSTOP')
    await Promise.all(waits)
    child.stdin!.write('second\n')
    child.kill('SIGCONT')
    expect(await said()).toBe('ok')
    expect(writes).toBe(2)
  } finally {
    child.kill('SIGKILL')
    server.closeAllConnections()
    server.close()
    bundle.remove()
  }
})
