import { openapi } from '../openapi'

export const calls = () => [
  openapi.urlscheme.generateNFCScheme({ modelId: 'model-id-1' }),
  // @ts-expect-error the method is called generateNFCScheme
  openapi.urlscheme.generateNFCSchem({ modelId: 'model-id-1' }),
]
