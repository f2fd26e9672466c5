import { openapi } from '../openapi'

export const calls = () => [
  openapi.comment.addReply({ commentId: 'comment-id-1', content: '你好' }),
  // @ts-expect-error content is missing
  openapi.comment.addReply({ commentId: 'comment-id-1' }),
]
