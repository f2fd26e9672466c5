import { openapi } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.payfeedback.update({ openid: 'oABCD1234', feedbackid: 'feedbackid-1' }),
  // @ts-expect-error openid is text
  openapi.officialAccount.payfeedback.update({ feedbackid: 'feedbackid-1', openid: 5 }),
]
