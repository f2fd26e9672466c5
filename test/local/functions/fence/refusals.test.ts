import { existsSync, readFileSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { startEmulator } from '../../../../local/emulator'
import { type Fenced, startFenced } from './fenced'

const functions = {
  'main/index.js': `
    const https = require('https'), dns = require('dns'), net = require('net'), tls = require('tls')
    const connect = host => new Promise((resolve, reject) => https.get('https://' + host + '/').on('error', reject).on('response', resolve))
    const ways = {
      connect,
      lookup: host => dns.promises.lookup(host),
      resolve: host => new Promise((resolve, reject) => dns.resolve4(host, (error, found) => error ? reject(error) : resolve(found))),
      resolver: host => new dns.promises.Resolver().resolveTxt(host),
      fetch: host => fetch('https://' + host + '/').catch(error => { throw error.cause }),
      ownContext: host => new Promise((resolve, reject) =>
        https.get('https://' + host + '/', { secureContext: tls.createSecureContext() }).on('error', reject).on('response', resolve)),
      local: host => new Promise((resolve, reject) => net.connect(9, host).on('error', reject)),
    }
    exports.main = ({ host, way = 'connect' }) => ways[way](host).then(() => 'reached', ({ message, code, hostname }) => ({ message, code, hostname }))`,
}

let fenced: Fenced
afterEach(() => fenced.close())

const tryOf = (host: string, way?: string) => fenced.functions.invoke({ name: 'main', data: { host, way } })

test.each([
  'open.weixin.qq.com',
  'WeiXin.qq.com.',
  'servicewechat.com',
  'scf.tencentcloudapi.com',
  'local.ap-shanghai.tcb-api.tencentcloudapi.com',
  'metadata.tencentyun.com',
  'sql.tencentcs.com',
  'x.qcloud.la',
  'cos.ap-shanghai.myqcloud.com',
  'a.tcloudbase.com',
  'b.tcloudbaseapp.com',
])('%s is refused by name, and nothing is sent', async host => {
  fenced = await startFenced(functions)
  const hostname = host.toLowerCase().replace(/\.$/, '')
  expect(await tryOf(host)).toEqual({
    code: 'ECONNREFUSED',
    hostname,
    message: `wx-openapi: the connection to ${hostname} was refused: the emulator does not play this host, and nothing is sent to WeChat or its cloud`,
  })
  expect(fenced.waysOut()).toEqual([])
})

test.each(['lookup', 'resolve', 'resolver', 'fetch'])('so is a question by %s', async way => {
  fenced = await startFenced(functions)
  expect(await tryOf('open.weixin.qq.com', way)).toMatchObject({
    message: expect.stringContaining('the connection to open.weixin.qq.com was refused'),
  })
  expect(fenced.waysOut()).toEqual([])
})

test.each(['apis.map.qq.com', 'shop.example', 'notservicewechat.com', 'api.weixin.qq.com.example'])(
  'a connection to %s goes where it wants to',
  async host => {
    fenced = await startFenced(functions)
    await tryOf(host)
    expect(fenced.waysOut()).toEqual([`name ${host}`])
  },
)

test.each([
  ['shop.example', 'connect'],
  ['shop.example', 'lookup'],
  ['192.0.2.1', 'connect'],
])('with --offline %s is refused too, by %s', async (host, way) => {
  fenced = await startFenced(functions, { offline: true })
  expect(await tryOf(host, way)).toMatchObject({
    message: `wx-openapi: the connection to ${host} was refused: the functions run with --offline`,
  })
  expect(fenced.waysOut()).toEqual([])
})

test.each(['127.0.0.1', 'localhost', '::1'])('with --offline %s is this machine still', async host => {
  fenced = await startFenced(functions, { offline: true })
  // Nothing listens there: the machine itself says so.
  expect(await tryOf(host, 'local')).toMatchObject({ message: expect.not.stringContaining('wx-openapi') })
})

test('the terminal says once for each host what was refused, and which function wanted it', async () => {
  fenced = await startFenced(functions)
  for (const host of ['open.weixin.qq.com', 'open.weixin.qq.com', 'x.qcloud.la']) await tryOf(host)
  while (fenced.lines.length < 2) await new Promise(setImmediate)
  expect(fenced.lines.sort()).toEqual([
    'main: the connection to open.weixin.qq.com was refused, because the emulator does not play it (docs/offline.md)',
    'main: the connection to x.qcloud.la was refused, because the emulator does not play it (docs/offline.md)',
  ])
})

test('a refusal that a function does not catch names the place in the function', async () => {
  const code = `exports.main = () => new Promise((resolve, reject) =>
    require('net').connect(80, 'open.weixin.qq.com').on('error', reject))`
  fenced = await startFenced({ 'plain/index.js': code })
  await expect(fenced.functions.invoke({ name: 'plain' })).rejects.toThrow(/plain\/index\.js:2:\d+\)$/)
})

test('without a fence the same function would look for WeChat outside', async () => {
  fenced = await startFenced(functions, { hasFence: false })
  await tryOf('api.weixin.qq.com')
  expect(fenced.waysOut()).toEqual(['name api.weixin.qq.com'])
})

test('the files of the fence are taken away when the functions are closed, and made anew when they are swept', async () => {
  fenced = await startFenced({
    'where/index.js': 'exports.main = () => /"(.*)"$/.exec(process.env.NODE_OPTIONS)[1]',
  })
  const { functions, project } = fenced
  const first = (await functions.invoke({ name: 'where' })) as string
  rmSync(dirname(first), { recursive: true })
  // A new process is needed for what was saved.
  project.write({ 'where/index.js': `${readFileSync(project.path('where/index.js'), 'utf8')} ` })
  const second = (await functions.invoke({ name: 'where' })) as string
  expect([second === first, existsSync(second)]).toEqual([false, true])
  await functions.close()
  expect(existsSync(dirname(second))).toBe(false)
})

test.each(['connect', 'ownContext'])('what the developer trusts is trusted as before, by %s', async way => {
  const before = process.env.NODE_EXTRA_CA_CERTS
  const other = await startEmulator({ tls: 'good' })
  try {
    fenced = await startFenced(functions)
    process.env.NODE_EXTRA_CA_CERTS = fenced.project.path('ca.pem')
    fenced.project.write({ 'ca.pem': other.ca })
    expect(await tryOf(`localhost:${other.tls.good!.port}`, way)).toBe('reached')
  } finally {
    if (before === undefined) delete process.env.NODE_EXTRA_CA_CERTS
    else process.env.NODE_EXTRA_CA_CERTS = before
    await other.close()
  }
})
