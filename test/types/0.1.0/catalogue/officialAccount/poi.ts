import { openapi } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.poi.getList({ begin: 1, limit: 1 }),
  // @ts-expect-error the method is called getList
  openapi.officialAccount.poi.getLis({ begin: 1, limit: 1 }),
]
