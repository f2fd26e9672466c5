import { openapi } from '../../../openapi'

export const calls = () => [
  openapi.officialAccount.merchant.shelf.add({ shelfData: {}, shelfName: 'shelf-name-1' }),
  // @ts-expect-error shelfName is missing
  openapi.officialAccount.merchant.shelf.add({ shelfData: {} }),
]
