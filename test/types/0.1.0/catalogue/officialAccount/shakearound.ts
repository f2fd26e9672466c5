import { openapi } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.shakearound.getDeviceGroupDetail({ groupId: 1, begin: 1, count: 1 }),
  // @ts-expect-error names are camelCase: groupId
  openapi.officialAccount.shakearound.getDeviceGroupDetail({ begin: 1, count: 1, group_id: 1 }),
]
