import { inspect } from 'node:util'
import { createCloud } from '../../../shared/cloud/create-cloud'
import { endsWithin } from '../../support/ends-within'
import { type StubServer, startStub } from '../../support/stub-server'
import { besideSdk } from './beside-sdk'

let stub: StubServer
beforeAll(async () => {
  stub = await startStub(() => undefined)
})
afterAll(() => stub.close())

const options = () => ({ appid: 'wx1', secret: 's3cret-s3cret', baseUrl: stub.url })

test('every member of wx-server-sdk 4.0.2 is there, and of the same kind', async () => {
  const kinds = (await besideSdk(
    'return Object.keys(sdk).map(name => [name, typeof sdk[name], typeof cloud[name]])',
  )) as [string, string, string][]
  expect(kinds).toHaveLength(22)
  expect(kinds.filter(([, theirs, ours]) => theirs !== ours)).toEqual([])
})

test('DYNAMIC_CURRENT_ENV is the value of wx-server-sdk', async () => {
  expect(await besideSdk('return cloud.DYNAMIC_CURRENT_ENV === sdk.DYNAMIC_CURRENT_ENV')).toBe(true)
})

test('openapi calls WeChat itself', async () => {
  const own = createCloud(options())
  own.init({ env: own.DYNAMIC_CURRENT_ENV })
  const result = await own.openapi.logistics.getAllDelivery()
  expect(result).toMatchObject({ errCode: 0, errMsg: 'openapi.logistics.getAllDelivery:ok' })
  expect(stub.calls()).toHaveLength(1)
})

test('openapi takes other options, as in wx-server-sdk', async () => {
  const own = createCloud(options())
  const result = await own
    .openapi({ convertCase: false })
    .logistics.getQuota({ delivery_id: 'Y', biz_id: '1' } as never)
  expect(result.errCode).toBe(0)
  expect(JSON.parse(stub.calls().pop()!.body.toString())).toEqual({ delivery_id: 'Y', biz_id: '1' })
})

test('the timeout of init counts for openapi too', async () => {
  const silent = await startStub(() => () => undefined)
  const own = createCloud({ ...options(), baseUrl: silent.url })
  own.init({ timeout: 100 })
  const call = own.openapi.logistics.getAllDelivery()
  // Far from the ten seconds of a call without a time of its own.
  expect(await endsWithin(5000, call)).toBe(true)
  await expect(call).rejects.toMatchObject({ errCode: -604102 })
  await silent.close()
})

test('the timeout of createCloud comes before that of init', async () => {
  const silent = await startStub(() => () => undefined)
  const own = createCloud({ ...options(), baseUrl: silent.url, timeoutMs: 100 })
  own.init({ timeout: 60_000 })
  const call = own.openapi.logistics.getAllDelivery()
  // Far from the ten seconds of a call without a time of its own.
  expect(await endsWithin(5000, call)).toBe(true)
  await expect(call).rejects.toMatchObject({ errCode: -604102 })
  await silent.close()
})

test('a wrong option is said at once', () => {
  expect(() => createCloud({ baseUrl: 'weixin' })).toThrow(expect.objectContaining({ errCode: -604904 }))
})

test('printing, copying, awaiting and serialising it is harmless', async () => {
  const own = createCloud(options())
  const sent = stub.arrived.length
  expect(typeof inspect(own)).toBe('string')
  expect(typeof { ...own }.database).toBe('function')
  expect(await own).toBe(own)
  JSON.stringify(own)
  expect(stub.arrived).toHaveLength(sent)
})

test('a member can be replaced by a test, as with wx-server-sdk', () => {
  const own = createCloud(options())
  const fake = (async () => ({ result: 'fake' })) as never
  own.callFunction = fake
  expect(own.callFunction).toBe(fake)
})

describe('what is not ours goes to the installed wx-server-sdk', () => {
  test('the database, with its commands', async () => {
    const kinds = await besideSdk(`
      cloud.init({ env: 'shop-1' })
      const database = cloud.database()
      return [typeof database.command.gt, typeof database.collection('orders').doc('1').get, cloud.version]`)
    expect(kinds).toEqual(['function', 'function', '4.0.2'])
  })

  test('before init it says what wx-server-sdk says', async () => {
    const message = await besideSdk("return cloud.callFunction({ name: 'x' }).catch(error => error.message)")
    expect(message).toContain('please call init first')
  })

  test('a logger is there after init', async () => {
    const script = `
      const early = await Promise.resolve().then(() => cloud.logger()).catch(error => error.errMsg)
      cloud.init()
      return [early, typeof cloud.logger().info]`
    expect(await besideSdk(script)).toEqual([
      'openapi:fail cloud.logger needs cloud.init(); call it first',
      'function',
    ])
  })

  test('new cloud.Cloud makes an instance of wx-server-sdk', async () => {
    const script =
      "const instance = new cloud.Cloud({ resourceEnv: 'other' }); return [instance.version, typeof instance.callFunction]"
    expect(await besideSdk(script)).toEqual(['4.0.2', 'function'])
  })
})
