import { openapi } from '../../../openapi'

export const calls = () => [
  openapi.officialAccount.merchant.goods.getByStatus({ status: 0 }),
  // @ts-expect-error status is one of the documented values
  openapi.officialAccount.merchant.goods.getByStatus({ status: 99 }),
]
