import { openapi } from '../openapi'

export const calls = () => [
  openapi.riskControl.getUserRiskRank({
    appid: 'wx1234567890abcdef',
    openid: 'oABCD1234',
    scene: 0,
    clientIp: '203.0.113.7',
  }),
  openapi.riskControl.getUserRiskRank({
    appid: 'wx1234567890abcdef',
    openid: 'oABCD1234',
    clientIp: '203.0.113.7',
    // @ts-expect-error scene is one of the documented values
    scene: 99,
  }),
]
