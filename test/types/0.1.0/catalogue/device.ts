import { openapi } from '../openapi'

export const calls = () => [
  openapi.device.getSnTicket({ sn: 'sn-1', modelId: 'model-id-1' }),
  // @ts-expect-error modelId is missing
  openapi.device.getSnTicket({ sn: 'sn-1' }),
]
