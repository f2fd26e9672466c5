// Calls while the place that keeps the tokens is down, for a minute of real time: for the first half it refuses, for
// the second it never answers. Every ten seconds the token dies, so that another is needed and cannot be shared.
import { setTimeout as pause } from 'node:timers/promises'
import { failure } from '../statistics.mjs'
import { memoryStore, ours } from './ours.mjs'
import { startWeChat } from './we-chat.mjs'

const second = 1000
const outageMs = 60 * second
const revokeEveryMs = 10 * second
const atOnce = 10
const everyMs = 100

export async function measureStoreOutage({ tell }) {
  const weChat = await startWeChat()
  let fault
  const openapi = ours(weChat, { store: failing(memoryStore(), () => fault?.()) })
  await openapi.logistics.getAllDelivery()
  const start = performance.now()
  const errors = []
  let revocations = 0
  for (let passed = 0; passed < outageMs; passed = performance.now() - start) {
    fault =
      passed < outageMs / 2 ? () => Promise.reject(new Error('down')) : () => new Promise(() => undefined)
    if (passed > (revocations + 1) * revokeEveryMs) {
      revocations += 1
      weChat.revoke()
    }
    const calls = Array.from({ length: atOnce }, () => failure(openapi.logistics.getAllDelivery()))
    errors.push(...(await Promise.all(calls)))
    tell(Math.round(passed / second), outageMs / second, 'seconds')
    await pause(everyMs)
  }
  weChat.close()
  const failed = errors.filter(Boolean).length
  return [
    {
      name: 'calls that succeed during a store outage of 60 s',
      target: '100 %',
      isMet: failed === 0,
      measured: {
        'wx-openapi-shim': `${share(errors.length - failed, errors.length)}, ${revocations} revocations`,
      },
    },
  ]
}

const share = (some, all) => `${((100 * some) / all).toFixed(some === all ? 0 : 2)} % of ${all}`

/** A store whose functions do what the fault does, while there is one. */
const failing = (store, fault) =>
  Object.fromEntries(
    Object.entries(store).map(([name, work]) => [name, (...given) => fault() ?? work.apply(store, given)]),
  )
