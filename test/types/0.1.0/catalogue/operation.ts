import { openapi } from '../openapi'

export const calls = () => [
  openapi.operation.getFeedback({ page: 1, num: 1 }),
  // @ts-expect-error num is missing
  openapi.operation.getFeedback({ page: 1 }),
]
