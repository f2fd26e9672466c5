import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '../../../local/emulator'
import { createOpenapi } from '../../../shared'
import { fileStore, memoryStore } from '../../../shared/stores'
import { API, type SharedTokens } from '../../../shared/wechat-api'
import { ask } from '../../local/emulator/plain-client'
import { endsWithin } from '../../support/ends-within'
import { rejection } from './opened'

let emulator: Emulator
let folder: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wx-openapi-shared-'))
  emulator = await startEmulator()
})
afterEach(async () => {
  await emulator.close()
  rmSync(folder, { recursive: true, force: true })
})

const open = (tokens: SharedTokens, secret = emulator.secret): API => {
  const api = new API(emulator.appid, secret, tokens)
  api.endpoint = emulator.url
  return api
}
/** A source that must not be asked. */
const nobody = {
  renewBeforeMs: 0,
  canForce: false,
  fetch: () => Promise.reject(new Error('somebody asked')),
}
/** The token requests and the calls that arrived, by path and errcode. */
const arrived = async (): Promise<[string, number][]> =>
  (await ask(emulator.port, 'GET', '/__emu/log')).json.map((entry: { path: string; errcode: number }) => [
    entry.path,
    entry.errcode,
  ])
const tokenRequests = async () =>
  (await arrived()).filter(([path]) => path.endsWith('token')).map(([path]) => path)
const revoke = () => ask(emulator.port, 'POST', '/__emu/revoke', { json: {} })

test('two instances and the typed client that share a folder ask for one token', async () => {
  const [one, other] = [open({ store: fileStore(folder) }), open({ store: fileStore(folder) })]
  const { appid, secret, url: baseUrl } = emulator
  const openapi = createOpenapi({ appid, secret, baseUrl, store: fileStore(folder) })
  await one.getIp()
  await Promise.all([other.getIp(), openapi.logistics.getAllAccount({}), one.getMenu()])
  expect(await tokenRequests()).toEqual(['/cgi-bin/stable_token'])
})

test('a revoked token is replaced once for all who share the store, and no call fails', async () => {
  const store = memoryStore()
  const instances = [open({ store }), open({ store }), open({ store })]
  await Promise.all(instances.map(api => api.getIp()))
  await revoke()
  await Promise.all(instances.flatMap(api => [api.getIp(), api.getIp(), api.getIp()]))
  expect(await tokenRequests()).toHaveLength(2)
})

test('getAccessToken and getLatestToken give the token that all share, with its end', async () => {
  const store = memoryStore()
  const before = Date.now()
  const [fetched, latest] = [await open({ store }).getAccessToken(), await open({ store }).getLatestToken()]
  expect(latest.accessToken).toBe(fetched.accessToken)
  expect(latest.isValid()).toBe(true)
  for (const { expireTime } of [fetched, latest]) {
    expect(expireTime).toBeGreaterThan(before + 7_180_000)
    expect(expireTime).toBeLessThanOrEqual(Date.now() + 7_190_000)
  }
  expect(await tokenRequests()).toHaveLength(1)
})

test('the token stands on the instance, where old programs look for it', async () => {
  const api = open({ store: memoryStore() })
  await api.getIp()
  expect(api.token!.accessToken).toMatch(/^\S{20,}$/)
  expect(api.store).toBe(api.token)
})

test('classic tokens are had and shared when auth says so', async () => {
  const store = memoryStore()
  await open({ store, auth: 'classic' }).getIp()
  await open({ store, auth: 'classic' }).getIp()
  expect(await tokenRequests()).toEqual(['/cgi-bin/token'])
})

/** Calls a method of one's own, as programs write them; notes the token that it takes from the instance. */
function callOwn(api: API, sent: string[] = []): Promise<{ errcode?: number }> {
  const own = (done: (error: unknown, data?: unknown) => void) => {
    const token = api.token!.accessToken
    sent.push(token)
    const url = `${emulator.url}/cgi-bin/getcallbackip?access_token=${token}`
    api.request(url, { dataType: 'json' }, done)
  }
  return new Promise((resolve, reject) => {
    api.preRequest(own, [(error: unknown, data: object) => (error ? reject(error) : resolve(data))])
  })
}

test('a method of one’s own gets its token from the store too, and another when WeChat refuses it', async () => {
  const api = open({ store: memoryStore() })
  const sent: string[] = []
  await callOwn(api, sent)
  await revoke()
  await expect(callOwn(api, sent)).resolves.toMatchObject({ ip_list: expect.any(Array) })
  expect(new Set(sent).size).toBe(2)
})

test('late refusals of an old token cost one request, and no method of one’s own fails', async () => {
  const api = open({ store: memoryStore(), auth: 'classic' })
  await callOwn(api)
  await revoke()
  // The answers come one after the other, so that the later refusals meet a newer token.
  for (const [at, delayMs] of [1, 150, 300, 450].entries()) {
    const match = { path: '/cgi-bin/getcallbackip', nth: at + 1 }
    await ask(emulator.port, 'POST', '/__emu/faults', {
      json: { match: { ...match, times: 1 }, action: { delayMs } },
    })
  }
  const answers = await Promise.all(Array.from({ length: 4 }, () => callOwn(api)))
  expect(answers.map(({ errcode }) => errcode ?? 0)).toEqual([0, 0, 0, 0])
  expect(await tokenRequests()).toHaveLength(2)
})

test('the twin of a method takes the token that a program put on the instance', async () => {
  const given = (await open({ store: memoryStore() }).getLatestToken()).accessToken
  const api = open({ store: memoryStore(), auth: () => nobody })
  api.token = { accessToken: given, expireTime: Date.now() + 60_000 }
  await api._getIp()
  expect(await tokenRequests()).toHaveLength(1)
})

test('ensureAccessToken of one’s own takes part', async () => {
  const given = (await open({ store: memoryStore() }).getLatestToken()).accessToken
  const api = open({ store: memoryStore(), auth: () => nobody })
  api.ensureAccessToken = async () => API.AccessToken(given, Date.now() + 60_000)
  await api.getIp()
  expect(await tokenRequests()).toHaveLength(1)
})

test('a source of one’s own needs no secret, and says by which parameter its token is sent', async () => {
  const source = { renewBeforeMs: 0, canForce: false, parameter: 'cloudbase_access_token' }
  const fetch = async () => ({ token: 'of-the-cloud', lifetimeMs: Number.POSITIVE_INFINITY })
  const api = open({ store: memoryStore(), auth: () => ({ ...source, fetch }) }, '')
  await rejection(api.getIp())
  const [{ query }] = (await ask(emulator.port, 'GET', '/__emu/log?path=/cgi-bin/getcallbackip&last=1')).json
  expect(Object.keys(query)).toEqual(['cloudbase_access_token'])
  expect((await api.getLatestToken()).expireTime).toBe(8.64e15)
})

test('the time of setOpts bounds getAccessToken', async () => {
  const api = open({ store: memoryStore() })
  api.setOpts({ timeout: 300 })
  const match = { path: '/cgi-bin/stable_token' }
  await ask(emulator.port, 'POST', '/__emu/faults', { json: { match, action: { delayMs: 20_000 } } })
  const error = rejection(api.getAccessToken())
  // Far from the ten seconds of a call without a time of its own.
  expect(await endsWithin(5000, error)).toBe(true)
  expect((await error).name).toBe('WeChatAPIConnectionTimeoutError')
})

test.each([
  ['a Proxy', (api: API) => new Proxy(api, {})],
  ['what inherits from it', (api: API) => Object.create(api) as API],
])('%s shares the tokens too', async (_, derived) => {
  const api = open({ store: memoryStore() })
  await api.getIp()
  await derived(api).getIp()
  expect(await tokenRequests()).toEqual(['/cgi-bin/stable_token'])
})

test('a refusal of the token endpoint has WeChat’s number, the way out, and no secret', async () => {
  const wrong = 'f'.repeat(32)
  const error = await rejection(open({ store: fileStore(folder) }, wrong).getIp())
  expect([error.name, error.code]).toEqual(['WeChatAPIError', 40125])
  expect(error.fix).toContain('WX_SECRET')
  expect(JSON.stringify([error.message, error.stack, error.cause])).not.toContain(wrong)
})

test('without a secret nothing is sent', async () => {
  const error = await rejection(open({ store: memoryStore() }, '').getIp())
  expect(error).toMatchObject({ code: 41004, message: 'getAccessToken: appsecret is missing' })
  expect(await arrived()).toEqual([])
})

test('a store that fails costs no call, and the hook says so', async () => {
  const warnings: string[] = []
  const fail = () => Promise.reject(new Error('out of order'))
  const store = { read: fail, publish: fail, lease: fail, release: fail }
  const api = open({ store, onWarning: ({ kind, message }) => warnings.push(`${kind}: ${message}`) })
  await api.getIp()
  expect(warnings).toEqual(['store: the token store failed (Error); calls go on without it'])
})

test('what is kept in the folder holds no secret', async () => {
  await open({ store: fileStore(folder) }).getIp()
  const kept = readdirSync(folder).map(name => readFileSync(join(folder, name), 'utf8'))
  expect(kept.length).toBeGreaterThan(0)
  expect(kept.join()).not.toContain(emulator.secret)
})

test.each([
  [
    { store: memoryStore(), appid: 'wx2' },
    'new API: the third argument has appid; it may have store, auth, onTokenRefresh, onWarning; pass { store: fileStore(folder) }, or getToken and saveToken',
  ],
  [{}, 'new API: store is missing; pass { store: fileStore(folder) }, or getToken and saveToken'],
  [
    { store: { read() {}, publish() {}, lease() {} } },
    'new API: its store has no function release; pass { store: fileStore(folder) }, or getToken and saveToken',
  ],
  [
    { store: memoryStore(), auth: 'clasic' },
    "the option auth must be 'stable', 'classic' or a source such as tokenFrom(ask)",
  ],
  [{ store: memoryStore(), onWarning: 'x' }, 'the option onWarning must be a function'],
])('what is no store, or has a wrong part, is refused at once: %j', (given, message) => {
  expect(() => open(given as unknown as SharedTokens)).toThrow(message)
})

test('a function that gives a store is no getToken, and no call waits for it', async () => {
  const error = await rejection(open((() => memoryStore()) as never).getIp())
  expect(error).toMatchObject({
    name: 'WeChatAPIError',
    message: 'new API: getToken returned a token store; pass { store: fileStore(folder) } instead',
  })
  // One that checks what it is given says so itself.
  expect((await rejection(open(fileStore as never).getIp())).message).toMatch(
    /^fileStore: its argument must be/,
  )
  expect(await arrived()).toEqual([])
})
