import { openapi } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.card.batchGet({ offset: 1, count: 1 }),
  // @ts-expect-error the method is called batchGet
  openapi.officialAccount.card.batchGe({ offset: 1, count: 1 }),
]
