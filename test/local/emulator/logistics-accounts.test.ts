import { type Emulator, startEmulator } from '../../../local/emulator'
import { minutes, withToken } from './plain-client'

let emulator: Emulator
let client: Awaited<ReturnType<typeof withToken>>
beforeEach(async () => {
  emulator = await startEmulator()
  client = await withToken(emulator)
})
afterEach(() => emulator.close())

const path = '/cgi-bin/express/business'
const account = { biz_id: '9000', delivery_id: 'ZTO' }
const bind = async (more: object = {}) =>
  (await client.post(`${path}/account/bind`, { type: 'bind', ...account, password: 'right', ...more }))
    .errcode
const unbind = async (more: object = {}) =>
  (await client.post(`${path}/account/bind`, { type: 'unbind', ...account, ...more })).errcode
const quota = (ref: object = account) => client.post(`${path}/quota/get`, ref)
const accounts = async () => (await client.get(`${path}/account/getall`)).list
const bound = async () => (await accounts()).find((one: { biz_id: string }) => one.biz_id === account.biz_id)

test('starts with a bound account of YUNDA that has 55 waybills left', async () => {
  expect(await client.get(`${path}/account/getall`)).toEqual({
    errcode: 0,
    errmsg: 'ok',
    count: 1,
    list: [
      {
        biz_id: '123456789',
        delivery_id: 'YUNDA',
        create_time: 1555482786,
        update_time: 1556594799,
        status_code: 0,
        alias: '',
        remark_wrong_msg: '',
        remark_content: '',
        quota_num: 55,
        quota_update_time: 1556594799,
        service_type: [{ service_type: 0, service_name: '标准快件' }],
      },
    ],
  })
})

test('lists the carriers with their services', async () => {
  const { count, data } = await client.get(`${path}/delivery/getall`)
  expect(data).toHaveLength(count)
  const of = (id: string) => data.find((one: { delivery_id: string }) => one.delivery_id === id)
  expect(of('YUNDA')).toEqual({
    delivery_id: 'YUNDA',
    delivery_name: '韵达快递',
    can_use_cash: 0,
    can_get_quota: 1,
    cash_biz_id: '',
    service_type: [{ service_type: 0, service_name: '标准快件' }],
  })
  expect(of('SF')).toMatchObject({ can_use_cash: 1, can_get_quota: 0, cash_biz_id: 'SF_CASH' })
  expect(of('TEST').service_type).toEqual([{ service_type: 1, service_name: 'test_service_name' }])
})

describe('binding', () => {
  test('goes to review, and after ten minutes is bound with a quota', async () => {
    expect(await bind({ remark_content: 'please' })).toBe(0)
    expect(await bound()).toMatchObject({ status_code: 1, remark_content: 'please', quota_num: 0 })
    await client.advance(minutes(9))
    expect((await bound()).status_code).toBe(1)
    await client.advance(minutes(1))
    expect(await bound()).toMatchObject({ status_code: 0, remark_wrong_msg: '', quota_num: 100 })
    expect(await quota()).toEqual({ errcode: 0, errmsg: 'ok', quota_num: 100 })
  })

  test('with the password wrong is refused by the carrier, which says why', async () => {
    expect(await bind({ password: 'wrong' })).toBe(0)
    await client.advance(minutes(10))
    expect(await bound()).toMatchObject({
      status_code: 2,
      remark_wrong_msg: expect.stringMatching(/password/),
    })
    expect(await bind()).toBe(0)
    await client.advance(minutes(10))
    expect((await bound()).status_code).toBe(0)
  })

  test('a second time is 9300532 under review and 9300529 when bound', async () => {
    await bind()
    expect(await bind()).toBe(9300532)
    await client.advance(minutes(10))
    expect(await bind()).toBe(9300529)
  })

  test('without a password is 9300531, but not with SF, EMS and JD', async () => {
    expect(await bind({ password: undefined })).toBe(9300531)
    for (const delivery_id of ['SF', 'EMS', 'JD'])
      expect(await bind({ delivery_id, password: undefined })).toBe(0)
  })

  test('with an unknown carrier is 9300503', async () => {
    expect(await bind({ delivery_id: 'OWL' })).toBe(9300503)
  })

  test('is undone by unbinding; then there is nothing more to unbind', async () => {
    expect(await unbind()).toBe(9300530)
    await bind()
    expect(await unbind()).toBe(0)
    await client.advance(minutes(10))
    expect((await bound()).status_code).toBe(3)
    expect(await unbind()).toBe(9300530)
    expect(await bind()).toBe(0)
  })

  test('is recorded as an effect, without the password', async () => {
    await bind()
    expect((await client.effects()).pop()).toMatchObject({
      method: 'logistics.bindAccount',
      what: 'review asked for',
      facts: { biz_id: '9000', delivery_id: 'ZTO' },
    })
  })
})

describe('quota', () => {
  test('of an account that is not bound is 9300525, of an unknown carrier 9300503', async () => {
    expect((await quota()).errcode).toBe(9300525)
    await bind()
    expect((await quota()).errcode).toBe(9300525)
    expect((await quota({ ...account, delivery_id: 'OWL' })).errcode).toBe(9300503)
  })
})

describe('the review of a delivery company', () => {
  const decide = async (more: object) =>
    (
      await client.post('/cgi-bin/express/delivery/service/business/update', {
        shop_app_id: emulator.appid,
        biz_id: '9000',
        result_code: 0,
        ...more,
      })
    ).errcode

  test('binds at once, or refuses with its reason', async () => {
    await bind()
    expect(await decide({})).toBe(0)
    expect((await bound()).status_code).toBe(0)
    await unbind()
    await bind()
    expect(await decide({ result_code: 7, result_msg: 'unknown shop' })).toBe(0)
    expect(await bound()).toMatchObject({ status_code: 2, remark_wrong_msg: 'unknown shop' })
  })

  test('of an account nobody asked for is 9300525, of an unknown shop 40013', async () => {
    expect(await decide({})).toBe(9300525)
    expect(await decide({ shop_app_id: 'wxnobody' })).toBe(40013)
  })
})

describe('printers', () => {
  const update = async (more: object) =>
    (await client.post(`${path}/printer/update`, { openid: 'oABC', update_type: 'bind', ...more })).errcode
  const printers = async () => {
    const { count, openid, tagid_list } = await client.get(`${path}/printer/getall`)
    return { count, openid, tagid_list }
  }

  test('are none at the start', async () => {
    expect(await printers()).toEqual({ count: 0, openid: [], tagid_list: [] })
  })

  test('are bound with their tags, and unbound', async () => {
    expect(await update({ tagid_list: '123,456' })).toBe(0)
    expect(await update({ openid: 'oDEMO_user_00000000000000001', tagid_list: '456, 7' })).toBe(0)
    expect(await printers()).toEqual({
      count: 2,
      openid: ['oABC', 'oDEMO_user_00000000000000001'],
      tagid_list: ['123', '456', '7'],
    })
    expect(await update({ update_type: 'unbind' })).toBe(0)
    expect(await printers()).toMatchObject({ count: 1, tagid_list: ['456', '7'] })
  })

  test('keep their tags when bound again without any, and lose them with an empty list', async () => {
    await update({ tagid_list: '123' })
    await update({})
    expect((await printers()).tagid_list).toEqual(['123'])
    await update({ tagid_list: '' })
    expect((await printers()).tagid_list).toEqual([])
  })

  test('take ten tags, not eleven, and only numbers', async () => {
    expect(await update({ tagid_list: '1,2,3,4,5,6,7,8,9,10' })).toBe(0)
    expect(await update({ tagid_list: '1,2,3,4,5,6,7,8,9,10,11' })).toBe(40097)
    expect(await update({ tagid_list: 'a,b' })).toBe(40097)
  })

  test('must have an openid that can be one', async () => {
    for (const openid of ['', 'OPENID', 'o', 'o<script>', `o${'a'.repeat(28)}`]) {
      expect(await update({ openid })).toBe(40003)
    }
    expect(await update({ openid: `o${'a'.repeat(27)}` })).toBe(0)
  })

  test('unbinding one that is not bound does nothing', async () => {
    const before = (await client.effects()).length
    expect(await update({ update_type: 'unbind' })).toBe(0)
    expect(await client.effects()).toHaveLength(before)
  })
})
