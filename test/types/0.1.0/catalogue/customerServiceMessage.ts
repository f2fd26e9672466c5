import { openapi } from '../openapi'

export const calls = () => [
  openapi.customerServiceMessage.send({ touser: 'oABCD1234', msgtype: 'text' }),
  // @ts-expect-error msgtype is one of the documented values
  openapi.customerServiceMessage.send({ touser: 'oABCD1234', msgtype: 'other' }),
]
