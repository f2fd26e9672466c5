import { openapi } from '../../../openapi'

export const calls = () => [
  openapi.wxa.sec.famousBrand.apply({ Application: { applyFor: 1 } }),
  // @ts-expect-error Application is missing
  openapi.wxa.sec.famousBrand.apply({}),
]
