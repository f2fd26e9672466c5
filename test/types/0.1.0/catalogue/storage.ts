import { openapi } from '../openapi'

export const calls = () => [
  openapi.storage.removeUserStorage({ openid: 'oABCD1234', key: ['key-1'] }),
  // @ts-expect-error openid is text
  openapi.storage.removeUserStorage({ key: ['key-1'], openid: 5 }),
]
