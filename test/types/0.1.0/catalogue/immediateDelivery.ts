import { openapi } from '../openapi'

export const calls = () => [
  openapi.immediateDelivery.bindAccount({ deliveryId: 'SF' }),
  // @ts-expect-error the method is called bindAccount
  openapi.immediateDelivery.bindAccoun({ deliveryId: 'SF' }),
]
