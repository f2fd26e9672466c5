/** How many letters must change to make one word of the other; stops counting beyond `limit`. */
function distance(from: string, to: string, limit: number): number {
  if (Math.abs(from.length - to.length) > limit) return limit + 1
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= to.length; column += 1) {
      const same = from.charCodeAt(row - 1) === to.charCodeAt(column - 1) ? 0 : 1
      current[column] = Math.min(
        previous[column]! + 1,
        current[column - 1]! + 1,
        previous[column - 1]! + same,
      )
    }
    previous = current
  }
  return previous[to.length]!
}

/**
 * The known name that a mistyped one most likely means, if any is near enough.
 * @param most how many letters may be wrong; a third of them by default
 */
export function nearest(
  mistyped: string,
  known: readonly string[],
  most = Math.max(2, Math.floor(mistyped.length / 3)),
): string | undefined {
  const wanted = mistyped.slice(0, 80).toLowerCase()
  let best: string | undefined
  let bestDistance = most + 1
  for (const name of known) {
    const steps = distance(wanted, name.toLowerCase(), bestDistance)
    if (steps < bestDistance) [best, bestDistance] = [name, steps]
  }
  return best
}
