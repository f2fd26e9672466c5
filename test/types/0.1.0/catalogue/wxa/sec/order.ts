import { openapi } from '../../../openapi'

export const calls = () => [
  openapi.wxa.sec.order.opSpecialOrder({ orderId: 'order-1', type: 1 }),
  // @ts-expect-error the method is called opSpecialOrder
  openapi.wxa.sec.order.opSpecialOrde({ orderId: 'order-1', type: 1 }),
]
