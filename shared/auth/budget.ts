/** At most so many times in so long. */
export interface Budget {
  /** Takes one if there is one left. */
  take(): boolean
}

/** A budget over a sliding window, with an optional pause between two takes; milliseconds of the given clock. */
export function budget(
  now: () => number,
  { times, within, apart = 0 }: { times: number; within: number; apart?: number },
): Budget {
  let taken: number[] = []
  return {
    take() {
      const at = now()
      taken = taken.filter(earlier => at - earlier < within)
      const last = taken[taken.length - 1]
      if (taken.length >= times || (last !== undefined && at - last < apart)) return false
      taken.push(at)
      return true
    },
  }
}
