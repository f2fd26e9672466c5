/**
 * Whether some work ends before a timer of so many milliseconds does that begins now. Unlike the difference of two
 * readings of a clock it also holds on a machine that stands still meanwhile: what is due first still comes first.
 */
export async function endsWithin(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<false>(resolve => {
    // What arrived while the machine stood still is heard before time is called.
    timer = setTimeout(() => setImmediate(resolve, false), milliseconds)
  })
  const ended = work.then(
    () => true,
    () => true,
  )
  const isInTime = await Promise.race([ended, over])
  clearTimeout(timer)
  return isInTime
}
