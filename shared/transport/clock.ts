import { dayMs, secondMs } from '../errors/time'
/** The moment at which a call ends, whatever it is doing then. */
export interface Deadline {
  /** Milliseconds left; never negative. */
  left(): number
}

/** Milliseconds that only ever rise, whatever happens to the clock on the wall. */
export const steadyNow = (): number => {
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * secondMs + nanoseconds / 1e6
}

const toleranceMs = secondMs

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
    if (ahead > slept + toleranceMs) slept = ahead
    return now + slept
  }
}

/** A little less than what a timer of node bears; a longer one would end at once. */
const longestMs = 24 * dayMs

/** A deadline some milliseconds from now, 24 days at most. */
export function deadlineIn(milliseconds: number): Deadline {
  const end = steadyNow() + Math.min(milliseconds, longestMs)
  return { left: () => Math.max(0, end - steadyNow()) }
}
