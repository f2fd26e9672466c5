import { openapi } from '../openapi'

export const calls = () => [
  openapi.auth.getPluginOpenPId({ code: 'code-1' }),
  // @ts-expect-error code is text
  openapi.auth.getPluginOpenPId({ code: 5 }),
]
