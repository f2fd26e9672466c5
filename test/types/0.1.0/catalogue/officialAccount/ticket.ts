import { openapi } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.ticket.getTicket({ type: 'jsapi' }),
  // @ts-expect-error type is one of the documented values
  openapi.officialAccount.ticket.getTicket({ type: 'other' }),
]
