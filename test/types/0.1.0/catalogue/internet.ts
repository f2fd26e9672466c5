import { openapi } from '../openapi'

export const calls = () => [
  openapi.internet.getUserEncryptKey({ openid: 'oABCD1234' }),
  // @ts-expect-error openid is missing
  openapi.internet.getUserEncryptKey({}),
]
