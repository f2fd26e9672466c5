import { openapi } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.material.batchGet({ type: 'image', offset: 1, count: 1 }),
  // @ts-expect-error type is one of the documented values
  openapi.officialAccount.material.batchGet({ offset: 1, count: 1, type: 'other' }),
]
