import { openapi } from '../../../openapi'

export const calls = () => [
  openapi.officialAccount.merchant.group.del({ groupId: 1 }),
  // @ts-expect-error groupId is a number
  openapi.officialAccount.merchant.group.del({ groupId: '5' }),
]
