// One process of a fleet. Told `{ jump, calls }`, it moves its clocks on, makes the calls at once, and counts those
// that fail.
const { jump } = require('./clocks.cjs')
const libraries = require('./libraries.cjs')
const takeOrders = require('./orders.cjs')

const { library, ...config } = JSON.parse(process.argv[2])
// The same patience for all, so that a busy machine is nobody's fault: what fails, fails for its token.
const { read } = libraries[library]({ ...config, timeoutMs: 20_000 })

takeOrders(async ({ jump: milliseconds = 0, calls }) => {
  jump(milliseconds)
  let failed = 0
  const count = () => {
    failed += 1
  }
  await Promise.all(Array.from({ length: calls }, () => read().catch(count)))
  return { failed }
})
