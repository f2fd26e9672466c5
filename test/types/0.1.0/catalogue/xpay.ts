import { openapi } from '../openapi'

export const calls = () => [
  openapi.xpay.queryUserBalance({ openid: 'oABCD1234', env: 1, userIp: '203.0.113.7' }),
  // @ts-expect-error userIp is missing
  openapi.xpay.queryUserBalance({ openid: 'oABCD1234', env: 1 }),
]
