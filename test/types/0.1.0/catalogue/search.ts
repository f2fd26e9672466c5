import { openapi } from '../openapi'

export const calls = () => [
  openapi.search.siteSearch({ keyword: 'keyword-1', nextPageInfo: 'next-page-info-1' }),
  // @ts-expect-error the method is called siteSearch
  openapi.search.siteSearc({ keyword: 'keyword-1', nextPageInfo: 'next-page-info-1' }),
]
