import { openapi } from '../../openapi'

export const calls = () => [
  openapi.officialAccount.shorturl.long2short({ longUrl: 'https://example.com' }),
  // @ts-expect-error the method is called long2short
  openapi.officialAccount.shorturl.long2shor({ longUrl: 'https://example.com' }),
]
