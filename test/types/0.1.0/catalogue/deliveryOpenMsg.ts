import { openapi } from '../openapi'

export const calls = () => [
  openapi.deliveryOpenMsg.queryTrace({ waybillToken: 'waybill-token-1' }),
  // @ts-expect-error the method is called queryTrace
  openapi.deliveryOpenMsg.queryTrac({ waybillToken: 'waybill-token-1' }),
]
