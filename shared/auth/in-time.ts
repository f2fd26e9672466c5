const tickMs = 20

/**
 * What work gives, if it does so in time; `undefined` when it is late. Time in which this process could not run does not
 * count: the answer may lie there unread.
 * @param work never rejects
 * @param leftMs how long it is waited for
 * @param onLate hears that it was too long
 * @param onEnd hears how many milliseconds were left
 */
export const inTime = <T>(
  work: Promise<T>,
  leftMs: number,
  onLate: () => void,
  onEnd: (leftMs: number) => void = () => undefined,
): Promise<T | undefined> =>
  new Promise(resolve => {
    let left = leftMs
    let isSettled = false
    const settle = (value?: T) => {
      if (isSettled) return
      isSettled = true
      clearInterval(timer)
      onEnd(left)
      resolve(value)
    }
    const giveUp = () => {
      if (!isSettled) onLate()
      settle()
    }
    const timer = setInterval(() => {
      left -= tickMs
      if (left <= 0) setImmediate(giveUp)
    }, tickMs)
    work.then(settle)
  })
