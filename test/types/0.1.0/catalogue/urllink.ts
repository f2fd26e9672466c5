import { openapi } from '../openapi'

export const calls = () => [
  openapi.urllink.query(),
  // @ts-expect-error queryType is one of the documented values
  openapi.urllink.query({ queryType: 99 }),
]
