import { openapi } from '../openapi'

export const calls = () => [
  openapi.pluginManager.getPluginDevApplyList({ page: 1, num: 1 }),
  // @ts-expect-error the method is called getPluginDevApplyList
  openapi.pluginManager.getPluginDevApplyLis({ page: 1, num: 1 }),
]
