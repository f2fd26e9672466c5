import { openapi } from '../openapi'

export const calls = () => [
  openapi.novelReader.setPreviewSetting({ bookId: 'book-id-1', defaultWords: 1 }),
  openapi.novelReader.setPreviewSetting({ bookId: 'book-id-1' }),
]
