import { openapi } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.groups.updateMember({ openid: 'oABCD1234', toGroupid: 1 }),
  // @ts-expect-error the method is called updateMember
  openapi.officialAccount.groups.updateMembe({ openid: 'oABCD1234', toGroupid: 1 }),
]
