import { openapi } from '../../../openapi'

export const calls = () => [
  openapi.officialAccount.merchant.stock.add({ productId: 'product-id-1', quantity: 1 }),
  // @ts-expect-error the method is called add
  openapi.officialAccount.merchant.stock.ad({ productId: 'product-id-1', quantity: 1 }),
]
