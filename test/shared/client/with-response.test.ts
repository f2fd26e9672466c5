import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { createOpenapi, type Openapi, type OpenapiOptions } from '../../../shared'
import { bundleScript } from '../../support/bundle'
import { type Reply, type StubServer, startStub } from '../../support/stub-server'

let stub: StubServer
let replies: (Reply | undefined)[]
beforeAll(async () => {
  stub = await startStub(({ path }) => (path.includes('token') ? undefined : replies.shift()))
})
afterAll(() => stub.close())
beforeEach(() => {
  replies = []
  stub.arrived.length = 0
})

const client = (more: OpenapiOptions = {}): Openapi =>
  createOpenapi({ appid: 'wx1', secret: 'secret-secret', baseUrl: stub.url, ...more })
const printer = { openid: 'o', updateType: 'bind' } as const

describe('withResponse', () => {
  test('gives the result with what is known of the response, and sends nothing more', async () => {
    replies = [
      response => {
        response.writeHead(201, { 'X-Trace': 'abc', 'content-type': 'text/plain' })
        response.end('{"errcode":0,"errmsg":"ok rid: 66aa-1b2c-3d"}')
      },
    ]
    const call = client().logistics.updatePrinter(printer)
    const { data, rid, status, headers, attempts, ms } = await call.withResponse()
    expect(data).toEqual({ errCode: 0, errMsg: 'openapi.logistics.updatePrinter:ok' })
    expect(data).toBe(await call)
    expect([rid, status, attempts]).toEqual(['66aa-1b2c-3d', 201, 1])
    expect(headers).toMatchObject({ 'x-trace': 'abc', 'content-type': 'text/plain' })
    expect(ms).toBeGreaterThan(0)
    expect(stub.calls()).toHaveLength(1)
  })

  test('reads the rid of a success from a member too', async () => {
    replies = [{ errcode: 0, rid: '66aa-1b2c-3d' }]
    expect(await client().logistics.updatePrinter(printer).withResponse()).toMatchObject({
      rid: '66aa-1b2c-3d',
    })
  })

  test('has no rid where WeChat gave none', async () => {
    replies = [{ errcode: 0, errmsg: 'ok' }]
    expect(await client().logistics.updatePrinter(printer).withResponse()).not.toHaveProperty('rid')
  })

  test('counts every attempt', async () => {
    replies = [{ errcode: -1 }, { errcode: 0, list: [] }]
    expect(await client().logistics.getAllAccount().withResponse()).toMatchObject({ attempts: 2 })
  })

  test('shows no cookie and no secret that a header repeats', async () => {
    replies = [
      response => {
        response.writeHead(200, {
          'set-cookie': ['session=abcdefgh'],
          'x-echo': 'for secret-secret and token-1',
          'x-access-token': 'anything',
        })
        response.end('{"errcode":0}')
      },
    ]
    const { headers } = await client().logistics.updatePrinter(printer).withResponse()
    expect(headers).toMatchObject({
      'set-cookie': '[redacted]',
      'x-echo': 'for [redacted] and [redacted]',
      'x-access-token': '[redacted]',
    })
  })

  test('rejects with the error of the call', async () => {
    replies = [{ errcode: 40003, errmsg: 'invalid openid' }]
    const call = client().logistics.updatePrinter(printer)
    const error = await call.withResponse().catch(thrown => thrown)
    expect(error).toMatchObject({ errCode: 40003 })
    expect(error).toBe(await call.catch(thrown => thrown))
  })

  test('is there for calls by name and of other endpoints, misspelt ones too', async () => {
    replies = [{ errcode: 0, a_b: 1 }, { errcode: 0 }]
    const openapi = client()
    const { data } = await openapi.request({ verb: 'POST', path: '/a/b', body: {} }).withResponse()
    expect(data).toMatchObject({ aB: 1 })
    expect(await openapi.call('logistics.updatePrinter', printer).withResponse()).toMatchObject({
      status: 200,
    })
    await expect(openapi.call('logistics.updatePrintr').withResponse()).rejects.toMatchObject({
      name: 'UnknownMethodError',
    })
    await expect(openapi.request({ verb: 'POST', path: 'a' }).withResponse()).rejects.toMatchObject({
      name: 'InvalidParamsError',
    })
  })
})

// In a process of its own: that of jest does not tell of them.
test.each(['', '.withResponse()'])('a call that nobody awaits is one unhandled rejection%s', async how => {
  const { file, remove } = await bundleScript(`
    import { createOpenapi } from './shared'
    let rejections = 0
    process.on('unhandledRejection', () => (rejections += 1))
    process.on('exit', () => console.log(rejections))
    createOpenapi({ appid: 'wx1', secret: 'secret-secret', baseUrl: '${stub.url}', log: 'error', logger: { error() {}, info() {}, debug() {} } })
      .logistics.updatePrinter({ openid: 'o', updateType: 'bind' })${how}`)
  replies = [{ errcode: 40003 }]
  const { stdout } = await promisify(execFile)(process.execPath, [file])
  remove()
  expect(stdout).toBe('1\n')
})

test('the promise of a call is a plain one', async () => {
  replies = [{ errcode: 0 }]
  const call = client().logistics.updatePrinter(printer)
  expect([call.constructor, Object.keys(call)]).toEqual([Promise, []])
  await call
})
