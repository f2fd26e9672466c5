import type { AccountView } from './accounts'
import { addressLine, rememberAddress } from './addresses'
import { isCallError, ours } from './call-error'
import { isUnclear, wordsFor } from './error-words'
import { openapi } from './openapi'
import { findOrder, type OrderRecord, removeOrder, saveOrder, updateOrder } from './order-book'
import type { OrderDraft } from './order-draft'
import { orderParams } from './order-request'

/** How sending an order ended. */
export type Outcome =
  | { kind: 'made'; waybillId: string }
  /** It may have been created: look it up first. */
  | { kind: 'unsure'; error: unknown }
  /** It was not created. */
  | { kind: 'refused'; error: unknown }

/** WeChat already knows the order id, so an earlier send created the order. */
const duplicates = [930562, 9300508, 9300522]
// After these errors the order may still exist.
const unproven = [-1, 9300502, 9300521, 9909001, ours.timeout]
const noSuchOrder = 930563

const underWay: { [orderId: string]: Promise<Outcome> | undefined } = {}

/**
 * Sends an order. Concurrent calls share one request; sending the same draft again is still one order, because WeChat
 * recognises its id.
 */
export function sendOrder(draft: OrderDraft, account: AccountView): Promise<Outcome> {
  const running = underWay[draft.orderId]
  if (running) return running
  const sending = send(draft, account).then(
    outcome => {
      delete underWay[draft.orderId]
      return outcome
    },
    error => {
      delete underWay[draft.orderId]
      throw error
    },
  )
  underWay[draft.orderId] = sending
  return sending
}

async function send(draft: OrderDraft, account: AccountView): Promise<Outcome> {
  const params = orderParams(draft, account)
  const sentBefore = !!findOrder(draft.orderId)
  // Recorded before it is sent, so that the order can be found even if WeChat is closed meanwhile.
  saveOrder(recordOf(draft, account))
  try {
    const { waybillId } = await openapi.logistics.addOrder(params)
    return made(draft, waybillId)
  } catch (error) {
    const errCode = isCallError(error) ? error.errCode : 0
    if (duplicates.includes(errCode)) return readBack(draft, account, error)
    if (isUnclear(error) || unproven.includes(errCode)) return { kind: 'unsure', error }
    // An error now says nothing about an earlier send whose response was lost.
    if (sentBefore) return { kind: 'unsure', error }
    removeOrder(draft.orderId)
    return { kind: 'refused', error }
  }
}

function made(draft: OrderDraft, waybillId: string): Outcome {
  updateOrder(draft.orderId, { state: 'made', waybillId: waybillId || '' })
  rememberAddress(draft.sender)
  if (draft.rememberReceiver) rememberAddress(draft.receiver)
  return { kind: 'made', waybillId }
}

async function readBack(draft: OrderDraft, account: AccountView, error: unknown): Promise<Outcome> {
  try {
    const found = await lookUpOrder(recordOf(draft, account))
    if (!found) return { kind: 'unsure', error }
    return found.orderStatus === 1 ? { kind: 'refused', error } : made(draft, found.waybillId)
  } catch {
    return { kind: 'unsure', error }
  }
}

function recordOf(draft: OrderDraft, account: AccountView): OrderRecord {
  const { receiver } = draft
  return {
    orderId: draft.orderId,
    state: 'unsure',
    deliveryId: account.deliveryId,
    bizId: account.bizId,
    company: account.company,
    waybillId: '',
    openid: draft.addSource === '0' ? draft.openid : '',
    goods: draft.cargoName.trim(),
    receiverName: receiver.name.trim(),
    receiverPhone: receiver.mobile || receiver.tel,
    receiverAddress: addressLine(receiver),
    sentAt: Date.now(),
  }
}

/**
 * Looks up an order at WeChat and records its state.
 * @returns undefined if WeChat has no such order
 * @throws CallError if the lookup failed
 */
export async function lookUpOrder({ orderId, deliveryId, waybillId, openid }: OrderRecord) {
  try {
    const found = await openapi.logistics.getOrder({
      orderId,
      deliveryId,
      ...(openid ? { openid } : {}),
      ...(waybillId ? { waybillId } : {}),
    })
    const state = found.orderStatus === 1 ? 'cancelled' : 'made'
    updateOrder(orderId, { state, waybillId: found.waybillId || waybillId })
    return found
  } catch (error) {
    if (isCallError(error) && error.errCode === noSuchOrder) return undefined
    throw error
  }
}

/** The outcome of sending an order, for the form. */
export interface OutcomeView {
  tone: 'good' | 'wait' | 'bad'
  title: string
  text: string
  detail: string
  /** Whether to offer a lookup at WeChat first. */
  look: boolean
}

const onlyOne = '同一个订单号不会重复下单，可以先查询结果，也可以直接重新提交。'

/** An order that was not created, or may have been. */
export function viewOutcome(outcome: Exclude<Outcome, { kind: 'made' }>): OutcomeView {
  const { title, advice, detail, next } = wordsFor(outcome.error)
  if (outcome.kind === 'refused') return { tone: 'bad', title, text: advice, detail, look: false }
  return { tone: 'wait', title, text: next === 'look' ? onlyOne : `${advice}${onlyOne}`, detail, look: true }
}

/** WeChat does not have the order: it can be sent again. */
export const notMade: OutcomeView = {
  tone: 'good',
  title: '微信没有这笔订单',
  text: '上次没有下单成功，填的内容都还在，可以放心重新提交。',
  detail: '',
  look: false,
}

/** The order was sent in an earlier visit to the form, and its outcome is unknown. */
export const leftUnsure: OutcomeView = {
  tone: 'wait',
  title: '这一单上次提交后没有收到结果',
  text: onlyOne,
  detail: '',
  look: true,
}

/** The lookup failed as well. */
export function lookFailed(error: unknown): OutcomeView {
  const { title, advice, detail } = wordsFor(error)
  return { tone: 'wait', title: `没有查到结果：${title}`, text: advice, detail, look: true }
}
