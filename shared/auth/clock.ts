import { steadyNow } from '../transport/deadline'

const tolerance = 1000

/**
 * A clock that only rises and never runs slower than the world: node's steady clock stands still while a machine
 * sleeps, and the clock on the wall is set back at times.
 */
export function soundClock(wall: () => number = Date.now, steady: () => number = steadyNow): () => number {
  const start = wall() - steady()
  let slept = 0
  return () => {
    const now = steady()
    const ahead = wall() - now - start
    if (ahead > slept + tolerance) slept = ahead
    return now + slept
  }
}
