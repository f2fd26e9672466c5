import { listAddresses } from '../../../miniprogram/services/addresses'
import { findOrder, listOrders } from '../../../miniprogram/services/order-book'
import { lookUpOrder, sendOrder } from '../../../miniprogram/services/order-sending'
import { cloudFailure, failure, type Sent, standInForWx } from '../fake-wx'
import { account, draft } from './drafts'

const made = { errCode: 0, errMsg: 'ok', orderId: 'SO1', waybillId: 'YT1', waybillData: [] }
const inForce = { errCode: 0, errMsg: 'ok', orderId: 'SO1', waybillId: 'YT1', orderStatus: 0 }
const methodsOf = (sent: Sent[]) => sent.map(({ data }) => data.method)

test('an order that is made is written down with its waybill', async () => {
  standInForWx(() => made)
  expect(await sendOrder(draft, account)).toEqual({ kind: 'made', waybillId: 'YT1' })
  expect(findOrder('SO1')).toMatchObject({
    state: 'made',
    waybillId: 'YT1',
    deliveryId: 'YTO',
    company: '圆通速递',
    openid: 'oABC',
    goods: '茶叶',
    receiverName: '李四',
    receiverPhone: '020-83333333',
    receiverAddress: '北京市朝阳区建国路 1 号',
  })
})

test('sender and receiver of an order that is made are remembered', async () => {
  standInForWx(() => made)
  await sendOrder(draft, account)
  expect(listAddresses().map(({ name }) => name)).toEqual(['李四', '陈掌柜'])
})

test('a receiver is not remembered when that is not wished', async () => {
  standInForWx(() => made)
  await sendOrder({ ...draft, rememberReceiver: false }, account)
  expect(listAddresses().map(({ name }) => name)).toEqual(['陈掌柜'])
})

test('a double tap sends one call', async () => {
  const { sent } = standInForWx(() => made)
  const outcomes = await Promise.all([sendOrder(draft, account), sendOrder(draft, account)])
  expect(outcomes).toEqual([
    { kind: 'made', waybillId: 'YT1' },
    { kind: 'made', waybillId: 'YT1' },
  ])
  expect(sent).toHaveLength(1)
})

test('after the end of a send the same order can be sent again', async () => {
  const { sent } = standInForWx(() => failure(930564))
  await sendOrder(draft, account)
  await sendOrder(draft, account)
  expect(methodsOf(sent)).toEqual(['logistics.addOrder', 'logistics.addOrder'])
})

test('an order is written down before it is sent', async () => {
  let known: unknown
  standInForWx(() => {
    known = findOrder('SO1')?.state
    return made
  })
  await sendOrder(draft, account)
  expect(known).toBe('unsure')
})

test('an order that was refused is not in the list', async () => {
  standInForWx(() => failure(930564))
  expect(await sendOrder(draft, account)).toMatchObject({ kind: 'refused', error: { errCode: 930564 } })
  expect(listOrders()).toEqual([])
})

test('an order whose answer was lost stays in the list as unsure', async () => {
  standInForWx(() => {
    throw { errMsg: 'request:fail ECONNRESET' }
  })
  expect(await sendOrder(draft, account)).toMatchObject({ kind: 'unsure' })
  expect(listOrders().map(({ state }) => state)).toEqual(['unsure'])
})

test.each([-1, 9300502, 9300521, 9909001, -604102])(
  'after %d the order may exist all the same',
  async errCode => {
    standInForWx(() => failure(errCode))
    expect((await sendOrder(draft, account)).kind).toBe('unsure')
  },
)

test('an order of a function that is not deployed was not made', async () => {
  standInForWx(() => {
    throw cloudFailure(-501000, 'FUNCTION_NOT_FOUND')
  })
  expect((await sendOrder(draft, account)).kind).toBe('refused')
  expect(listOrders()).toEqual([])
})

test('a refusal after a lost answer does not make the order unmade', async () => {
  let answers = 0
  standInForWx(() => {
    answers += 1
    if (answers === 1) throw { errMsg: 'request:fail timeout' }
    return failure(-604900)
  })
  await sendOrder(draft, account)
  expect((await sendOrder(draft, account)).kind).toBe('unsure')
  expect(findOrder('SO1')?.state).toBe('unsure')
})

test.each([9300522, 9300508, 930562])('%d means it was made before: its waybill is read', async errCode => {
  const { sent } = standInForWx(({ data }) =>
    data.method === 'logistics.addOrder' ? failure(errCode) : inForce,
  )
  expect(await sendOrder(draft, account)).toEqual({ kind: 'made', waybillId: 'YT1' })
  expect(sent[1]!.data).toEqual({
    method: 'logistics.getOrder',
    params: { orderId: 'SO1', deliveryId: 'YTO', openid: 'oABC' },
  })
  expect(findOrder('SO1')).toMatchObject({ state: 'made', waybillId: 'YT1' })
})

test('an order that was made before and cannot be read is unsure', async () => {
  standInForWx(({ data }) => failure(data.method === 'logistics.addOrder' ? 9300522 : -604102))
  expect((await sendOrder(draft, account)).kind).toBe('unsure')
})

test('the id of a cancelled order makes no order', async () => {
  standInForWx(({ data }) =>
    data.method === 'logistics.addOrder' ? failure(9300508) : { ...inForce, orderStatus: 1 },
  )
  expect((await sendOrder(draft, account)).kind).toBe('refused')
  expect(findOrder('SO1')?.state).toBe('cancelled')
})

const unsure = async () => {
  await sendOrder(draft, account)
  return findOrder('SO1')!
}

test('looking up an order writes down what WeChat says', async () => {
  standInForWx(({ data }) => (data.method === 'logistics.addOrder' ? failure(-1) : inForce))
  expect(await lookUpOrder(await unsure())).toMatchObject({ waybillId: 'YT1' })
  expect(findOrder('SO1')).toMatchObject({ state: 'made', waybillId: 'YT1' })
})

test('looking up an order that WeChat does not know gives nothing', async () => {
  standInForWx(({ data }) => failure(data.method === 'logistics.addOrder' ? -1 : 930563))
  expect(await lookUpOrder(await unsure())).toBeUndefined()
})

test('a look that fails leaves the order unsure', async () => {
  standInForWx(({ data }) => failure(data.method === 'logistics.addOrder' ? -1 : 45011))
  await expect(lookUpOrder(await unsure())).rejects.toMatchObject({ errCode: 45011 })
  expect(findOrder('SO1')?.state).toBe('unsure')
})
