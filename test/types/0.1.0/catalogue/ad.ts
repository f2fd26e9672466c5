import { openapi } from '../openapi'

export const calls = () => [
  openapi.ad.addUserActionSet({ version: 'v1.0', type: 'type-1' }),
  // @ts-expect-error version is one of the documented values
  openapi.ad.addUserActionSet({ type: 'type-1', version: 'other' }),
]
