/** At most so many times in so long. */
export interface Budget {
  /** Whether there is one left. */
  has(): boolean
  /** Takes one if there is one left. */
  take(): boolean
}

/** A budget over a sliding window, with an optional pause between two takes; milliseconds of the given clock. */
export function budget(
  now: () => number,
  { times, within, apart = 0 }: { times: number; within: number; apart?: number },
): Budget {
  let taken: number[] = []
  const has = () => {
    taken = taken.filter(earlier => now() - earlier < within)
    return taken.length < times && !(now() - taken[taken.length - 1]! < apart)
  }
  return { has, take: () => has() && taken.push(now()) > 0 }
}
