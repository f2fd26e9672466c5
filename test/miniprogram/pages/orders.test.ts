/** @jest-environment ./test/miniprogram/harness-environment.ts */
import type { OrderRecord } from '../../../miniprogram/services/order-book'
import { renderPage } from '../harness'
import { record } from '../services/records'
import { customer, failed, faults, paramsOf, shop } from './shop'

const path = 'pages/orders/orders'
const open = (
  orders: OrderRecord[],
  answers: Record<string, object | (() => unknown)> = {},
  readAt = Date.now(),
) => renderPage(path, { cloud: shop(answers), storage: { orders, 'orders-read-at': readAt } })

const many = (count: number) =>
  Array.from({ length: count }, (_, place) => ({
    ...record,
    orderId: `SO${place}`,
    receiverName: `客户${place}号`,
  }))

test('shows the orders of this phone before anybody answers', async () => {
  const page = await renderPage(path, {
    cloud: () => new Promise(() => {}),
    storage: { orders: [record], operator: true },
  })
  expect(page.text).toContain('圆通速递 已下单 YT1')
  expect(page.text).toContain('李四 13900139000')
  expect(page.text).toContain('2026-01-31 09:05')
})

test('a list that was read a moment ago is not read again by itself', async () => {
  const page = await open([record])
  expect(paramsOf(page.calls, 'batchGetOrder')).toEqual([])
})

const inTransit = { pathItemList: [{ actionTime: 1, actionType: 200001, actionMsg: '' }] }
const inForce = { orderList: [{ errcode: 0, orderId: 'SO1', waybillId: 'YT1', orderStatus: 0 }] }

test('an old list is read by itself, and each parcel says where it is', async () => {
  const page = await open([record], { batchGetOrder: inForce, getPath: inTransit }, 0)
  await page.until(() => page.text.includes('更新于'))
  expect(page.text).toContain('圆通速递 运输中 YT1')
})

test('while the list is read the progress is shown, and it can be stopped', async () => {
  const answers: (() => void)[] = []
  const later = () => new Promise(resolve => answers.push(() => resolve({ errCode: 0, orderList: [] })))
  const page = await open(many(45), { batchGetOrder: later })
  await page.tap('更新全部运单的状态')
  expect(page.text).toContain('正在更新 0 / 45 单')
  const drawn = page.text
  await page.tap('停下')
  expect(page.text).toContain('正在停下…')
  for (const answer of answers) answer()
  await page.until(() => page.text !== drawn && page.text.includes('已停下'))
  expect(paramsOf(page.calls, 'batchGetOrder')).toHaveLength(1)
})

test('tracks that WeChat does not give are counted, and the orders stay', async () => {
  const page = await open([record], { batchGetOrder: inForce, getPath: () => failed(40199) })
  await page.pullDown()
  expect(page.text).toContain('1 单没有查到轨迹，点进运单可以看原因。')
  expect(page.text).toContain('已下单')
})

test('a customer sees no orders and no button for a new one', async () => {
  const page = await open([record], customer)
  expect(page.text).toContain('你还不是操作员')
  expect(page.text).not.toContain('新建运单')
  expect(page.text).not.toContain('YT1')
})

test('says what to do when there is no order', async () => {
  const page = await open([])
  expect(page.text).toContain('还没有运单')
  expect(page.text).toContain('绑定好物流账号，就可以下第一单')
})

test('an order without an answer is 待确认', async () => {
  const page = await open([{ ...record, state: 'unsure', waybillId: '' }])
  expect(page.text).toContain('待确认')
})

test('fifty orders are drawn at first, the rest by taps', async () => {
  const page = await open(many(120))
  expect(page.elements('.order')).toHaveLength(50)
  await page.tap('显示更多（还有 70 单）')
  expect(page.elements('.order')).toHaveLength(100)
  await page.tap('显示更多（还有 20 单）')
  expect(page.elements('.order')).toHaveLength(120)
  expect(page.text).toContain('共 120 单')
})

test.each([
  ['客户7号', 1],
  ['yt1', 12],
  ['SO11', 1],
  ['13900139000', 12],
  ['茶叶', 12],
])('searching "%s" finds %d', async (wanted, count) => {
  const page = await open(many(12))
  await page.input('搜索运单', wanted)
  expect(page.elements('.order')).toHaveLength(count)
})

test('a search without a result says so', async () => {
  const page = await open([record])
  await page.input('搜索运单', '没有这个人')
  expect(page.text).toContain('没有找到')
})

test('pulling down asks for the states and shows them', async () => {
  const page = await open([record], {
    batchGetOrder: {
      orderList: [{ errcode: 0, orderId: 'SO1', waybillId: 'YT1', orderStatus: 1 }],
    },
  })
  await page.pullDown()
  expect(paramsOf(page.calls, 'batchGetOrder')).toEqual([
    { orderList: [{ orderId: 'SO1', deliveryId: 'YTO', waybillId: 'YT1' }] },
  ])
  expect(page.text).toContain('已取消')
  expect(page.isRefreshing).toBe(false)
})

test.each(faults.filter(([name]) => !/customer/.test(name)))(
  'when %s the orders stay and it says so',
  async (_, answer, title, advice) => {
    const page = await open([record], { batchGetOrder: answer })
    await page.pullDown()
    expect(page.text).toContain(title)
    expect(page.text).toContain(advice)
    expect(page.text).toContain('YT1')
  },
)

test('a tap opens the order', async () => {
  const page = await open([record])
  await page.tap('YT1')
  expect(page.path).toBe('pages/order-detail/order-detail')
  expect(page.query).toEqual({ orderId: 'SO1' })
})

test('the button leads to the form', async () => {
  const page = await open([])
  await page.tap('新建运单')
  expect(page.path).toBe('pages/order-create/order-create')
})
