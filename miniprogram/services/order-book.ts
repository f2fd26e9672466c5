import type { Tone } from './accounts'
import { keep, readKept } from './storage'

/**
 * What is known of an order.
 * - `unsure`: it was sent, and no answer said whether it was made
 * - `made`: WeChat made a waybill
 * - `cancelled`: it was cancelled
 */
export type OrderState = 'unsure' | 'made' | 'cancelled'

/** An order that was made on this phone. */
export interface OrderRecord {
  orderId: string
  state: OrderState
  deliveryId: string
  bizId: string
  /** Name of the delivery company. */
  company: string
  /** Empty while it is not known. */
  waybillId: string
  /** OPENID of the user whose order it is; empty for orders of an app or a web page. */
  openid: string
  goods: string
  receiverName: string
  receiverPhone: string
  receiverAddress: string
  /** When it was first sent, in milliseconds since 1970. */
  sentAt: number
  /** Where the parcel was when this phone last looked. */
  trackText?: string
  trackTone?: Tone
}

const key = 'orders'

/** WeChat keeps at most 1 MB under one key; an order takes about 500 bytes. */
export const mostOrders = 1000

/** The orders made on this phone, newest first. */
export const listOrders = (): OrderRecord[] => readKept<OrderRecord[]>(key, [])

/** An order by its id. */
export const findOrder = (orderId: string): OrderRecord | undefined =>
  listOrders().find(order => order.orderId === orderId)

/** Puts an order in front of the others, or in place of what was known of it. */
export function saveOrder(record: OrderRecord): void {
  const orders = listOrders()
  const place = orders.findIndex(order => order.orderId === record.orderId)
  if (place >= 0) orders[place] = record
  else orders.unshift(record)
  keep(key, orders.slice(0, mostOrders))
}

/** Changes what is known of an order; nothing when the phone does not know it. */
export function updateOrder(orderId: string, change: Partial<OrderRecord>): OrderRecord | undefined {
  const known = findOrder(orderId)
  if (!known) return undefined
  const record = { ...known, ...change }
  saveOrder(record)
  return record
}

/** Takes an order out of the list; the order itself stays what it is. */
export function removeOrder(orderId: string): void {
  keep(
    key,
    listOrders().filter(order => order.orderId !== orderId),
  )
}
