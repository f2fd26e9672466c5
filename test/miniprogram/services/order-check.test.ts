import { checkOrder } from '../../../miniprogram/services/order-check'
import type { OrderDraft } from '../../../miniprogram/services/order-draft'
import { newDraft } from '../../../miniprogram/services/order-draft'
import { account, draft } from './drafts'

const faults = (change: Partial<OrderDraft> = {}, all = true) =>
  checkOrder({ ...draft, ...change }, account, all, new Date(2026, 0, 1, 12).getTime())

test('a complete order has nothing to mend', () => expect(faults().names).toEqual([]))

test('while a new order is typed nothing is told to be missing', () => {
  const { order, sender, receiver } = checkOrder(newDraft(), undefined, false)
  const messages = Object.values({ ...order, ...sender, ...receiver })
  expect(messages.filter(Boolean)).toEqual([])
})

test('after a try to send, everything that is missing is told', () => {
  expect(checkOrder(newDraft(), undefined, true).names).toEqual([
    '物流账号',
    '商品名称',
    '下单用户 OPENID',
    '寄件人姓名',
    '寄件人手机或座机',
    '寄件人所在地区',
    '寄件人详细地址',
    '收件人姓名',
    '收件人手机或座机',
    '收件人所在地区',
    '收件人详细地址',
  ])
})

test('what is typed wrongly is told at once', () => {
  expect(faults({ weight: 'x' }, false).order.weight).toBe('请填大于 0 的数字')
})

test('a field that is missing is asked for by its name', () => {
  expect(faults({ cargoName: ' ' }).order.cargoName).toBe('请填写商品名称')
})

test('what is chosen is asked to be chosen', () => {
  expect(faults({ receiver: { ...draft.receiver, region: [] } }).receiver.region).toBe('请选择收件人所在地区')
})

test('a landline alone is enough', () => {
  expect(faults({ receiver: { ...draft.receiver, mobile: '', tel: '010-12345' } }).names).toEqual([])
})

test('a service that the account does not offer must be chosen again', () => {
  expect(faults({ serviceType: '9' }).names).toEqual(['服务类型'])
})

test('an order of an app needs its appid and no OPENID', () => {
  expect(faults({ addSource: '2', openid: '' }).names).toEqual(['App 或网页的 AppID'])
})

test('an insured order needs the amount', () => {
  expect(faults({ insured: true }).names).toEqual(['保价金额'])
})

test('an amount that is typed and then not insured does not matter', () => {
  expect(faults({ insured: false, insuredValue: 'x' }).names).toEqual([])
})

test('the courier cannot come in the past', () => {
  const past = faults({ pickup: true, pickupDay: '2026-01-01', pickupTime: '11:59' })
  expect(past.order.pickup).toBe('上门时间要晚于现在')
})

test('the courier can come later today', () => {
  expect(faults({ pickup: true, pickupDay: '2026-01-01', pickupTime: '12:01' }).names).toEqual([])
})

test('an order id of the shop may not hold what WeChat cannot take', () => {
  expect(faults({ orderId: '订单 1' }).names).toEqual(['订单号'])
})
