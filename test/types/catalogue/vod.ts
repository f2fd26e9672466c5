import { openapi } from '../openapi'

export const calls = () => [
  openapi.vod.listPackages({ status: 1, offset: 0, limit: 1 }),
  // @ts-expect-error limit is missing
  openapi.vod.listPackages({ status: 1, offset: 0 }),
  openapi.vod.authorizeDrama({ dramaId: [1, '9007199254740993'], authorizedAppid: 'wx1' }),
  // @ts-expect-error the name is authorizedAppid
  openapi.vod.authorizeDrama({ dramaId: [1], authorized: 'wx1' }),
]
