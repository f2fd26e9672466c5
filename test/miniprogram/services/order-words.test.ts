import { textOfBase64 } from '../../../miniprogram/services/base64'
import { formatTime, secondsOf } from '../../../miniprogram/services/dates'
import { saveOrder } from '../../../miniprogram/services/order-book'
import { viewOrder, viewTrack } from '../../../miniprogram/services/order-words'
import { readTrack } from '../../../miniprogram/services/placed-orders'
import { standInForWx } from '../fake-wx'
import { record } from './records'

test('an order is shown with company, waybill, receiver and time', () => {
  expect(viewOrder(record)).toEqual({
    orderId: 'SO1',
    title: '圆通速递',
    waybillId: 'YT1',
    stateText: '已下单',
    tone: 'good',
    goods: '茶叶',
    receiver: '李四 13900139000',
    address: '北京市朝阳区建国路 1 号',
    time: '2026-01-31 09:05',
  })
})

test('an order without an answer is 待确认, and has no waybill', () => {
  expect(viewOrder({ ...record, state: 'unsure', waybillId: '' })).toMatchObject({
    waybillId: '',
    stateText: '待确认',
    tone: 'wait',
  })
})

test('a cancelled order says so, whatever its track was', () => {
  expect(viewOrder({ ...record, state: 'cancelled', trackText: '运输中' }).stateText).toBe('已取消')
})

const at = (minute: number) => new Date(2026, 0, 31, 9, minute).getTime() / 1000

test('the track is shown newest first', () => {
  const steps = viewTrack([
    { actionTime: at(1), actionType: 100001, actionMsg: '已收件' },
    { actionTime: at(30), actionType: 200001, actionMsg: '到达广州' },
  ])
  expect(steps.map(({ title, text, time }) => [title, text, time])).toEqual([
    ['运输中', '到达广州', '2026-01-31 09:30'],
    ['已揽件', '已收件', '2026-01-31 09:01'],
  ])
})

test('of two steps in one second the later reported is the newer', () => {
  const steps = viewTrack([
    { actionTime: at(1), actionType: 100003, actionMsg: '' },
    { actionTime: at(1), actionType: 100001, actionMsg: '' },
  ])
  expect(steps.map(({ title }) => title)).toEqual(['已揽件', '已分配快递员'])
})

test.each([
  [100001, '已揽件', 'good'],
  [100002, '揽件失败', 'bad'],
  [100003, '已分配快递员', 'good'],
  [200001, '运输中', 'good'],
  [300002, '派送中', 'good'],
  [300003, '已签收', 'good'],
  [300004, '签收失败', 'bad'],
  [400001, '已退回', 'wait'],
  [400002, '退回失败', 'bad'],
] as const)('step %d is %s', (actionType, title, tone) => {
  expect(viewTrack([{ actionTime: 1, actionType, actionMsg: '' }])[0]).toMatchObject({ title, tone })
})

test('a step that WeChat adds one day is shown by its number', () => {
  const actionType = 500009 as 100001
  expect(viewTrack([{ actionTime: 1, actionType, actionMsg: '海关放行' }])[0]).toMatchObject({
    title: '状态 500009',
    text: '海关放行',
  })
})

test('reading the track names the waybill, and the list then shows where the parcel is', async () => {
  const { sent } = standInForWx(() => ({
    errCode: 0,
    pathItemList: [{ actionTime: 5, actionType: 300004, actionMsg: '拒收' }],
  }))
  saveOrder(record)
  await readTrack(record)
  expect(sent[0]!.data.params).toEqual({
    orderId: 'SO1',
    deliveryId: 'YTO',
    waybillId: 'YT1',
    openid: 'oABC',
  })
  const [kept] = wx.getStorageSync('orders')
  expect(viewOrder(kept)).toMatchObject({ stateText: '签收失败', tone: 'bad' })
})

test('a time that WeChat does not give is empty', () => expect(formatTime(0)).toBe(''))

test('day and time of the pickers become seconds', () => {
  expect(secondsOf('2026-01-31', '09:05')).toBe(new Date(2026, 0, 31, 9, 5).getTime() / 1000)
})

test('what is no time is 0', () => expect(secondsOf('', '09:05')).toBe(0))

test.each([
  ['PGgxPuWchumAmjwvaDE+', '<h1>圆通</h1>'],
  ['YQ==', 'a'],
  ['8J+YgA==', '😀'],
  ['', ''],
])('base64 %s is %s', (base64, text) => expect(textOfBase64(base64)).toBe(text))

test('bytes that are no text stay base64', () => expect(textOfBase64('/9j/4A==')).toBe('/9j/4A=='))
