import { openapi } from '../openapi'

export const calls = () => [
  openapi.serviceMarket.retrieve({ requestId: 'request-id-1' }),
  // @ts-expect-error requestId is text
  openapi.serviceMarket.retrieve({ requestId: 5 }),
]
