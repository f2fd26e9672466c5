import { callError, isCallError } from './call-error'
import { openapi } from './openapi'
import { listOrders, type OrderRecord, updateOrder } from './order-book'
import { lookUpOrder } from './order-sending'
import { type TrackStep, viewTrack } from './order-words'

/** Each response also contains the waybills to print: more orders could exceed the 1 MB that a function may return. */
const mostAtOnce = 10

/**
 * Looks up the newest orders that are not known to be cancelled, and records their state.
 * @throws CallError
 */
export async function refreshOrders(): Promise<void> {
  const open = listOrders()
    .filter(order => order.state !== 'cancelled')
    .slice(0, mostAtOnce)
  if (!open.length) return
  const { orderList } = await openapi.logistics.batchGetOrder({
    orderList: open.map(({ orderId, deliveryId, waybillId }) =>
      waybillId ? { orderId, deliveryId, waybillId } : { orderId, deliveryId },
    ),
  })
  for (const { errcode, orderId, waybillId, orderStatus } of orderList || []) {
    if (errcode) continue
    updateOrder(orderId, {
      state: orderStatus === 1 ? 'cancelled' : 'made',
      ...(waybillId ? { waybillId } : {}),
    })
  }
}

/** The track of a parcel, newest step first; records where it is now. @throws CallError */
export async function readTrack({
  orderId,
  deliveryId,
  waybillId,
  openid,
}: OrderRecord): Promise<TrackStep[]> {
  const { pathItemList } = await openapi.logistics.getPath({
    orderId,
    deliveryId,
    waybillId,
    ...(openid ? { openid } : {}),
  })
  const steps = viewTrack(pathItemList || [])
  if (steps[0]) updateOrder(orderId, { trackText: steps[0].title, trackTone: steps[0].tone })
  return steps
}

const carrierRefused = 9300501
const couldNotCancel = 9300524

/**
 * Cancels an order and records it.
 * @throws CallError if it was refused, or the outcome is unknown (`maybeExecuted`)
 */
export async function cancelOrder(order: OrderRecord): Promise<void> {
  const { orderId, deliveryId, waybillId, openid } = order
  try {
    const answer = await openapi.logistics.cancelOrder({
      orderId,
      deliveryId,
      waybillId,
      ...(openid ? { openid } : {}),
    })
    if (answer.deliveryResultcode) throw refusalOf(answer.deliveryResultcode, answer.deliveryResultmsg)
    updateOrder(orderId, { state: 'cancelled' })
  } catch (error) {
    // Often it was already cancelled: WeChat's state of the order decides.
    if (isCallError(error) && error.errCode === couldNotCancel && (await isCancelled(order))) return
    throw error
  }
}

async function isCancelled(order: OrderRecord): Promise<boolean> {
  try {
    return (await lookUpOrder(order))?.orderStatus === 1
  } catch {
    return false
  }
}

const refusalOf = (code: number, says: string) =>
  callError({
    errCode: carrierRefused,
    errMsg: `openapi.logistics.cancelOrder:fail ${code} ${says}`,
    method: 'logistics.cancelOrder',
    origin: 'function',
    retryable: false,
    maybeExecuted: false,
  })
