import { openapi } from '../openapi'

export const calls = () => [
  openapi.phonenumber.getPhoneNumber({ code: 'code-1' }),
  // @ts-expect-error code is text
  openapi.phonenumber.getPhoneNumber({ code: 5 }),
]
