import { openapi } from '../openapi'

export const calls = () => [
  openapi.liveBroadcast.goodsSale({ roomId: 1, goodsId: 1, onSale: 0 }),
  // @ts-expect-error onSale is one of the documented values
  openapi.liveBroadcast.goodsSale({ roomId: 1, goodsId: 1, onSale: 99 }),
]
