import type { OrderRecord } from '../../../miniprogram/services/order-book'
import { listOrders } from '../../../miniprogram/services/order-book'
import { refreshOrders } from '../../../miniprogram/services/placed-orders'
import { cloudFailure, failure, type Sent, standInForWx, thrownBy } from '../fake-wx'
import { record } from './records'

const named = (orderId: string, more: Partial<OrderRecord> = {}) => ({ ...record, orderId, ...more })
const many = (count: number) => Array.from({ length: count }, (_, place) => named(`o${place}`))
const refresh = (isStopped = () => false, onProgress: (done: number, total: number) => void = () => {}) =>
  refreshOrders({ isStopped, onProgress })

type Asked = { orderList: { orderId: string }[] }
const askedIn = ({ data }: Sent) => (data.params as unknown as Asked).orderList.map(({ orderId }) => orderId)
const isBatch = ({ data }: Sent) => data.method === 'logistics.batchGetOrder'

/** A cloud in which every order is in force and each parcel has these steps. */
const allInForce =
  (...actionTypes: number[]) =>
  (sent: Sent) =>
    isBatch(sent)
      ? {
          errCode: 0,
          orderList: askedIn(sent).map(orderId => ({
            errcode: 0,
            orderId,
            waybillId: 'YT1',
            orderStatus: 0,
          })),
        }
      : {
          errCode: 0,
          pathItemList: actionTypes.map((actionType, at) => ({
            actionTime: at + 1,
            actionType,
            actionMsg: '',
          })),
        }

test('every order that may still change is asked for, twenty at once and each once', async () => {
  const { sent, stored } = standInForWx(allInForce())
  stored.set('orders', [
    named('gone', { state: 'cancelled' }),
    named('arrived', { isOver: true }),
    ...many(45),
  ])
  expect(await refresh()).toEqual({ isStopped: false, withoutTrack: 0 })
  const batches = sent.filter(isBatch).map(askedIn)
  expect(batches.map(({ length }) => length)).toEqual([20, 20, 5])
  expect(batches.flat()).toEqual(many(45).map(({ orderId }) => orderId))
})

test('the progress is told batch by batch', async () => {
  const { stored } = standInForWx(allInForce())
  stored.set('orders', many(45))
  const told: [number, number][] = []
  await refresh(undefined, (done, total) => told.push([done, total]))
  expect(told).toEqual([
    [0, 45],
    [20, 45],
    [40, 45],
    [45, 45],
  ])
})

test('where a parcel is, is known from the list, and an arrived one is not asked for again', async () => {
  const { sent, stored } = standInForWx(allInForce(100001, 300003))
  stored.set('orders', [named('a')])
  await refresh()
  expect(listOrders()[0]).toMatchObject({ trackText: '已签收', trackTone: 'good', isOver: true })
  const before = sent.length
  await refresh()
  expect(sent).toHaveLength(before)
})

test('a refresh that is stopped keeps what was read and asks for no more', async () => {
  const { sent, stored } = standInForWx(allInForce(200001))
  stored.set('orders', many(45))
  let isStopped = false
  const stopAfterOne = (done: number) => {
    isStopped = done >= 20
  }
  const ended = await refresh(() => isStopped, stopAfterOne)
  expect(ended).toEqual({ isStopped: true, withoutTrack: 0 })
  expect(sent.filter(isBatch)).toHaveLength(1)
  expect(listOrders().filter(({ trackText }) => trackText === '运输中')).toHaveLength(20)
})

test('a response over 1 MB is asked for in smaller batches', async () => {
  const answer = allInForce()
  const { sent, stored } = standInForWx(one => {
    if (isBatch(one) && askedIn(one).length > 5) throw cloudFailure(-404006, 'response size exceeds 1MB')
    return answer(one)
  })
  stored.set('orders', many(12))
  await refresh()
  expect(sent.filter(isBatch).map(one => askedIn(one).length)).toEqual([12, 6, 3, 3, 3, 3])
})

test('one order without a track does not keep the others from theirs', async () => {
  const answer = allInForce(200001)
  const { stored } = standInForWx(one =>
    !isBatch(one) && one.data.params.orderId === 'o1' ? failure(40199) : answer(one),
  )
  stored.set('orders', many(5))
  expect(await refresh()).toEqual({ isStopped: false, withoutTrack: 1 })
  expect(listOrders().map(({ trackText }) => trackText)).toEqual([
    '运输中',
    undefined,
    '运输中',
    '运输中',
    '运输中',
  ])
})

test('refusals one after the other have a common cause: the refresh ends with it', async () => {
  const answer = allInForce()
  const { sent, stored } = standInForWx(one => (isBatch(one) ? answer(one) : failure(48001)))
  stored.set('orders', many(20))
  expect(await thrownBy(refresh())).toMatchObject({ errCode: 48001 })
  expect(sent.length).toBeLessThan(8)
})

test('after a failure no further track is asked for, and those on their way are recorded', async () => {
  const answer = allInForce(200001)
  const { sent, stored } = standInForWx(async one => {
    if (isBatch(one)) return answer(one)
    if (one.data.params.orderId === 'o0') throw cloudFailure(-404011, 'network')
    await new Promise(resolve => setImmediate(resolve))
    return answer(one)
  })
  stored.set('orders', many(20))
  await thrownBy(refresh())
  const asked = sent.filter(one => !isBatch(one)).map(({ data }) => data.params.orderId)
  expect(asked).toEqual(['o0', 'o1', 'o2'])
  expect(
    listOrders()
      .filter(({ trackText }) => trackText)
      .map(({ orderId }) => orderId),
  ).toEqual(['o1', 'o2'])
  await new Promise(resolve => setImmediate(resolve))
  expect(sent.filter(one => !isBatch(one))).toHaveLength(3)
})

test('an unsure order becomes what WeChat says, and one that cannot be read stays unsure', async () => {
  const { stored } = standInForWx(() => ({
    errCode: 0,
    orderList: [
      { errcode: 0, orderId: 'a', waybillId: 'YT5', orderStatus: 0 },
      { errcode: 930563, orderId: 'b', waybillId: '', orderStatus: 0 },
      { errcode: 0, orderId: 'c', waybillId: 'YT6', orderStatus: 1 },
    ],
  }))
  stored.set('orders', [
    named('a', { state: 'unsure', waybillId: '' }),
    named('b', { state: 'unsure', waybillId: '' }),
    named('c'),
  ])
  await refresh()
  expect(listOrders().map(({ state, waybillId }) => [state, waybillId])).toEqual([
    ['made', 'YT5'],
    ['unsure', ''],
    ['cancelled', 'YT6'],
  ])
})

test('without orders nothing is asked', async () => {
  const { sent } = standInForWx()
  await refresh()
  expect(sent).toEqual([])
})
