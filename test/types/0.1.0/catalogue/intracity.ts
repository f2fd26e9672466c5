import { openapi } from '../openapi'

export const calls = () => [
  openapi.intracity.updatestore({ keys: {}, content: {} }),
  // @ts-expect-error content is missing
  openapi.intracity.updatestore({ keys: {} }),
]
