import { openapi } from '../openapi'

export const calls = () => [
  openapi.kfWork.bind({ corpid: 'corpid-1' }),
  // @ts-expect-error the method is called bind
  openapi.kfWork.bin({ corpid: 'corpid-1' }),
]
