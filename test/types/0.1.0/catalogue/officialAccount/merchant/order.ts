import { openapi } from '../../../openapi'

export const calls = () => [
  openapi.officialAccount.merchant.order.close({ orderId: 1 }),
  // @ts-expect-error orderId is missing
  openapi.officialAccount.merchant.order.close({}),
]
