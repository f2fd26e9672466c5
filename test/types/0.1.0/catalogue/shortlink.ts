import { openapi } from '../openapi'

export const calls = () => [
  openapi.shortlink.generate({ pageUrl: 'pages/index/index' }),
  // @ts-expect-error names are camelCase: pageUrl
  openapi.shortlink.generate({ page_url: 'pages/index/index' }),
]
