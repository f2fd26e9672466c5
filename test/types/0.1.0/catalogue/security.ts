import { openapi } from '../openapi'

export const calls = () => [
  openapi.security.msgSecCheck({ content: '你好', version: 2, scene: 1, openid: 'oABCD1234' }),
  // @ts-expect-error version is one of the documented values
  openapi.security.msgSecCheck({ content: '你好', scene: 1, openid: 'oABCD1234', version: 99 }),
]
