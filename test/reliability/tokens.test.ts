import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createOpenapi, type OpenapiOptions, tokenFrom } from '../../shared'
import { fromFile } from '../../shared/auth/sources/own-token'
import { cloudbaseStore, memoryStore } from '../../shared/stores'
import { endsWithin } from '../support/ends-within'
import { fakeDatabase, slowly } from './support/fake-database'
import { scaled } from './support/scale'
import { comeBack, elapse, travel } from './support/travel'
import { startWeChat, type WeChat } from './support/we-chat'

const secret = 'a-secret-of-32-letters-012345678'
const minute = 60_000
let weChat: WeChat

beforeEach(async () => {
  weChat = await startWeChat()
})
afterEach(async () => {
  comeBack()
  await weChat.close()
})

const reader = (options: OpenapiOptions = {}) => {
  const openapi = createOpenapi({ appid: 'wx1', secret, baseUrl: weChat.url, ...options })
  return (timeoutMs?: number) => openapi.logistics.getAllDelivery({}, { timeoutMs })
}
const failure = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    error => error,
  )
const many = <T>(count: number, make: () => Promise<T>) => Promise.all(Array.from({ length: count }, make))
/** Lets work in the background finish: what it asks is answered before what is asked after it. */
async function settle(): Promise<void> {
  for (let trips = 0; trips < 3; trips += 1) await weChat.trip()
}

test('T5 late refusals of an old token leave the new one alone', async () => {
  const store = memoryStore()
  const [one, other] = [reader({ store }), reader({ store })]
  await one()
  await other()
  let release = () => {}
  weChat.answerCall = ({ token }) =>
    token === 'token-1-of-stable'
      ? response => {
          release = () => response.end('{"errcode":40001,"errmsg":"late"}')
        }
      : undefined
  const late = one()
  while (weChat.calls.length < 3) await new Promise(resolve => setImmediate(resolve))
  weChat.revoke()
  await other()
  release()
  await late
  expect(weChat.fetches).toHaveLength(2)
  expect(weChat.calls[weChat.calls.length - 1].token).toBe('token-2-of-stable')
})

test('T6 a token that comes again and again is forced once in 30 s and ten times a day by all together', async () => {
  weChat.answerToken = () => ({ access_token: 'dead-from-the-start', expires_in: 7200 })
  const store = memoryStore(() => Date.now())
  const readers = [1, 2, 3, 4].map(() => reader({ store }))
  const forced = () => weChat.fetches.filter(({ body }) => body.includes('force_refresh')).length
  for (let round = 1; round <= 12; round += 1) {
    const errors = await Promise.all(readers.map(read => failure(read())))
    for (const error of errors) expect(error).toMatchObject({ name: 'WeChatError', errCode: 40001 })
    expect(errors[0].fix).toContain('nobody else fetches tokens')
    expect(forced()).toBe(Math.min(round, 10))
    elapse(31_000)
  }
})

test('T6 the budget of the day holds also in a database that needs 20 ms for each answer', async () => {
  weChat.answerToken = () => ({ access_token: 'dead-from-the-start', expires_in: 7200 })
  const { db } = fakeDatabase(() => Date.now())
  const slow = slowly(db, 20)
  const forced = () => weChat.fetches.filter(({ body }) => body.includes('force_refresh')).length
  for (let round = 1; round <= 12; round += 1) {
    // Each time another process, which knows nothing of the others.
    expect(await failure(reader({ store: cloudbaseStore(slow) })())).toMatchObject({ errCode: 40001 })
    expect(forced()).toBe(Math.min(round, 10))
    elapse(31_000)
  }
})

test('T7 a method that always answers 40001 costs two token requests in 30 s, however often it is called', async () => {
  const read = reader()
  await read()
  weChat.answerCall = () => ({ errcode: 40001, errmsg: 'not your kind of account' })
  const waves = scaled(10, 100)
  for (let wave = 0; wave < waves; wave += 1) {
    const errors = await many(100, () => failure(read()))
    expect(errors.every(error => error.errCode === 40001)).toBe(true)
  }
  expect(weChat.fetches.length).toBeLessThanOrEqual(1 + 2)
})

test('T7 its storm leaves other methods their own replacements', async () => {
  const openapi = createOpenapi({ appid: 'wx1', secret, baseUrl: weChat.url })
  weChat.answerCall = ({ path }) =>
    path.endsWith('delivery/getall') ? { errcode: 40001, errmsg: 'no' } : undefined
  await many(50, () => failure(openapi.logistics.getAllDelivery()))
  weChat.revoke()
  expect((await openapi.logistics.getAllAccount()).errCode).toBe(0)
})

test.each([40001, 40125, 40013, 40164, 40243, 61004, 89503])(
  'T8 %i from the token endpoint is asked once a minute, and the error names the fix',
  async errcode => {
    weChat.answerToken = () => ({ errcode, errmsg: 'refused' })
    const read = reader()
    const errors = await many(20, () => failure(read()))
    expect(errors[0]).toMatchObject({ name: 'TokenError', errCode: errcode, retryable: false })
    expect(errors[0].fix).toMatch(/\w+ \w+/)
    elapse(59_000)
    await failure(read())
    expect(weChat.fetches).toHaveLength(1)
    elapse(2000)
    await failure(read())
    expect(weChat.fetches).toHaveLength(2)
  },
)

test('T9 after 45009 nothing is asked before midnight in China, and a token that lives goes on serving', async () => {
  // 2026-03-01 20:00 in China: four hours to go.
  travel({ wall: Date.parse('2026-03-01T12:00:00Z') - Date.now() })
  const [fresh, warm] = [reader(), reader()]
  await warm()
  weChat.fetches.length = 0
  weChat.answerToken = () => ({ errcode: 45009, errmsg: 'reach max api daily quota limit' })
  await failure(fresh())
  elapse(116 * minute)
  for (let call = 0; call < 5; call += 1) {
    expect((await warm()).errCode).toBe(0)
    await settle()
    expect(await failure(fresh())).toMatchObject({ name: 'TokenError', errCode: 45009 })
  }
  // One request of each client, no more.
  expect(weChat.fetches).toHaveLength(2)
  elapse(123 * minute)
  await failure(fresh())
  expect(weChat.fetches).toHaveLength(2)
  weChat.answerToken = () => undefined
  elapse(2 * minute)
  expect((await fresh()).errCode).toBe(0)
})

test.each([
  [40164, 'invalid ip 203.0.113.7, not in whitelist'],
  [45009, 'reach max api daily quota limit'],
])(
  'T8 T9 after %i a token that another process published is taken within 5 s, and WeChat is asked nothing',
  async (errcode, errmsg) => {
    const store = memoryStore()
    const [refused, other] = [reader({ store }), reader({ store })]
    weChat.answerToken = () => ({ errcode, errmsg })
    expect(await failure(refused())).toMatchObject({ name: 'TokenError', errCode: errcode })
    weChat.answerToken = () => undefined
    await other()
    expect(weChat.fetches).toHaveLength(2)
    const read = jest.spyOn(store, 'read')
    expect(await failure(refused())).toMatchObject({ name: 'TokenError', errCode: errcode })
    expect(read).not.toHaveBeenCalled()
    elapse(5000)
    expect((await refused()).errCode).toBe(0)
    // Nor is a token asked for that dies: the next one comes from the store as well.
    weChat.revoke()
    await other()
    elapse(5000)
    expect((await refused()).errCode).toBe(0)
    expect(weChat.fetches).toHaveLength(3)
  },
)

test('T10 while the token endpoint is down the token serves to its end, then calls fail fast, and recover within 5 s', async () => {
  const read = reader()
  await read()
  weChat.answerToken = () => (_, socket) => socket.destroy()
  for (let left = 200; left >= 20; left -= 20) {
    elapse(left === 200 ? (7200 - 200) * 1000 : 20_000)
    expect((await read()).errCode).toBe(0)
    await settle()
  }
  // 9 s, then 5 s.
  for (const later of [11_000, 4000]) {
    elapse(later)
    expect((await read()).errCode).toBe(0)
  }
  elapse(6000)
  await failure(read())
  let inTime = 0
  for (let call = 0; call < 20; call += 1) {
    const error = failure(read())
    if (await endsWithin(50, error)) inTime += 1
    expect(await error).toMatchObject({ retryable: true, maybeExecuted: false })
    elapse(500)
  }
  // Those that ask WeChat cross a socket, for which a busy machine may need longer.
  expect(inTime).toBeGreaterThan(10)
  weChat.answerToken = () => undefined
  elapse(5000)
  expect((await read()).errCode).toBe(0)
})

describe('T10 a source of one’s own that gives nothing for two seconds, wherever in a minute, fails no call', () => {
  const serve = async (auth: OpenapiOptions['auth'], breakIt: () => void, mend: () => void) => {
    weChat.answerAny = () => ({ errcode: 0 })
    const read = reader({ auth })
    await read()
    for (let at = 0; at < 300; at += 1) {
      elapse(500)
      if (at % 37 === 0) breakIt()
      if (at % 37 === 4) mend()
      expect((await read()).errCode).toBe(0)
      await new Promise(resolve => setImmediate(resolve))
    }
  }

  test('a token service that fails', async () => {
    let isDown = false
    const auth = tokenFrom(async () => {
      if (isDown) throw new Error('down')
      return 'a-token'
    })
    const set = (value: boolean) => () => {
      isDown = value
    }
    await serve(auth, set(true), set(false))
  })

  test('a mounted file that is being written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-mounted-'))
    const file = join(folder, 'token')
    const write = (text: string) => () => writeFileSync(file, text)
    write('a-token')()
    try {
      await serve(fromFile(file), write(''), write('a-token'))
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

test.each([
  [undefined, 300],
  [0, 300],
  [-1, 300],
  ['7200', 7200],
  [7200.5, 7200],
  [1e12, 7200],
  [null, 300],
  ['soon', 300],
])('T11 a token with expires_in %j is used for %i s and no longer', async (expires_in, seconds) => {
  weChat.answerToken = () => ({ access_token: weChat.issue(true), expires_in })
  const read = reader()
  await read()
  elapse((seconds - 11) * 1000)
  await read()
  expect(weChat.calls[1].token).toBe('token-1-of-stable')
  await settle()
  elapse(12_000)
  await read()
  expect(weChat.calls[2].token).not.toBe('token-1-of-stable')
})

test.each([300, 301, 345])('T12 with expires_in %i there is no loop of requests', async expires_in => {
  weChat.answerToken = () => ({ access_token: weChat.issue(true), expires_in })
  const read = reader()
  for (let call = 0; call < 100; call += 1) {
    expect((await read()).errCode).toBe(0)
    if (call % 10 === 0) await settle()
    elapse(100)
  }
  // Ten seconds: the first, and one for each five seconds gone.
  expect(weChat.fetches.length).toBeLessThanOrEqual(3)
})

test.each([
  {},
  { access_token: '', expires_in: 7200 },
  { access_token: 'x'.repeat(600), expires_in: 7200 },
  { access_token: 'a\nb', expires_in: 7200 },
])('T13 %j is no token, and nothing is kept of it', async answer => {
  const store = memoryStore()
  weChat.answerToken = () => answer
  expect((await failure(reader({ store })())).errMsg).toContain('no usable token')
  expect(weChat.calls).toHaveLength(0)
  weChat.answerToken = () => undefined
  expect((await reader({ store })()).errCode).toBe(0)
})

test('T13 a token with a sign that means something in a URL is escaped', async () => {
  weChat.answerToken = () => ({ access_token: 'a&b=c', expires_in: 7200 })
  await failure(reader()())
  expect(weChat.calls[0].token).toBe('a&b=c')
})

test.each([10 * minute, -10 * minute])(
  'T14 a clock on the wall that jumps by %i ms sends no dead token and costs one request at most',
  async wall => {
    const read = reader()
    await read()
    travel({ wall })
    await many(10, () => read())
    travel({ wall: -wall })
    elapse(100 * minute)
    await many(10, () => read())
    expect(weChat.fetches.length).toBeLessThanOrEqual(2)
    // By the real time of WeChat the token would be dead now.
    elapse(20 * minute)
    await read()
    expect(weChat.calls[weChat.calls.length - 1].token).not.toBe('token-1-of-stable')
  },
)

test('T15 after a sleep of three hours, in which the steady clock stood still, one token is asked for', async () => {
  const read = reader()
  await read()
  travel({ wall: 180 * minute })
  await many(50, () => read())
  expect(weChat.fetches).toHaveLength(2)
  expect(weChat.calls.slice(1).every(({ token }) => token !== 'token-1-of-stable')).toBe(true)
})

test('T16 a caller who gives up while it fetches the token rejects alone', async () => {
  let release = () => {}
  weChat.answerToken = () => response => {
    release = () => response.end(JSON.stringify({ access_token: weChat.issue(), expires_in: 7200 }))
  }
  const openapi = createOpenapi({ appid: 'wx1', secret, baseUrl: weChat.url, store: memoryStore() })
  const controller = new AbortController()
  const leader = failure(openapi.logistics.getAllDelivery({}, { signal: controller.signal }))
  const others = many(20, () => openapi.logistics.getAllDelivery())
  while (weChat.fetches.length === 0) await new Promise(resolve => setImmediate(resolve))
  controller.abort()
  expect(await leader).toMatchObject({ name: 'AbortError', maybeExecuted: false })
  release()
  expect((await others).every(({ errCode }) => errCode === 0)).toBe(true)
  expect(weChat.fetches).toHaveLength(1)
})

test('T18 two accounts in one store have tokens, leases and budgets of their own', async () => {
  const store = memoryStore()
  const other = await startWeChat('classic-strict')
  try {
    const [one, two] = [reader({ store }), reader({ store, appid: 'wx2', baseUrl: other.url })]
    await Promise.all([one(), two()])
    await Promise.all([reader({ store })(), reader({ store, appid: 'wx2', baseUrl: other.url })()])
    expect([weChat.fetches.length, other.fetches.length]).toEqual([1, 1])
    weChat.revoke()
    weChat.answerToken = () => ({ errcode: 40125, errmsg: 'no' })
    await failure(one())
    other.revoke()
    expect((await two()).errCode).toBe(0)
    expect(other.calls.every(({ token }) => token?.endsWith('classic-strict'))).toBe(true)
  } finally {
    await other.close()
  }
})

test('T19 after the secret was reset the entry of the old one is passed over', async () => {
  const store = memoryStore()
  await reader({ store })()
  await reader({ store, secret: 'the-new-secret-of-32-letters-012' })()
  await reader({ store, secret: 'the-new-secret-of-32-letters-012' })()
  expect(weChat.fetches).toHaveLength(2)
})
