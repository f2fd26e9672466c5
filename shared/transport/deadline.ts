/** The moment at which a call ends, whatever it is doing then. */
export interface Deadline {
  /** Milliseconds left; never negative. */
  left(): number
}

/** Milliseconds that only ever rise, whatever happens to the clock on the wall. */
export const steadyNow = (): number => {
  const [seconds, nanoseconds] = process.hrtime()
  return seconds * 1000 + nanoseconds / 1e6
}

/** A little less than what a timer of node bears; a longer one would end at once. */
const longestMs = 24 * 24 * 3600_000

/** A deadline some milliseconds from now, 24 days at most. */
export function deadlineIn(milliseconds: number): Deadline {
  const end = steadyNow() + Math.min(milliseconds, longestMs)
  return { left: () => Math.max(0, end - steadyNow()) }
}
