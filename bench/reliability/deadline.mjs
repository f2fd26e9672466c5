// How much later than its deadline a call ends, where nothing is answered, where the headers come byte by byte, and
// where the body does.

import { failure, p99 } from '../statistics.mjs'
import { ours } from './ours.mjs'
import { startWeChat } from './we-chat.mjs'

const timeoutMs = 100
const limitMs = 100
const rounds = 60
const atOnce = 20
const byteEveryMs = 20

const faults = [
  () => undefined,
  response => response.socket.write('HTTP/1.1 200 OK\r\nx-slow: ') && (() => response.socket.write('x')),
  response => response.writeHead(200) && (() => response.write(' ')),
]

export async function measureDeadline({ tell }) {
  const weChat = await startWeChat()
  let seen = 0
  weChat.behave = ({ isToken, response }) => {
    if (isToken) return false
    seen += 1
    const drip = faults[seen % faults.length](response)
    const timer = drip && setInterval(drip, byteEveryMs)
    response.on('close', () => clearInterval(timer))
    return true
  }
  const openapi = ours(weChat, { retries: 0 })
  const late = []
  const call = async () => {
    const start = performance.now()
    const error = await failure(openapi.logistics.getAllDelivery({}, { timeoutMs }))
    if (error?.name !== 'TimeoutError') throw error ?? new Error('a call without an answer succeeded')
    late.push(performance.now() - start - timeoutMs)
  }
  await failure(openapi.logistics.getAllDelivery({}, { timeoutMs }))
  for (let round = 0; round < rounds; round += 1) {
    await Promise.all(Array.from({ length: atOnce }, call))
    tell(round + 1, rounds, 'rounds')
  }
  weChat.close()
  return [
    {
      name: 'deadline overshoot, p99',
      target: '≤ 100 ms',
      isMet: p99(late) <= limitMs,
      measured: { 'wx-openapi-shim': `${p99(late).toFixed(1)} ms of ${late.length} calls` },
    },
  ]
}
