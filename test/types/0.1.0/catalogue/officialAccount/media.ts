import { openapi, picture } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.media.upload({ type: 'image', media: picture }),
  // @ts-expect-error type is one of the documented values
  openapi.officialAccount.media.upload({ media: picture, type: 'other' }),
]
