import { openapi } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.qrcode.create({ actionName: 'QR_SCENE', actionInfo: { scene: {} } }),
  // @ts-expect-error actionName is one of the documented values
  openapi.officialAccount.qrcode.create({ actionInfo: { scene: {} }, actionName: 'other' }),
]
