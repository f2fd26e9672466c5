import { openapi } from '../../../openapi'

export const calls = () => [
  openapi.officialAccount.merchant.category.getSku({ cateId: 1 }),
  // @ts-expect-error names are camelCase: cateId
  openapi.officialAccount.merchant.category.getSku({ cate_id: 1 }),
]
