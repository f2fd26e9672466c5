import { openapi } from '../openapi'

export const calls = () => [
  openapi.novelReader.setPreviewSetting({ bookId: 'book-id-1', defaultWords: 1 }),
  // @ts-expect-error defaultWords is missing
  openapi.novelReader.setPreviewSetting({ bookId: 'book-id-1' }),
]
