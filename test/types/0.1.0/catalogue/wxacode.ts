import { openapi } from '../openapi'

export const calls = () => [
  openapi.wxacode.get({ path: 'pages/index/index' }),
  // @ts-expect-error envVersion is one of the documented values
  openapi.wxacode.get({ path: 'pages/index/index', envVersion: 'other' }),
]
