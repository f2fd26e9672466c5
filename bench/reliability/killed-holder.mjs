// How long the next process waits for a token whose fetcher was killed while it fetched.

import { p99 } from '../statistics.mjs'
import { startFleet } from './processes.mjs'
import { startWeChat } from './we-chat.mjs'

const atOnce = 8
const limitMs = 6000

export async function measureKilledHolder({ runs, tell }) {
  const times = []
  while (times.length < runs) {
    const size = Math.min(atOnce, runs - times.length)
    const started = await Promise.all(Array.from({ length: size }, startPair))
    times.push(...(await Promise.all(started.map(recover))))
    tell(times.length, runs, 'kills')
  }
  const slowest = p99(times)
  return [
    {
      name: 'recovery after SIGKILL of the process that fetches the token, p99',
      target: '≤ 6 s',
      isMet: slowest <= limitMs,
      measured: { 'wx-openapi-shim': `${(slowest / 1000).toFixed(2)} s of ${runs} kills` },
    },
  ]
}

async function startPair() {
  const weChat = await startWeChat()
  const fleet = await startFleet({ library: 'wx-openapi-shim', url: weChat.url }, 2)
  return { weChat, fleet }
}

async function recover({ weChat, fleet }) {
  const [holder, other] = fleet.processes
  const killed = new Promise(resolve => {
    weChat.behave = ({ isToken }) => {
      if (!isToken) return false
      weChat.behave = undefined
      holder.child.once('exit', resolve)
      holder.child.kill('SIGKILL')
      return true
    }
  })
  holder.child.send({ calls: 1 })
  await killed
  const start = performance.now()
  const { failed } = await other.ask({ calls: 1 })
  const took = failed > 0 ? Number.POSITIVE_INFINITY : performance.now() - start
  fleet.stop()
  weChat.close()
  return took
}
