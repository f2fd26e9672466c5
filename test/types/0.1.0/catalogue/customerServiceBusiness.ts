import { openapi } from '../openapi'

export const calls = () => [
  openapi.customerServiceBusiness.list({ offset: 0, count: 1 }),
  // @ts-expect-error offset is a number
  openapi.customerServiceBusiness.list({ count: 1, offset: '5' }),
]
