import { openapi } from '../openapi'

export const calls = () => [
  openapi.vod.listPackages({ status: 1, offset: 0, limit: 1 }),
  // @ts-expect-error limit is missing
  openapi.vod.listPackages({ status: 1, offset: 0 }),
]
