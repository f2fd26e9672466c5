import { openapi } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.semantic.search({
    query: 'query-1',
    category: 'category-1',
  }),
  // @ts-expect-error category is missing
  openapi.officialAccount.semantic.search({ query: 'query-1' }),
]
