// Writes that are done, and whose answers never arrive.

import { failure } from '../statistics.mjs'
import { ours } from './ours.mjs'
import { startWeChat } from './we-chat.mjs'

const writes = 10_000
const atOnce = 100

export async function measureLostAnswers({ tell }) {
  const weChat = await startWeChat()
  const done = new Map()
  weChat.behave = ({ isToken, response, body }) => {
    if (isToken) return false
    const { openid } = JSON.parse(body)
    done.set(openid, (done.get(openid) ?? 0) + 1)
    response.socket.resetAndDestroy()
    return true
  }
  const openapi = ours(weChat)
  let ambiguous = 0
  for (let start = 0; start < writes; start += atOnce) {
    const errors = await Promise.all(
      Array.from({ length: atOnce }, (_, at) =>
        failure(openapi.logistics.updatePrinter({ openid: `o${start + at}`, updateType: 'bind' })),
      ),
    )
    ambiguous += errors.filter(error => error?.maybeExecuted).length
    tell(start + atOnce, writes, 'writes')
  }
  weChat.close()
  const duplicates = [...done.values()].filter(times => times > 1).length
  return [
    {
      name: 'duplicate writes in 10,000 lost answers',
      target: '0, all told as ambiguous',
      isMet: duplicates === 0 && ambiguous === writes && done.size === writes,
      measured: { 'wx-openapi-shim': `${duplicates}, ${ambiguous} told as ambiguous` },
    },
  ]
}
