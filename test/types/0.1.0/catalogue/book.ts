import { openapi } from '../openapi'

export const calls = () => [
  openapi.book.queryBookAuth({ offset: 0, count: 1 }),
  // @ts-expect-error offset is a number
  openapi.book.queryBookAuth({ count: 1, offset: '5' }),
]
