import { openapi } from '../openapi'

export const calls = () => [
  openapi.midas.getBalance({
    openid: 'oABCD1234',
    offerId: 'offer-id-1',
    ts: 1,
    zoneId: 'zone-id-1',
    pf: 'android',
  }),
  openapi.midas.getBalance({
    openid: 'oABCD1234',
    offerId: 'offer-id-1',
    ts: 1,
    zoneId: 'zone-id-1',
    // @ts-expect-error pf is one of the documented values
    pf: 'other',
  }),
]
