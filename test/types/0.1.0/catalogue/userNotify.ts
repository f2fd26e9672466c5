import { openapi } from '../openapi'

export const calls = () => [
  openapi.userNotify.getUserNotify({ openid: 'oABCD1234', notifyCode: 'notify-code-1', notifyType: 1 }),
  // @ts-expect-error notifyType is missing
  openapi.userNotify.getUserNotify({ openid: 'oABCD1234', notifyCode: 'notify-code-1' }),
]
