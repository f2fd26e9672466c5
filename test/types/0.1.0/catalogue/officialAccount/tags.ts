import { openapi } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.tags.batchTagging({ openidList: ['openid-list-1'], tagid: 1 }),
  // @ts-expect-error tagid is a number
  openapi.officialAccount.tags.batchTagging({ openidList: ['openid-list-1'], tagid: '5' }),
]
