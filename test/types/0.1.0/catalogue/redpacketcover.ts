import { openapi } from '../openapi'

export const calls = () => [
  openapi.redpacketcover.getAuthenticationUrl({ openid: 'oABCD1234', ctoken: 'ctoken-1' }),
  // @ts-expect-error openid is text
  openapi.redpacketcover.getAuthenticationUrl({ ctoken: 'ctoken-1', openid: 5 }),
]
