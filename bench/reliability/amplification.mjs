// How much is sent when WeChat is busy and answers -1 to everything: as many calls as a minute of 200 a second has. What
// limits second attempts counts calls, not seconds, so they need not take a minute.

import { failure } from '../statistics.mjs'
import { ours } from './ours.mjs'
import { startWeChat } from './we-chat.mjs'

const calls = 60 * 200
const atOnce = 200
const limit = 1.1

export async function measureAmplification({ tell }) {
  const weChat = await startWeChat()
  let sent = 0
  weChat.behave = ({ isToken, response }) => {
    if (isToken) return false
    sent += 1
    response.end('{"errcode":-1,"errmsg":"busy"}')
    return true
  }
  const openapi = ours(weChat)
  for (let done = 0; done < calls; done += atOnce) {
    await Promise.all(Array.from({ length: atOnce }, () => failure(openapi.logistics.getAllDelivery())))
    tell(done + atOnce, calls, 'calls')
  }
  weChat.close()
  return [
    {
      name: 'attempts per call where all answers are -1, 12,000 calls, 200 at a time',
      target: '≤ 1.1',
      isMet: sent / calls <= limit,
      measured: { 'wx-openapi-shim': (sent / calls).toFixed(3) },
    },
  ]
}
