import type { Tone } from './accounts'
import { keep, readKept } from './storage'

/**
 * The state of an order.
 * - `unsure`: it was sent, but no response said whether it was created
 * - `made`: WeChat created a waybill
 * - `cancelled`: it was cancelled
 */
export type OrderState = 'unsure' | 'made' | 'cancelled'

/** An order that was created on this phone. */
export interface OrderRecord {
  orderId: string
  state: OrderState
  deliveryId: string
  bizId: string
  /** Name of the delivery company. */
  company: string
  /** Empty if it is not known. */
  waybillId: string
  /** OPENID of the user whose order it is; empty for orders of an app or a web page. */
  openid: string
  goods: string
  receiverName: string
  receiverPhone: string
  receiverAddress: string
  /** When it was first sent, in milliseconds since 1970. */
  sentAt: number
  /** The last known position of the parcel. */
  trackText?: string
  trackTone?: Tone
  /** Whether the parcel has arrived or came back: its track does not change any more. */
  isOver?: boolean
}

const key = 'orders'

/** WeChat keeps at most 1 MB under one key; an order takes about 500 bytes. */
export const mostOrders = 1000

/** The orders created on this phone, newest first. */
export const listOrders = (): OrderRecord[] => readKept<OrderRecord[]>(key, [])

/** An order by its id. */
export const findOrder = (orderId: string): OrderRecord | undefined =>
  listOrders().find(order => order.orderId === orderId)

/** Adds an order at the front, or replaces it. */
export function saveOrder(record: OrderRecord): void {
  const orders = listOrders()
  const place = orders.findIndex(order => order.orderId === record.orderId)
  if (place >= 0) orders[place] = record
  else orders.unshift(record)
  keep(key, orders.slice(0, mostOrders))
}

/** Updates an order; does nothing if this phone does not have it. */
export function updateOrder(orderId: string, change: Partial<OrderRecord>): OrderRecord | undefined {
  const known = findOrder(orderId)
  if (!known) return undefined
  const record = { ...known, ...change }
  saveOrder(record)
  return record
}

/** Updates many orders at once: the list is read and written once. */
export function updateOrders(changes: { readonly [orderId: string]: Partial<OrderRecord> }): void {
  keep(
    key,
    listOrders().map(order => ({ ...order, ...changes[order.orderId] })),
  )
}

/** Removes an order from the list; the order itself is unchanged. */
export function removeOrder(orderId: string): void {
  keep(
    key,
    listOrders().filter(order => order.orderId !== orderId),
  )
}
