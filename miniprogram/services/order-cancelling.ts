import { callError, isCallError } from './call-error'
import { openapi } from './openapi'
import type { OrderRecord } from './order-book'
import { updateOrder } from './order-book'
import { lookUpOrder } from './order-sending'

const carrierRefused = 9300501
const couldNotCancel = 9300524

/**
 * Cancels an order and writes it down.
 * @throws CallError when it was refused, or when it is not known whether it was done (`maybeExecuted`)
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
    // Often it was cancelled before: what WeChat says of the order decides.
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
