import { openapi } from '../openapi'

export const calls = () => [
  openapi.nearbyPoi.getList({ page: 1, pageRows: 1 }),
  // @ts-expect-error the method is called getList
  openapi.nearbyPoi.getLis({ page: 1, pageRows: 1 }),
]
