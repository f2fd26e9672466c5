import { openapi } from '../openapi'

export const calls = () => [
  openapi.retail.getRetailOpenidList({ limit: 1, pageContext: 'page-context-1' }),
  // @ts-expect-error pageContext is missing
  openapi.retail.getRetailOpenidList({ limit: 1 }),
]
