import { steadyNow } from '../transport/deadline'

const tolerance = 1000

/**
 * A clock that only rises and never runs slower than the world: node's steady clock stands still while a machine
 * sleeps, and the clock on the wall is set back at times.
 */
export function soundClock(): () => number {
  const start = Date.now() - steadyNow()
  let slept = 0
  return () => {
    const now = steadyNow()
    const ahead = Date.now() - now - start
    if (ahead > slept + tolerance) slept = ahead
    return now + slept
  }
}
