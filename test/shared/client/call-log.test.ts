import { createOpenapi, type Logger, type Openapi, type OpenapiOptions } from '../../../shared'
import { type Reply, type StubServer, startStub } from '../../support/stub-server'

let stub: StubServer
let replies: (Reply | undefined)[]
beforeAll(async () => {
  stub = await startStub(({ path }) => (path.includes('token') ? undefined : replies.shift()))
})
afterAll(() => stub.close())

let lines: string[]
const logger: Logger = {
  error: line => lines.push(`error ${line}`),
  info: line => lines.push(`info ${line}`),
  debug: line => lines.push(`debug ${line}`),
}
beforeEach(() => {
  lines = []
  replies = []
})

const client = (more: OpenapiOptions): Openapi =>
  createOpenapi({ appid: 'wx1', secret: 'secret-secret', baseUrl: stub.url, logger, ...more })
const plain = () => lines.map(line => line.replace(/ms=\d+/, 'ms=N'))
const printer = { openid: 'o', updateType: 'bind' } as const

/** One call that succeeds with its second attempt, one that is refused, and one that is not sent. */
async function threeCalls(openapi: Openapi): Promise<void> {
  replies = [
    { errcode: -1 },
    { errcode: 0, errmsg: 'ok rid: 66aa-1b', list: [] },
    { errcode: 40003, errmsg: 'invalid openid for secret-secret rid: 77bb-2c' },
  ]
  await openapi.logistics.getAllAccount()
  await openapi.logistics.updatePrinter(printer).catch(() => undefined)
  await openapi.call('logistics.updatePrintr').catch(() => undefined)
}

const fine = 'info openapi.logistics.getAllAccount errCode=0 ms=N attempts=2 rid=66aa-1b'
const refused =
  'error openapi.logistics.updatePrinter errCode=40003 ms=N attempts=1 rid=77bb-2c ' +
  'WeChatError: openapi.logistics.updatePrinter:fail invalid openid for [redacted] rid: 77bb-2c'
const unsent =
  'error openapi.logistics.updatePrintr errCode=-604100 ms=N attempts=0 ' +
  'UnknownMethodError: openapi.logistics.updatePrintr:fail API not found; did you mean logistics.updatePrinter?'

test.each<[OpenapiOptions['log'], string[]]>([
  [undefined, []],
  ['off', []],
  ['error', [refused, unsent]],
  ['info', [fine, refused, unsent]],
  [
    'debug',
    [
      'debug openapi.logistics.getAllAccount begins',
      fine,
      'debug openapi.logistics.updatePrinter begins',
      refused,
      'debug openapi.logistics.updatePrintr begins',
      unsent,
    ],
  ],
])('with the log %s a call is told in one line, as far as it is wanted', async (log, expected) => {
  await threeCalls(client({ log }))
  expect(plain()).toEqual(expected)
})

test('a name that somebody makes up is one line, and not endless', async () => {
  await client({ log: 'error' })
    .call(`a\nb${'c'.repeat(900)}`)
    .catch(() => undefined)
  expect(lines).toHaveLength(1)
  expect(lines[0]).not.toContain('\n')
  expect(lines[0]!.length).toBeLessThan(700)
})

test('the console takes the lines where no logger is given', async () => {
  const told = jest.spyOn(console, 'info').mockImplementation(() => undefined)
  replies = [{ errcode: 0, list: [] }]
  await client({ log: 'info', logger: undefined }).logistics.getAllAccount()
  expect(told.mock.calls).toEqual([
    [expect.stringMatching(/^openapi\.logistics\.getAllAccount errCode=0 ms=\d+/)],
  ])
  told.mockRestore()
})

test('what a logger throws does not touch the call', async () => {
  replies = [{ errcode: 0, list: [] }]
  const broken = () => {
    throw new Error('full')
  }
  const openapi = client({ log: 'debug', logger: { error: broken, info: broken, debug: broken } })
  expect(await openapi.logistics.getAllAccount()).toMatchObject({ errCode: 0 })
})

test.each([
  [{ log: 'warn' }, "the option log must be 'off', 'error', 'info' or 'debug'"],
  [{ logger: console.log }, 'the option logger must be an object with the functions error, info and debug'],
])('refuses %j', (options, what) => {
  expect(() => client(options as OpenapiOptions)).toThrow(what)
})
