import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { createOpenapi, environmentProxy } from '../../../shared'
import { bundleScript } from '../../support/bundle'
import { type ProxiedWeChat, refusal, startProxiedWeChat } from '../../support/proxied-wechat'

// In a process of its own: it must trust the authority of these tests, and has an environment of its own.
const source = `
import { inspect } from 'node:util'
import { createOpenapi, environmentProxy, failOver } from './shared'
const options = { appid: 'wxDemo', secret: 'the-secret', retries: 0, ...JSON.parse(process.argv[2]) }
if (options.proxy) options.proxy = environmentProxy
if (options.failOver) options.failOver = failOver
createOpenapi(options).logistics.getAllAccount({}).then(
  ({ errCode }) => console.log(JSON.stringify({ errCode })),
  error => {
    const { name, errMsg, fix, maybeExecuted } = error
    const whole = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error)
    console.log(JSON.stringify({ name, errMsg, fix, maybeExecuted, whole }))
  },
)`

let script: Awaited<ReturnType<typeof bundleScript>>
let there: ProxiedWeChat
beforeAll(async () => {
  script = await bundleScript(source)
})
beforeEach(async () => {
  there = await startProxiedWeChat()
})
afterEach(() => there.close())
afterAll(() => script.remove())

async function call(options: object, environment: Record<string, string> = {}) {
  const env = { NODE_EXTRA_CA_CERTS: there.caFile, ...environment }
  const { stdout } = await promisify(execFile)(process.execPath, [script.file, JSON.stringify(options)], {
    env,
  })
  return JSON.parse(stdout) as Record<string, unknown> & { whole: string }
}

const user = 'shopkeeper'
const password = 'pass/word of 7'
const proxied = () => ({
  HTTPS_PROXY: `http://${user}:${encodeURIComponent(password)}@127.0.0.1:${there.port}`,
})
const basic = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

test('proxy: environmentProxy reaches WeChat through a tunnel, with the user and the password of the URL', async () => {
  expect(await call({ proxy: true }, proxied())).toEqual({ errCode: 0 })
  expect(there.seen).toEqual(['POST /cgi-bin/stable_token', 'GET /cgi-bin/express/business/account/getall'])
  // One connection serves both.
  expect(there.asked).toEqual([{ target: 'api.weixin.qq.com:443', authorization: basic }])
})

test('with failOver, the next host is asked through the proxy too', async () => {
  there.refuse = target => (target.startsWith('api.') ? refusal(502) : undefined)
  expect(await call({ proxy: true, failOver: true }, proxied())).toEqual({ errCode: 0 })
  expect(there.asked.map(({ target }) => target)).toEqual(['api.weixin.qq.com:443', 'api2.weixin.qq.com:443'])
})

test('a certificate that is not trusted is refused behind a proxy as well, whatever the environment allows', async () => {
  const env = { ...proxied(), NODE_EXTRA_CA_CERTS: '', NODE_TLS_REJECT_UNAUTHORIZED: '0' }
  const { name, errMsg, fix } = await call({ proxy: true }, env)
  expect([name, errMsg]).toEqual([
    'TransportError',
    expect.stringContaining('certificate of the server was not accepted'),
  ])
  expect(fix).toContain('NODE_EXTRA_CA_CERTS')
  expect(there.seen).toEqual([])
})

test('a refusal of the proxy says what to do, and nothing of its URL', async () => {
  there.refuse = () => refusal(407, '{"errcode":0}')
  const { name, errMsg, fix, maybeExecuted, whole } = await call({ proxy: true }, proxied())
  expect({ name, errMsg, fix, maybeExecuted }).toEqual({
    name: 'TransportError',
    errMsg: 'openapi.logistics.getAllAccount:fail the proxy refused (HTTP 407)',
    fix: 'set the user and password of the proxy',
    maybeExecuted: false,
  })
  expect(whole).not.toMatch(/shopkeeper|pass(%2F|\/)word|c2hvcGtlZXBlc/i)
})

test('a text that repeats user and password of the proxy is shown without them', async () => {
  there.answer = { errcode: 48001, errmsg: `from ${user} with ${password} and ${basic}` }
  const { errMsg, whole } = await call({ proxy: true }, proxied())
  expect(errMsg).toContain('from ')
  expect(whole).not.toMatch(/shopkeeper|pass\/word|c2hvcGtlZXBlc/)
})

test('a proxy that cannot be reached is told, and HTTPS_PROXY that is not a URL is a ConfigError without it', async () => {
  const unreached = await call({ proxy: true }, { HTTPS_PROXY: `http://${user}:secretword@127.0.0.1:1` })
  expect([unreached.name, unreached.errMsg]).toEqual([
    'TransportError',
    expect.stringContaining('ECONNREFUSED'),
  ])
  const wrong = await call({ proxy: true }, { HTTPS_PROXY: `socks5://${user}:secretword@127.0.0.1:1` })
  expect([wrong.name, wrong.errMsg]).toEqual(['ConfigError', expect.stringContaining('HTTPS_PROXY')])
  expect(unreached.whole + wrong.whole).not.toMatch(/shopkeeper|secretword/)
})

test.each([
  [
    'HTTPS_PROXY is set',
    { HTTPS_PROXY: 'http://127.0.0.1:1' },
    expect.stringContaining('HTTPS_PROXY is set: to use it, set the option proxy: environmentProxy'),
  ],
  [
    'https_proxy is set',
    { https_proxy: 'http://127.0.0.1:1' },
    expect.stringContaining('https_proxy is set'),
  ],
  ['there is no proxy', {}, expect.not.stringContaining('environmentProxy')],
])(
  'without the option a host that cannot be reached says what to do when %s',
  async (_, environment, fix) => {
    // An address of this machine that does not look like one.
    const failed = await call({ baseUrl: 'https://0.0.0.0:1' }, environment as Record<string, string>)
    expect(failed).toMatchObject({ name: 'TransportError', fix })
  },
)

test('this machine is never reached through the proxy', async () => {
  expect(await call({ proxy: true, baseUrl: `https://127.0.0.1:${there.behind}` }, proxied())).toEqual({
    errCode: 0,
  })
  expect(there.asked).toEqual([])
})

test('agent and proxy exclude one another', () => {
  const agent = new (require('node:https').Agent)()
  expect(() => createOpenapi({ appid: 'a', secret: 'b', agent, proxy: environmentProxy })).toThrow(
    'set the option agent or proxy, not both',
  )
  expect(() => createOpenapi({ appid: 'a', secret: 'b', proxy: 'http://h:1' as never })).toThrow(
    'the option proxy must be the function environmentProxy of this package',
  )
})
