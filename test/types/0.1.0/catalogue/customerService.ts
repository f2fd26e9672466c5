import { openapi } from '../openapi'

export const calls = () => [
  openapi.customerService.addKfAccount({ kfAccount: 'kf-account-1', nickname: 'nickname-1' }),
  // @ts-expect-error the method is called addKfAccount
  openapi.customerService.addKfAccoun({ kfAccount: 'kf-account-1', nickname: 'nickname-1' }),
]
