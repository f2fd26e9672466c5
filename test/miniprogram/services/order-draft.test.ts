import {
  addressLine,
  forgetAddress,
  listAddresses,
  rememberAddress,
} from '../../../miniprogram/services/addresses'
import {
  fillDraft,
  loadDraft,
  newDraft,
  newOrderId,
  nextDraft,
  saveDraft,
} from '../../../miniprogram/services/order-draft'
import { standInForWx } from '../fake-wx'
import { draft } from './drafts'

beforeEach(() => {
  standInForWx()
})

test('an order id holds the time in China and a part by chance', () => {
  const chances = [0.1234, 0.0007]
  const id = newOrderId(new Date('2026-01-31T17:05:09Z'), () => chances.shift()!)
  expect(id).toBe('SO2026020101050912340007')
})

test('an order keeps its id from one visit of the form to the next', () => {
  expect(loadDraft().orderId).toBe(loadDraft().orderId)
})

test('what was typed is there at the next visit', () => {
  saveDraft(draft)
  expect(loadDraft()).toEqual(draft)
})

test('a draft of an earlier version gets what it lacks', () => {
  wx.setStorageSync('order-draft', { orderId: 'SO7', cargoName: '茶叶' })
  expect(loadDraft()).toMatchObject({ orderId: 'SO7', cargoName: '茶叶', cargoCount: '1', addSource: '0' })
})

test('the next order has another id, and the sender and the sizes of the one before', () => {
  const next = nextDraft(draft)
  expect(next.orderId).not.toBe('SO1')
  expect(next).toMatchObject({ accountKey: 'YTO|88', sender: draft.sender, weight: '1.5', sent: false })
})

test('the next order has an empty receiver and no goods', () => {
  const next = newDraft(draft)
  expect(next.receiver).toEqual({ name: '', mobile: '', tel: '', company: '', region: [], address: '' })
  expect(next).toMatchObject({ cargoName: '', openid: '', remark: '' })
})

test('a remembered address goes into the draft, and the rest of it stays', () => {
  saveDraft(draft)
  fillDraft('receiver', draft.sender)
  expect(loadDraft()).toEqual({ ...draft, receiver: draft.sender })
})

test('an address that is used again moves to the front and is not doubled', () => {
  rememberAddress(draft.sender)
  rememberAddress(draft.receiver)
  rememberAddress(draft.sender)
  expect(listAddresses().map(({ name }) => name)).toEqual(['陈掌柜', '李四'])
})

test('an address can be forgotten', () => {
  rememberAddress(draft.sender)
  rememberAddress(draft.receiver)
  forgetAddress(listAddresses()[0]!.id)
  expect(listAddresses().map(({ name }) => name)).toEqual(['陈掌柜'])
})

test('a city that is its own province is written once', () => {
  expect(addressLine(draft.receiver)).toBe('北京市朝阳区建国路 1 号')
})

test('a storage that is full does not stop the form', () => {
  wx.setStorageSync = () => {
    throw new Error('exceed max size')
  }
  expect(saveDraft(draft)).toBe(false)
})
