import { type Emulator, startEmulator } from '../../../local/emulator'
import { ask, minutes, withEmulator, withToken } from './plain-client'

let emulator: Emulator
let client: Awaited<ReturnType<typeof withToken>>
beforeEach(async () => {
  emulator = await startEmulator()
  client = await withToken(emulator)
})
afterEach(() => emulator.close())

const business = '/cgi-bin/express/business'
const carrier = '/cgi-bin/express/delivery'
const contact = {
  name: '张三',
  mobile: '13800000001',
  province: '广东省',
  city: '广州市',
  area: '海珠区',
  address: '新港中路397号',
}
const order = {
  order_id: 'order-1',
  openid: 'oABC',
  delivery_id: 'YUNDA',
  biz_id: '123456789',
  add_source: 0,
  sender: contact,
  receiver: { ...contact, name: '<李四>', city: '深圳市' },
  cargo: {
    count: 1,
    weight: 1.5,
    space_x: 10,
    space_y: 10,
    space_z: 10,
    detail_list: [{ name: '书', count: 1 }],
  },
  shop: {
    wxa_path: 'pages/index/index',
    img_url: 'https://example.com/a.png',
    goods_name: '书',
    goods_count: 1,
  },
  insured: { use_insured: 0, insured_value: 0 },
  service: { service_type: 0, service_name: '标准快件' },
}
const sandboxOrder = {
  ...order,
  delivery_id: 'TEST',
  biz_id: 'test_biz_id',
  service: { service_type: 1, service_name: 'test_service_name' },
}
const add = (more: object = {}) => client.post(`${business}/order/add`, { ...order, ...more })
const quota = async () =>
  (await client.post(`${business}/quota/get`, { biz_id: order.biz_id, delivery_id: 'YUNDA' })).quota_num
const ref = (added: { order_id: string; waybill_id: string }, delivery_id = 'YUNDA') => ({
  order_id: added.order_id,
  waybill_id: added.waybill_id,
  delivery_id,
})
const cancel = (params: object) => client.post(`${business}/order/cancel`, params)
const path = (params: object) => client.post(`${business}/path/get`, params)
const actions = async (params: object) =>
  (await path(params)).path_item_list.map((item: { action_type: number }) => item.action_type)

describe('addOrder', () => {
  test('makes a waybill, uses one of the quota, and is recorded', async () => {
    const added = await add()
    expect(added).toEqual({
      errcode: 0,
      errmsg: 'ok',
      order_id: 'order-1',
      waybill_id: expect.stringMatching(/^YUNDA\d{13}$/),
      delivery_resultcode: 0,
      delivery_resultmsg: 'ok',
      waybill_data: [
        { key: 'YUNDA_mark', value: expect.any(String) },
        { key: 'YUNDA_bagAddr', value: '深圳市' },
      ],
    })
    expect(await quota()).toBe(54)
    expect((await client.effects()).pop()).toMatchObject({
      method: 'logistics.addOrder',
      what: 'order created',
      facts: { order_id: 'order-1', waybill_id: added.waybill_id },
    })
  })

  test('the same order id never makes a second waybill: 9300522', async () => {
    await add()
    expect((await add()).errcode).toBe(9300522)
    expect(await quota()).toBe(54)
    const made = (await client.effects()).filter(
      (effect: { what: string }) => effect.what === 'order created',
    )
    expect(made).toHaveLength(1)
  })

  test('the id of a cancelled order is used up: 9300508', async () => {
    await cancel(ref(await add()))
    expect((await add()).errcode).toBe(9300508)
  })

  test('is 930564 when the quota is used up', async () => {
    for (let at = 0; at < 55; at += 1) expect((await add({ order_id: `order-${at}` })).errcode).toBe(0)
    expect((await add({ order_id: 'one more' })).errcode).toBe(930564)
  })

  test.each([
    ['an unknown carrier', { delivery_id: 'OWL' }, 9300503],
    ['an account that is not bound', { biz_id: '1' }, 9300525],
    [
      'a service that the account has not',
      { service: { service_type: 9, service_name: '标准快件' } },
      9300510,
    ],
    ['a service under another name', { service: { service_type: 0, service_name: 'fast' } }, 9300510],
    ['an openid that is none', { openid: 'nobody' }, 930559],
    ['no openid', { openid: undefined }, 930559],
    ['another source without its appid', { add_source: 2 }, 9300536],
    ['a source that does not exist', { add_source: 1 }, 40097],
    ['a receiver without a telephone', { receiver: { ...contact, mobile: undefined } }, 930561],
    ['no parcel', { cargo: { ...order.cargo, count: 0 } }, 930561],
    ['a parcel without weight', { cargo: { ...order.cargo, weight: 0 } }, 930561],
    ['a parcel without content', { cargo: { ...order.cargo, detail_list: [] } }, 930561],
    ['no goods', { shop: { goods_count: 0 } }, 9300534],
    ['an empty order id', { order_id: '' }, 930561],
    ['an order id of 513 bytes', { order_id: 'a'.repeat(513) }, 9300526],
    ['a remark of 1025 bytes', { custom_remark: 'a'.repeat(1025) }, 9300526],
    ['a cargo that is missing', { cargo: undefined }, 47001],
    ['a weight as text', { cargo: { ...order.cargo, weight: '1' } }, 47001],
  ])('%s is refused and makes nothing', async (_, more, errcode) => {
    expect((await add(more)).errcode).toBe(errcode)
    expect(await quota()).toBe(55)
  })

  test('an order of an app needs no openid but its appid', async () => {
    expect((await add({ add_source: 2, openid: undefined, wx_appid: 'wx0123456789abcd' })).errcode).toBe(0)
  })

  test('the sandbox needs no bound account and has no quota', async () => {
    expect((await client.post(`${business}/order/add`, sandboxOrder)).errcode).toBe(0)
    expect(await quota()).toBe(55)
  })
})

describe('reading orders', () => {
  test('getOrder gives the waybill and a sheet in which names are text', async () => {
    const added = await add()
    const { print_html, ...read } = await client.post(`${business}/order/get`, {
      order_id: 'order-1',
      delivery_id: 'YUNDA',
    })
    expect(read).toEqual({
      errcode: 0,
      errmsg: 'ok',
      ...ref(added),
      waybill_data: added.waybill_data,
      order_status: 0,
    })
    const html = Buffer.from(print_html, 'base64').toString('utf8')
    expect(html).toContain(added.waybill_id)
    expect(html).toContain('&lt;李四&gt;')
  })

  test('an unknown order is 930563, another waybill 40199', async () => {
    const get = async (params: object) => (await client.post(`${business}/order/get`, params)).errcode
    await add()
    expect(await get({ order_id: 'none', delivery_id: 'YUNDA' })).toBe(930563)
    expect(await get({ order_id: 'order-1', delivery_id: 'SF' })).toBe(930563)
    expect(await get({ order_id: 'order-1', delivery_id: 'YUNDA', waybill_id: 'x' })).toBe(40199)
  })

  test('batchGetOrder says of each order what is wrong with it', async () => {
    await add()
    const order_list = ['order-1', 'none'].map(order_id => ({ order_id, delivery_id: 'YUNDA' }))
    const answer = await client.post(`${business}/order/batchget`, { order_list })
    expect(answer.errcode).toBe(0)
    expect(answer.order_list).toMatchObject([
      { errcode: 0, order_id: 'order-1', order_status: 0 },
      { errcode: 930563, order_id: 'none', waybill_data: [] },
    ])
  })
})

describe('the path', () => {
  test('grows with the time: collected after 1 hour, in transit after 3, delivered after 26', async () => {
    const added = ref(await add())
    expect(await actions(added)).toEqual([])
    await client.advance(minutes(60))
    expect(await actions(added)).toEqual([100001])
    await client.advance(minutes(120))
    expect(await actions(added)).toEqual([100001, 200001])
    await client.advance(minutes(21 * 60))
    expect(await actions(added)).toEqual([100001, 200001, 300002])
    await client.advance(minutes(120))
    const answer = await path(added)
    expect(answer).toMatchObject({ openid: 'oABC', delivery_id: 'YUNDA', path_item_num: 4 })
    expect(answer.path_item_list[3].action_type).toBe(300003)
    expect(answer.path_item_list[3].action_time - answer.path_item_list[0].action_time).toBe(25 * 3600)
  })

  test('of an unknown waybill is 40199', async () => {
    expect((await path({ delivery_id: 'YUNDA', waybill_id: 'x' })).errcode).toBe(40199)
  })
})

describe('cancelling', () => {
  test('works once, gives the quota back, and shows', async () => {
    const added = ref(await add())
    expect(await cancel(added)).toEqual({
      errcode: 0,
      errmsg: 'ok',
      delivery_resultcode: 0,
      delivery_resultmsg: 'ok',
    })
    expect(await quota()).toBe(55)
    expect((await client.post(`${business}/order/get`, added)).order_status).toBe(1)
    expect((await cancel(added)).errcode).toBe(9300524)
    expect(await quota()).toBe(55)
  })

  test('is 9300506 once the parcel has a trace', async () => {
    const added = ref(await add())
    await client.advance(minutes(60))
    expect((await cancel(added)).errcode).toBe(9300506)
  })

  test('a cancelled parcel goes nowhere', async () => {
    const added = ref(await add())
    await cancel(added)
    await client.advance(minutes(600))
    expect(await actions(added)).toEqual([])
  })

  test('an unknown order is 930563, another waybill 40199, an unknown carrier 9300503', async () => {
    const added = ref(await add())
    expect((await cancel({ ...added, order_id: 'none' })).errcode).toBe(930563)
    expect((await cancel({ ...added, waybill_id: 'x' })).errcode).toBe(40199)
    expect((await cancel({ ...added, delivery_id: 'OWL' })).errcode).toBe(9300503)
  })
})

describe('the sandbox', () => {
  const report = { action_time: 1_700_000_000, action_type: 100001, action_msg: '揽件' }
  const move = async (more: object) =>
    (await client.post(`${business}/test_update_order`, { ...report, biz_id: 'test_biz_id', ...more }))
      .errcode

  test('moves by testUpdateOrder alone', async () => {
    const added = ref(await client.post(`${business}/order/add`, sandboxOrder), 'TEST')
    await client.advance(minutes(6_000))
    expect(await actions(added)).toEqual([])
    expect(await move(added)).toBe(0)
    expect((await path(added)).path_item_list).toEqual([report])
    expect((await cancel(added)).errcode).toBe(9300506)
  })

  test('takes no real account, no real carrier and no unknown order', async () => {
    const added = ref(await client.post(`${business}/order/add`, sandboxOrder), 'TEST')
    expect(await move({ ...added, biz_id: '123456789' })).toBe(40097)
    expect(await move({ ...added, delivery_id: 'YUNDA' })).toBe(40097)
    expect(await move({ ...added, order_id: 'none' })).toBe(930563)
    expect(await move({ ...added, action_type: 5 })).toBe(40097)
  })
})

describe('the side of the delivery company', () => {
  const withCarrierToken = async () => {
    const { waybill_id } = await add()
    return { waybill_id, token: (await client.effects()).pop().facts.carrier_token as string }
  }
  const report = { action_time: 4_000_000_000, action_type: 300004, action_msg: '拒收' }

  test('reads the contacts with the token of the waybill', async () => {
    const { waybill_id, token } = await withCarrierToken()
    expect(await client.post(`${carrier}/contact/get`, { waybill_id, token })).toEqual({
      errcode: 0,
      errmsg: 'ok',
      waybill_id,
      sender: { name: '张三', tel: '', mobile: '13800000001', address: '广东省广州市海珠区新港中路397号' },
      receiver: {
        name: '<李四>',
        tel: '',
        mobile: '13800000001',
        address: '广东省深圳市海珠区新港中路397号',
      },
    })
  })

  test('writes the path', async () => {
    const known = await withCarrierToken()
    expect((await client.post(`${carrier}/path/update`, { ...known, ...report })).errcode).toBe(0)
    expect(await actions({ delivery_id: 'YUNDA', waybill_id: known.waybill_id })).toEqual([300004])
  })

  test('a wrong token is 9300507, an unknown waybill 40199', async () => {
    const known = await withCarrierToken()
    for (const [rest, more] of [
      ['contact/get', {}],
      ['path/update', report],
    ] as const) {
      const post = async (wrong: object) =>
        (await client.post(`${carrier}/${rest}`, { ...known, ...more, ...wrong })).errcode
      expect(await post({ token: 'x' })).toBe(9300507)
      expect(await post({ waybill_id: 'x' })).toBe(40199)
    }
  })

  test('previews a template, and refuses one that is not base64', async () => {
    const { waybill_id } = await withCarrierToken()
    const waybill_template = Buffer.from('<p>面单</p>').toString('base64')
    const preview = (more: object) =>
      client.post(`${carrier}/template/preview`, {
        waybill_id,
        waybill_template,
        waybill_data: 'e30=',
        custom: order,
        ...more,
      })
    const answer = await preview({})
    expect(Buffer.from(answer.rendered_waybill_template, 'base64').toString('utf8')).toContain('<p>面单</p>')
    expect((await preview({ waybill_template: '<p>' })).errcode).toBe(9300512)
    expect((await preview({ waybill_id: 'x' })).errcode).toBe(40199)
  })
})

test('two shops of one emulator have orders of their own, and no waybill twice', async () => {
  await withEmulator(
    {
      accounts: [
        { appid: 'wxone', secret: 'secret-1' },
        { appid: 'wxtwo', secret: 'secret-2' },
      ],
    },
    async two => {
      const one = await withToken(two)
      const other = await withToken({ port: two.port, appid: 'wxtwo', secret: 'secret-2' })
      const first = await one.post(`${business}/order/add`, order)
      const second = await other.post(`${business}/order/add`, order)
      expect([first.errcode, second.errcode]).toEqual([0, 0])
      expect(first.waybill_id).not.toBe(second.waybill_id)
      expect(
        (await ask(two.port, 'GET', '/__emu/effects')).json.map((effect: { appid: string }) => effect.appid),
      ).toEqual(['wxone', 'wxtwo', 'wxone', 'wxtwo'])
    },
  )
})
