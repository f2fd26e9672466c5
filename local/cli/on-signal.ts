// Ctrl-C reaches every process of a terminal, and npm passes it on once more: that is one wish, not two.
const sameWishMs = 500

/**
 * Listens for signals until it is told to stop.
 * @param first what the first does
 * @param again what a later one does, when somebody is in a hurry
 * @returns stops listening
 */
export function onSignal(
  signals: readonly NodeJS.Signals[],
  first: () => void,
  again: () => void,
): () => void {
  let firstAt: number | undefined
  const hear = () => {
    if (firstAt === undefined) {
      firstAt = performance.now()
      first()
    } else if (performance.now() - firstAt > sameWishMs) again()
  }
  for (const signal of signals) process.on(signal, hear)
  return () => {
    for (const signal of signals) process.off(signal, hear)
  }
}
