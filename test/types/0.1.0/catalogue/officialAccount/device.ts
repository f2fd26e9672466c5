import { openapi } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.device.compelBind({ deviceId: 'device-id-1', openid: 'oABCD1234' }),
  // @ts-expect-error openid is missing
  openapi.officialAccount.device.compelBind({ deviceId: 'device-id-1' }),
]
