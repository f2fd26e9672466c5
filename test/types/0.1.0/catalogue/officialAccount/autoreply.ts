import { openapi } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.autoreply.getCurrentAutoreplyInfo(),
  // @ts-expect-error getCurrentAutoreplyInfo has no such parameter
  openapi.officialAccount.autoreply.getCurrentAutoreplyInfo({ noSuchName: 1 }),
]
