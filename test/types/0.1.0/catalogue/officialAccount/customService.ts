import { openapi } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.customService.getKfSession({ openid: 'oABCD1234' }),
  // @ts-expect-error openid is text
  openapi.officialAccount.customService.getKfSession({ openid: 5 }),
]
