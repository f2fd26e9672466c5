import { checkOrder } from '../../../miniprogram/services/order-check'
import type { OrderDraft } from '../../../miniprogram/services/order-draft'
import { newDraft } from '../../../miniprogram/services/order-draft'
import { account, draft } from './drafts'

const faults = (change: Partial<OrderDraft> = {}, all = true) =>
  checkOrder({ ...draft, ...change }, account, all, new Date(2026, 0, 1, 12).getTime())

const names = (...given: Parameters<typeof faults>) => faults(...given).wrong.map(({ name }) => name)

test('a complete order has nothing to mend', () => expect(names()).toEqual([]))

test('while a new order is typed nothing is told to be missing', () => {
  const { order, sender, receiver } = checkOrder(newDraft(), undefined, false)
  const messages = Object.values({ ...order, ...sender, ...receiver })
  expect(messages.filter(Boolean)).toEqual([])
})

test('what is wrong is listed from the top of the form to its end', () => {
  expect(checkOrder(newDraft(), undefined, true).wrong.map(({ name }) => name)).toEqual([
    '物流账号',
    '寄件人姓名',
    '寄件人手机或座机',
    '寄件人所在地区',
    '寄件人详细地址',
    '收件人姓名',
    '收件人手机或座机',
    '收件人所在地区',
    '收件人详细地址',
    '商品名称',
    '下单用户 OPENID',
  ])
})

test('what is typed wrongly is told at once', () => {
  expect(faults({ weight: 'x' }, false).order.weight).toBe('请填大于 0 的数字，最多三位小数')
})

test('a field that is missing is asked for by its name', () => {
  expect(faults({ cargoName: ' ' }).order.cargoName).toBe('请填写商品名称')
})

test('what is chosen is asked to be chosen', () => {
  expect(faults({ receiver: { ...draft.receiver, region: [] } }).receiver.region).toBe('请选择收件人所在地区')
})

test('a landline alone is enough', () => {
  expect(names({ receiver: { ...draft.receiver, mobile: '', tel: '010-12345' } })).toEqual([])
})

test('a service that the account does not offer must be chosen again', () => {
  expect(names({ serviceType: '9' })).toEqual(['服务类型'])
})

test('an order of an app needs its appid and no OPENID', () => {
  expect(names({ addSource: '2', openid: '' })).toEqual(['App 或网页的 AppID'])
})

test('an insured order needs the amount', () => {
  expect(names({ insured: true })).toEqual(['保价金额'])
})

test('an amount that is typed and then not insured does not matter', () => {
  expect(names({ insured: false, insuredValue: 'x' })).toEqual([])
})

test('the courier cannot come in the past', () => {
  const past = faults({ pickup: true, pickupDay: '2026-01-01', pickupTime: '11:59' })
  expect(past.order.pickupTime).toBe('上门时间要晚于现在')
})

test('the courier can come later today', () => {
  expect(names({ pickup: true, pickupDay: '2026-01-01', pickupTime: '12:01' })).toEqual([])
})

test('an order id of the shop may not hold what WeChat cannot take', () => {
  expect(names({ orderId: '订单 1' })).toEqual(['订单号'])
})

test('the day and the hour of the courier are asked for at their own fields', () => {
  const { order } = faults({ pickup: true })
  expect([order.pickupDay, order.pickupTime]).toEqual(['请选择上门日期', '请选择上门时间'])
})

test.each([
  ['64 bytes', '陈'.repeat(21), ''],
  ['more', '陈'.repeat(23), '太长了，快递公司收不下，请删掉大约 2 个字'],
])('a name of %s is told as it is typed', (_, name, message) => {
  expect(faults({ sender: { ...draft.sender, name } }, false).sender.name).toBe(message)
})

test('a tag that would lose digits on its way is refused', () => {
  expect(names({ tagid: '9007199254740993' })).toEqual(['打印标签'])
})

test('the address of a picture begins with https', () => {
  expect(faults({ imageUrl: 'a.jpg' }).order.imageUrl).toBe('图片地址要以 https:// 开头')
})
