import { openapi } from '../openapi'

export const calls = () => [
  openapi.charge.getUsageDetail({ spuId: 'spu-id-1', offset: 0, limit: 1 }),
  // @ts-expect-error limit is missing
  openapi.charge.getUsageDetail({ spuId: 'spu-id-1', offset: 0 }),
]
