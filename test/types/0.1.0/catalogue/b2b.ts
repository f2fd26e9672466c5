import { openapi } from '../openapi'

export const calls = () => [
  openapi.b2b.downLoadBill({ mchid: 'mchid-1', billDate: '20240101' }),
  // @ts-expect-error the method is called downLoadBill
  openapi.b2b.downLoadBil({ mchid: 'mchid-1', billDate: '20240101' }),
]
