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

/** A deadline some milliseconds from now. */
export function deadlineIn(milliseconds: number): Deadline {
  const end = steadyNow() + milliseconds
  return { left: () => Math.max(0, end - steadyNow()) }
}
