// Every clock that a library may look at, moved on together.
let skewMs = 0
const RealDate = Date
const { now } = RealDate
const { hrtime } = process

RealDate.now = () => now() + skewMs
globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now())
    else super(...given)
  }
}
process.hrtime = Object.assign(
  () => {
    const [seconds, nanoseconds] = hrtime()
    const total = seconds * 1000 + nanoseconds / 1e6 + skewMs
    return [Math.floor(total / 1000), (total % 1000) * 1e6]
  },
  { bigint: () => hrtime.bigint() + BigInt(skewMs) * 1_000_000n },
)

/** Moves the clocks of this process on; nothing waits. */
exports.jump = milliseconds => {
  skewMs += milliseconds
}
