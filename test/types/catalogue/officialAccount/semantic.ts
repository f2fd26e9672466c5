import { openapi } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.semantic.search({
    query: 'query-1',
    category: 'category-1',
    appid: 'wx1234567890abcdef',
  }),
  // @ts-expect-error appid is missing
  openapi.officialAccount.semantic.search({ query: 'query-1', category: 'category-1' }),
]
