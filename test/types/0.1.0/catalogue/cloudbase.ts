import { openapi } from '../openapi'

export const calls = () => [
  openapi.cloudbase.addDatabaseItem({ env: 'shop-1a2b', query: 'query-1' }),
  // @ts-expect-error env is text
  openapi.cloudbase.addDatabaseItem({ query: 'query-1', env: 5 }),
]
