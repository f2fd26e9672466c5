import { openapi } from '../openapi'

export const calls = () => [
  openapi.deliveryReturn.getReturnId({ returnId: 'return-id-1' }),
  // @ts-expect-error names are camelCase: returnId
  openapi.deliveryReturn.getReturnId({ return_id: 'return-id-1' }),
]
