import { openapi, picture } from '../openapi'

export const calls = () => [
  openapi.img.aiCrop({ img: picture }),
  openapi.img.aiCrop({ imgUrl: 'https://example.com/a.png' }),
  // @ts-expect-error names are camelCase: imgUrl
  openapi.img.aiCrop({ img_url: 'https://example.com/a.png' }),
]
