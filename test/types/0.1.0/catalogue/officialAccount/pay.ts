import { openapi } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.pay.orderQuery({
    appid: 'wx1234567890abcdef',
    package: 'package-1',
    timestamp: 'timestamp-1',
    appSignature: 'app-signature-1',
    signMethod: 'sign-method-1',
  }),
  // @ts-expect-error signMethod is missing
  openapi.officialAccount.pay.orderQuery({
    appid: 'wx1234567890abcdef',
    package: 'package-1',
    timestamp: 'timestamp-1',
    appSignature: 'app-signature-1',
  }),
]
