import { createOpenapi, fixedToken, type OpenapiOptions, tokenFrom } from '../../../shared'
import { type Reply, type StubServer, startStub } from '../../support/stub-server'

let stub: StubServer
let reply: (() => Reply) | undefined
beforeEach(async () => {
  reply = undefined
  stub = await startStub(({ path }) => (path.includes('token') ? undefined : reply?.()))
})
afterEach(() => stub.close())

const client = (options: OpenapiOptions) => createOpenapi({ baseUrl: stub.url, retries: 0, ...options })

test('of 1,000 accounts the one that was not used for the longest time is opened anew', async () => {
  const asked: string[] = []
  const auth = tokenFrom(async ({ appid }) => {
    asked.push(appid)
    return 'token'
  })
  const openapi = client({ auth, timeoutMs: 300_000 })
  const use = (appid: string) => openapi({ appid }).logistics.getAllAccount({})
  const names = Array.from({ length: 1000 }, (_, at) => `wx${at}`)
  await Promise.all(names.map(use))
  expect(asked).toEqual(names)
  asked.length = 0
  await use('wx0')
  await use('wx-one-more')
  expect(asked).toEqual(['wx-one-more'])
  // wx1 had to go, wx0 and wx2 did not.
  for (const name of ['wx0', 'wx2', 'wx1']) await use(name)
  expect(asked).toEqual(['wx-one-more', 'wx1'])
})

test('the secret of an account that went while its call was under way is still not shown', async () => {
  const secret = 'a-secret-of-32-letters'
  const names = Array.from({ length: 1001 }, (_, at) => `wx-other-${at}`)
  let answer: (() => void) | undefined
  reply = () => response => {
    answer = () => response.end(JSON.stringify({ errcode: 48001, errmsg: `not for ${secret}` }))
  }
  const accounts = Object.fromEntries([
    ['wx-slow', { secret }],
    ...names.map(name => [name, { secret: 'other' }]),
  ])
  const openapi = client({ accounts, auth: fixedToken('token'), timeoutMs: 300_000 })
  const failed = openapi({ appid: 'wx-slow' })
    .logistics.getAllAccount({})
    .catch(error => error)
  while (!answer) await new Promise(setImmediate)
  reply = undefined
  await Promise.all(names.map(appid => openapi({ appid }).logistics.getAllAccount({})))
  answer()
  expect((await failed).errMsg).toContain('not for [redacted]')
})

describe('what copying leaves in an appid or a secret is named before anything is sent', () => {
  const traces: [string, string][] = [
    ['abc ', 'contains spaces'],
    ['abc\u3000', 'contains spaces'],
    ['abc\n', 'contains a line break'],
    ['"abc"', 'contains quotes'],
    ['“abc”', 'contains quotes'],
    ['undefined', 'is the text undefined'],
    ['null', 'is the text null'],
  ]

  test.each(traces)('%j %s', async (given, trace) => {
    const call = (options: OpenapiOptions, appid?: string) =>
      client(options)({ appid })
        .logistics.getAllAccount({})
        .catch(error => error)
    const said = (where: string) => ({
      name: 'ConfigError',
      errMsg: expect.stringContaining(`the option ${where} ${trace}`),
      fix: 'copy it again, without quotes, spaces or line breaks',
    })
    expect(await call({ appid: given, secret: 'b' })).toMatchObject(said('appid'))
    expect(await call({ appid: 'wx1', secret: given })).toMatchObject(said('secret'))
    const accounts = { wx2: { secret: given } }
    expect(await call({ appid: 'wx1', secret: 'b', accounts }, 'wx2')).toMatchObject(said('accounts'))
    expect(stub.arrived).toEqual([])
  })

  test('a variable is named as a variable', async () => {
    process.env.WX_SECRET = 'abc\r\n'
    try {
      await expect(client({ appid: 'wx1' }).logistics.getAllAccount({})).rejects.toMatchObject({
        errMsg: expect.stringContaining('the variable WX_SECRET contains a line break'),
      })
    } finally {
      delete process.env.WX_SECRET
    }
  })
})
