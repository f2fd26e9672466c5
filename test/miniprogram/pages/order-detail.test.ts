/** @jest-environment ./test/miniprogram/harness-environment.ts */
import type { OrderRecord } from '../../../miniprogram/services/order-book'
import { renderPage } from '../harness'
import { record } from '../services/records'
import { customer, failed, faults, paramsOf, shop } from './shop'

const at = (minute: number) => new Date(2026, 0, 31, 9, minute).getTime() / 1000
const track = {
  getPath: {
    pathItemList: [
      { actionTime: at(10), actionType: 100001, actionMsg: '快递员已揽件' },
      { actionTime: at(40), actionType: 200001, actionMsg: '快件已发往目的地' },
    ],
  },
}
const unsure = { ...record, state: 'unsure' as const, waybillId: '' }
const open = (answers: Record<string, object | (() => unknown)> = track, order: OrderRecord = record) =>
  renderPage('pages/order-detail/order-detail', {
    query: { orderId: order.orderId },
    cloud: shop(answers),
    storage: { orders: [order] },
  })

test('shows the order and the track, newest first', async () => {
  const page = await open()
  expect(page.text).toContain('运单号 YT1')
  expect(page.text).toContain('订单号 SO1')
  expect(page.elements('.step-title').map(step => step.textContent)).toEqual(['运输中', '已揽件'])
  expect(page.text).toContain('快件已发往目的地')
  expect(page.text).toContain('2026-01-31 09:40')
})

test('asks for the track of this waybill', async () => {
  const page = await open()
  expect(paramsOf(page.calls, 'getPath')).toEqual([
    { orderId: 'SO1', deliveryId: 'YTO', waybillId: 'YT1', openid: 'oABC' },
  ])
})

test('pulling down shows how the track has grown', async () => {
  const items = [{ actionTime: at(10), actionType: 100001, actionMsg: '' }]
  const page = await open({ getPath: () => ({ errCode: 0, pathItemList: items }) })
  items.push({ actionTime: at(50), actionType: 300003, actionMsg: '快件已签收' })
  await page.pullDown()
  expect(page.elements('.step-title').map(step => step.textContent)).toEqual(['已签收', '已揽件'])
  expect(page.isRefreshing).toBe(false)
})

test('says that a parcel has no track yet', async () => {
  const page = await open({ getPath: { pathItemList: [] } })
  expect(page.text).toContain('还没有轨迹')
})

test.each(faults.filter(([name]) => !/customer/.test(name)))(
  'when %s while the track is read it says so',
  async (_, answer, title, advice) => {
    const page = await open({ getPath: answer })
    expect(page.text).toContain(title)
    expect(page.text).toContain(advice)
    expect(page.text).toContain('运单号 YT1')
  },
)

test('a track that could not be read is not said to be empty, nor on its way', async () => {
  let answer: object = { errCode: 0, pathItemList: [] }
  const page = await open({ getPath: () => answer })
  expect(page.text).toContain('还没有轨迹')
  answer = failed(40199)
  await page.pullDown()
  expect(page.text).toContain('找不到这张运单')
  expect(page.text).not.toContain('还没有轨迹')
  expect(page.text).not.toContain('正在查询轨迹')
})

test('an order that this phone does not know is told', async () => {
  const page = await renderPage('pages/order-detail/order-detail', {
    query: { orderId: 'no' },
    cloud: shop({}),
  })
  expect(page.text).toContain('这部手机上没有这张运单')
})

test('the waybill number can be copied', async () => {
  const page = await open()
  await page.tap('复制运单号')
  expect(page.copied).toEqual(['YT1'])
})

test('cancelling asks first', async () => {
  const page = await open()
  await page.tap('取消运单')
  expect(page.dialog).toContain('圆通速递 YT1 取消后不能恢复')
  await page.tapDialog('先不取消')
  expect(paramsOf(page.calls, 'cancelOrder')).toEqual([])
})

test('cancelling calls cancelOrder and shows the order as cancelled', async () => {
  const page = await open()
  await page.tap('取消运单')
  await page.tapDialog('取消运单')
  expect(paramsOf(page.calls, 'cancelOrder')).toEqual([
    { orderId: 'SO1', deliveryId: 'YTO', waybillId: 'YT1', openid: 'oABC' },
  ])
  expect(page.text).toContain('已取消')
  expect(page.text).not.toContain('取消运单')
})

test('a parcel on its way cannot be cancelled, and whom to ask is told', async () => {
  const page = await open({ ...track, cancelOrder: failed(9300506) })
  await page.tap('取消运单')
  await page.tapDialog('取消运单')
  expect(page.text).toContain('快件已经有物流轨迹，不能取消')
  expect(page.text).toContain('联系快递公司')
})

test('an unclear cancelling can be looked up', async () => {
  const page = await open({
    ...track,
    cancelOrder: failed(-604902, { maybeExecuted: true }),
    getOrder: { orderId: 'SO1', waybillId: 'YT1', orderStatus: 1, waybillData: [], printHtml: '' },
  })
  await page.tap('取消运单')
  await page.tapDialog('取消运单')
  expect(page.text).toContain('还不知道有没有成功')
  await page.tap('查询运单状态')
  expect(page.toast).toBe('已经取消')
  expect(page.text).not.toContain('还不知道有没有成功')
  expect(page.text).toContain('已取消')
})

test('shows what the carrier prints, to copy', async () => {
  const page = await open({
    ...track,
    getOrder: {
      orderId: 'SO1',
      waybillId: 'YT1',
      orderStatus: 0,
      printHtml: 'PGgxPuWchumAmjwvaDE+',
      waybillData: [
        { key: 'YTO_mark', value: '310-001 06' },
        { key: 'YTO_bagAddr', value: '北京' },
      ],
    },
  })
  await page.tap('查看打印数据')
  expect(page.text).toContain('YTO_mark 310-001 06')
  await page.tap('复制打印字段')
  await page.tap('复制面单网页')
  expect(page.copied).toEqual(['YTO_mark: 310-001 06\nYTO_bagAddr: 北京', '<h1>圆通</h1>'])
})

test('print data that cannot be read is told', async () => {
  const page = await open({ ...track, getOrder: failed(9300502) })
  await page.tap('查看打印数据')
  expect(page.text).toContain('快递公司的系统出错了')
})

test('an unsure order is looked up, and its track follows', async () => {
  const page = await open(
    {
      ...track,
      getOrder: { orderId: 'SO1', waybillId: 'YT9', orderStatus: 0, waybillData: [], printHtml: '' },
    },
    unsure,
  )
  expect(paramsOf(page.calls, 'getOrder')).toEqual([{ orderId: 'SO1', deliveryId: 'YTO', openid: 'oABC' }])
  expect(page.text).toContain('运单号 YT9')
  expect(page.text).toContain('运输中')
})

test('an unsure order that WeChat does not know can be taken out of the list', async () => {
  const page = await open({ getOrder: failed(930563) }, unsure)
  expect(page.text).toContain('微信没有这笔订单')
  await page.tap('删除这条记录')
  await page.tapDialog('删除')
  expect(localStorage.getItem('mini-program:orders')).toContain('"value":[]')
  // A link had led here: there is no page to go back to.
  await page.until(() => page.path === 'pages/orders/orders')
})

test('an unsure order that cannot be looked up says so and can be tried again', async () => {
  let answer: object = failed(-604901, { retryable: true })
  const page = await open({ ...track, getOrder: () => answer }, unsure)
  expect(page.text).toContain('还不知道有没有下单成功')
  expect(page.text).toContain('云函数没有连上微信')
  answer = { errCode: 0, orderId: 'SO1', waybillId: 'YT9', orderStatus: 0, waybillData: [], printHtml: '' }
  await page.tap('查询结果')
  expect(page.text).toContain('运单号 YT9')
})

test('a cancelled order is not asked for its track', async () => {
  const page = await open(track, { ...record, state: 'cancelled' })
  expect(paramsOf(page.calls, 'getPath')).toEqual([])
  expect(page.text).toContain('已取消')
})

test('a customer does not see the order', async () => {
  const page = await open(customer)
  expect(page.text).toContain('你还不是操作员')
  expect(page.text).not.toContain('李四')
})
