import { openapi } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.mass.sendAll({ filter: {}, msgtype: 'text' }),
  // @ts-expect-error msgtype is one of the documented values
  openapi.officialAccount.mass.sendAll({ filter: {}, msgtype: 'other' }),
]
