import { openapi, picture } from '../../../openapi'

export const calls = () => [
  openapi.officialAccount.merchant.common.uploadImg({ filename: 'filename-1', media: picture }),
  // @ts-expect-error media is missing
  openapi.officialAccount.merchant.common.uploadImg({ filename: 'filename-1' }),
]
