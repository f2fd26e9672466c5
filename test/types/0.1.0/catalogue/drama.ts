import { openapi } from '../openapi'

export const calls = () => [
  openapi.drama.setPlayerDramaRecmdSwitch({ entryType: 1, switchStatus: true }),
  // @ts-expect-error entryType is a number
  openapi.drama.setPlayerDramaRecmdSwitch({ switchStatus: true, entryType: '5' }),
]
