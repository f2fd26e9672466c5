import { openapi } from '../openapi'

export const calls = () => [
  openapi.insuranceFreight.getsummary({ beginTime: 1700000000, endTime: 1700000000 }),
  // @ts-expect-error beginTime is a number
  openapi.insuranceFreight.getsummary({ endTime: 1700000000, beginTime: '5' }),
]
