import { openapi } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.user.updateRemark({ openid: 'oABCD1234', remark: 'remark-1' }),
  // @ts-expect-error the method is called updateRemark
  openapi.officialAccount.user.updateRemar({ openid: 'oABCD1234', remark: 'remark-1' }),
]
