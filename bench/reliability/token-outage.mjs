// Calls of four processes while no token can be had, from 200 s before the end of theirs until 20 s before it. The
// clocks jump; the requests are real.
import { startFleet } from './processes.mjs'
import { lifetimeMs, startWeChat } from './we-chat.mjs'

const second = 1000
const from = 200 * second
const until = 20 * second
const step = 10 * second
const each = 50

export async function measureTokenOutage({ tell }) {
  const weChat = await startWeChat()
  const fleet = await startFleet({ library: 'wx-openapi-shim', url: weChat.url })
  await fleet.ask({ calls: 1 })
  const before = weChat.tokenRequests
  weChat.behave = ({ isToken, response }) => isToken && Boolean(response.socket.destroy())
  let all = 0
  let failed = 0
  for (let left = from; left >= until; left -= step) {
    const jump = left === from ? lifetimeMs - from : step
    weChat.clock += jump
    failed += await fleet.ask({ jump, calls: each })
    all += each * fleet.processes.length
    tell(all, (each * fleet.processes.length * (from - until + step)) / step, 'calls')
  }
  const asked = weChat.tokenRequests - before
  fleet.stop()
  weChat.close()
  return [
    {
      name: 'calls that succeed while the token endpoint is down and the token lives',
      target: '100 %',
      // Without a request nobody noticed the outage.
      isMet: failed === 0 && asked > 0,
      measured: {
        'wx-openapi-shim': `${((100 * (all - failed)) / all).toFixed(failed ? 2 : 0)} % of ${all}, ${asked} failed token requests`,
      },
    },
  ]
}
