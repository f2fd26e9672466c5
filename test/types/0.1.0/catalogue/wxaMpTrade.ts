import { openapi } from '../openapi'

export const calls = () => [
  openapi.wxaMpTrade.getPenaltyList({ offset: 0, limit: 1 }),
  // @ts-expect-error offset is a number
  openapi.wxaMpTrade.getPenaltyList({ limit: 1, offset: '5' }),
]
