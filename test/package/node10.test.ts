import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startStub } from '../support/stub-server'

// The runtime of a function that was made years ago cannot be changed. `.ci/run` puts a real one here.
const node10 = join(process.cwd(), 'node_modules/.cache/node10/bin/node')
const runtimes = [
  { runtime: 'this node', node: process.execPath, version: process.version },
  { runtime: 'node 10', node: node10, version: expect.stringMatching(/^v10\./) },
]

const script = `
const { main } = require('./logistics.js')
const events = [
  { method: 'whoami' },
  { method: 'logistics.updatePrinter', params: { openid: 'o1', updateType: 'bind', tagidList: '1,2' } },
  { method: 'logistics.getAllAccount', params: {} },
  { method: 'logistics.noSuchMethod', params: {} },
]
Promise.all(events.map(event => main(event, { time_limit_in_ms: 20000 }))).then(replies => {
  console.log(JSON.stringify({ version: process.version, replies }))
  process.exit()
})`

describe.each(runtimes)('a bundled function does its work', ({ runtime, node, version: expected }) => {
  if (!existsSync(node)) {
    test.skip(`on ${runtime} (skipped: none at node_modules/.cache/node10; .ci/run installs it)`, () => {})
    return
  }
  test(`on ${runtime}`, async () => {
    const stub = await startStub(({ path }) => (path.endsWith('getall') ? { count: 0, list: [] } : undefined))
    const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-node10-'))
    try {
      execFileSync(process.execPath, ['tools/bundle-functions.mjs', folder, 'logistics'])
      writeFileSync(join(folder, 'run.js'), script)
      const env = {
        WX_APPID: 'wx1',
        WX_SECRET: 'a-secret-of-32-letters',
        WX_OPENAPI_BASE_URL: stub.url,
        OPENAPI_OPERATORS: 'operator',
        WX_CONTEXT_KEYS: 'WX_OPENID',
        WX_OPENID: 'operator',
        TCB_SOURCE: 'wx_client',
        TCB_ENV: 'test',
      }
      const { stdout } = await promisify(execFile)(node, [join(folder, 'run.js')], { env })
      const { version, replies } = JSON.parse(stdout)
      expect(version).toEqual(expected)
      expect(replies[0]).toMatchObject({ openid: 'operator', operator: true, errCode: 0 })
      expect(replies[1]).toEqual({ errMsg: 'openapi.logistics.updatePrinter:ok', errCode: 0 })
      expect(replies[2]).toEqual({
        count: 0,
        list: [],
        errMsg: 'openapi.logistics.getAllAccount:ok',
        errCode: 0,
      })
      expect(replies[3]).toMatchObject({ errCode: -604100 })
      expect(stub.tokens()).toHaveLength(1)
    } finally {
      await stub.close()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
