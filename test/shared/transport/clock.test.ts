import { soundClock } from '../../../shared/transport/clock'
import { comeBack, travel } from '../../reliability/support/travel'

afterEach(comeBack)

/** How far a clock came, in milliseconds; the few that the test itself takes are rounded off. */
const passed = (clock: () => number, since: number) => Math.round((clock() - since) / 500) * 500

test('goes with the steady clock', () => {
  const clock = soundClock()
  const start = clock()
  travel({ wall: 5000, steady: 5000 })
  expect(passed(clock, start)).toBe(5000)
})

test('goes on by the time that the machine slept, once', () => {
  const clock = soundClock()
  const start = clock()
  travel({ wall: 60_000 })
  expect(passed(clock, start)).toBe(60_000)
  expect(passed(clock, start)).toBe(60_000)
  travel({ wall: 10_000, steady: 10_000 })
  expect(passed(clock, start)).toBe(70_000)
})

test('adds one sleep to the other', () => {
  const clock = soundClock()
  const start = clock()
  travel({ wall: 60_000 })
  clock()
  travel({ wall: 30_000 })
  expect(passed(clock, start)).toBe(90_000)
})

test('never goes back with the clock on the wall', () => {
  const clock = soundClock()
  const start = clock()
  travel({ wall: 60_000 })
  clock()
  travel({ wall: -600_000 })
  expect(passed(clock, start)).toBe(60_000)
  travel({ steady: 5000 })
  expect(passed(clock, start)).toBe(65_000)
})

test('takes a second between the two clocks for no sleep', () => {
  const clock = soundClock()
  const start = clock()
  travel({ wall: 900 })
  expect(passed(clock, start)).toBe(0)
  travel({ wall: 200 })
  expect(passed(clock, start)).toBe(1000)
})
