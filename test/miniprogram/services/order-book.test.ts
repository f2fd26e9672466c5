import type { OrderRecord } from '../../../miniprogram/services/order-book'
import {
  findOrder,
  listOrders,
  removeOrder,
  saveOrder,
  updateOrder,
} from '../../../miniprogram/services/order-book'
import { cancelOrder } from '../../../miniprogram/services/placed-orders'
import { failure, standInForWx, thrownBy } from '../fake-wx'
import { record } from './records'

const named = (orderId: string, more: Partial<OrderRecord> = {}) => ({ ...record, orderId, ...more })

test('the newest order stands in front', () => {
  standInForWx()
  saveOrder(named('1'))
  saveOrder(named('2'))
  expect(listOrders().map(({ orderId }) => orderId)).toEqual(['2', '1'])
})

test('an order that is saved again keeps its place', () => {
  standInForWx()
  saveOrder(named('1'))
  saveOrder(named('2'))
  updateOrder('1', { state: 'cancelled' })
  expect(listOrders().map(({ orderId, state }) => [orderId, state])).toEqual([
    ['2', 'made'],
    ['1', 'cancelled'],
  ])
})

test('an order that is not known cannot be changed', () => {
  standInForWx()
  expect(updateOrder('9', { state: 'made' })).toBeUndefined()
  expect(listOrders()).toEqual([])
})

test('an order can be taken out', () => {
  standInForWx()
  saveOrder(named('1'))
  removeOrder('1')
  expect(findOrder('1')).toBeUndefined()
})

test('a thousand orders are kept, the oldest goes', () => {
  const { stored } = standInForWx()
  stored.set(
    'orders',
    Array.from({ length: 1000 }, (_, place) => named(String(1000 - place))),
  )
  saveOrder(named('1001'))
  expect(listOrders()).toHaveLength(1000)
  expect(findOrder('1')).toBeUndefined()
  expect(listOrders()[0]!.orderId).toBe('1001')
})

test('cancelling names order, waybill, company and user', async () => {
  const { sent } = standInForWx()
  saveOrder(record)
  await cancelOrder(record)
  expect(sent[0]!.data).toEqual({
    method: 'logistics.cancelOrder',
    params: { orderId: 'SO1', deliveryId: 'YTO', waybillId: 'YT1', openid: 'oABC' },
  })
  expect(findOrder('SO1')?.state).toBe('cancelled')
})

test('an order with a trace stays in force', async () => {
  standInForWx(() => failure(9300506))
  saveOrder(record)
  expect(await thrownBy(cancelOrder(record))).toMatchObject({ errCode: 9300506 })
  expect(findOrder('SO1')?.state).toBe('made')
})

test('a carrier that refuses in an answer without errcode is an error', async () => {
  standInForWx(() => ({ errCode: 0, deliveryResultcode: 7, deliveryResultmsg: '已揽收' }))
  saveOrder(record)
  const error = await thrownBy(cancelOrder(record))
  expect(error).toMatchObject({ errCode: 9300501 })
  expect(error.errMsg).toContain('已揽收')
  expect(findOrder('SO1')?.state).toBe('made')
})

test('an order that was cancelled before is cancelled', async () => {
  standInForWx(({ data }) =>
    data.method === 'logistics.cancelOrder'
      ? failure(9300524)
      : { errCode: 0, orderStatus: 1, waybillId: 'YT1' },
  )
  saveOrder(record)
  await cancelOrder(record)
  expect(findOrder('SO1')?.state).toBe('cancelled')
})

test('9300524 of an order in force is an error', async () => {
  standInForWx(({ data }) =>
    data.method === 'logistics.cancelOrder'
      ? failure(9300524)
      : { errCode: 0, orderStatus: 0, waybillId: 'YT1' },
  )
  saveOrder(record)
  expect(await thrownBy(cancelOrder(record))).toMatchObject({ errCode: 9300524 })
})
