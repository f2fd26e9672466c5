import { openapi } from '../openapi'

export const calls = () => [
  openapi.deliveryMessage.deliveryUserQuery({ phone: '13800000000' }),
  // @ts-expect-error phone is text
  openapi.deliveryMessage.deliveryUserQuery({ phone: 5 }),
]
