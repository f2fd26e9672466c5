/** Says when an event of a function may run. */
export interface Turns {
  /**
   * Runs work when its turn has come.
   * @param depth how many functions call one another for it
   */
  run<Result>(depth: number, work: () => Promise<Result>): Promise<Result>
}

/**
 * One event at a time, in the order of their arrival; but an event never waits for one that fewer callers stand behind,
 * because that one may be waiting for it. So functions can call one another in a circle, and none waits for ever.
 */
export function takeTurns(): Turns {
  const running: number[] = []
  let waiting: { readonly depth: number; begin(): void }[] = []
  const look = () => {
    waiting = waiting.filter(({ depth, begin }) => {
      if (running.some(other => other >= depth)) return true
      running.push(depth)
      begin()
      return false
    })
  }
  return {
    async run(depth, work) {
      await new Promise<void>(begin => {
        waiting.push({ depth, begin })
        look()
      })
      try {
        return await work()
      } finally {
        running.splice(running.indexOf(depth), 1)
        look()
      }
    },
  }
}
