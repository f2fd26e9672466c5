import { openapi } from '../openapi'

export const calls = () => [
  openapi.logistics.bindAccount({ type: 'bind', bizId: 'biz-1', deliveryId: 'SF' }),
  // @ts-expect-error type is one of the documented values
  openapi.logistics.bindAccount({ bizId: 'biz-1', deliveryId: 'SF', type: 'other' }),
]
