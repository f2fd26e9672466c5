// One process of the soak. Told `{ jump }`, it moves its clocks on, makes three calls that read and one that writes at
// once, and says how each ended and how much memory it has. soak.mjs bundles it with the sources.

import { createOpenapi } from '../shared'
import { fileStore } from '../shared/stores'
import { jump } from './reliability/clocks.cjs'
import takeOrders from './reliability/orders.cjs'

const { url, folder, name, at } = JSON.parse(process.argv[2])
jump(at)
const openapi = createOpenapi({
  appid: 'wx1',
  secret: 'x'.repeat(32),
  baseUrl: url,
  store: fileStore(folder),
})
let writes = 0

const read = () => openapi.logistics.getAllDelivery()
const write = () => {
  writes += 1
  return openapi.logistics.updatePrinter({ openid: `${name}-${writes}`, updateType: 'bind' })
}
const outcomeOf = call =>
  call.then(
    () => 'ok',
    error => error.name,
  )

takeOrders(async order => {
  jump(order.jump)
  const outcomes = await Promise.all([read(), read(), read(), write()].map(outcomeOf))
  global.gc()
  return { outcomes, rss: process.memoryUsage().rss }
})
