// Makes one call when it is told to, and says how long it took and how much memory it needed at its highest.
const libraries = require('./libraries.cjs')
const takeOrders = require('./orders.cjs')

const { library, url } = JSON.parse(process.argv[2])
// The older two would give the call up after 3 and 5 s, and go on unpacking.
const patience = library === 'wx-openapi-shim' ? {} : { timeoutMs: 120_000 }
const { read } = libraries[library]({ url, ...patience })

takeOrders(async () => {
  const before = process.memoryUsage().rss
  const start = performance.now()
  const error = await read().then(
    () => 'no error',
    ({ name }) => name,
  )
  const ms = performance.now() - start
  return { ms, error, grownBytes: process.resourceUsage().maxRSS * 1024 - before }
})
