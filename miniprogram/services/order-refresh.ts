import { openapi } from './openapi'
import { listOrders, updateOrder } from './order-book'

/** Each answer holds the sheets to print as well: more orders could pass the 1 MB that a function may return. */
const mostAtOnce = 10

/**
 * Asks WeChat for the newest orders that are not cancelled, as far as this phone knows, and writes down what
 * it says.
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
