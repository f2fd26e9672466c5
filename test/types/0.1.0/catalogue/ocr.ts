import { openapi } from '../openapi'

export const calls = () => [
  openapi.ocr.idcard(),
  // @ts-expect-error type is one of the documented values
  openapi.ocr.idcard({ type: 'other' }),
]
