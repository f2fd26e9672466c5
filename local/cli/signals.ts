import { exitCodes } from './exit-codes'
import { en } from './texts/en'

// A part that does not end by itself shall not keep the terminal.
const patienceMs = 5_000

/** What ends the parts of something, added as each of them comes up. */
export type Closers = (() => unknown)[]

/**
 * Runs until Ctrl-C or SIGTERM, then ends everything. A second signal ends the process at once.
 * @param run gets the list for what must be ended, and the signal to go no further; what it throws ends everything
 * @param say tells that it is ending
 */
export async function untilStopped(
  run: (closers: Closers, stop: AbortSignal) => Promise<void>,
  say: (line: string) => void,
): Promise<void> {
  const closers: Closers = []
  const stop = new AbortController()
  let stopListening = () => {}
  const stopped = new Promise<void>(resolve => {
    const first = () => {
      say(en.signals.ending)
      stop.abort()
      resolve()
    }
    stopListening = onSignal(['SIGINT', 'SIGTERM'], first, () => process.exit(exitCodes.interrupted))
  })
  // Keeps the process up, whatever else runs in it.
  const alive = setInterval(() => {}, 60_000)
  const running = run(closers, stop.signal)
  try {
    await Promise.race([stopped, running.then(() => stopped)])
  } finally {
    // Also for what is still open after everything has said that it ended; it holds nothing up by itself.
    const patience = setTimeout(() => process.exit(process.exitCode ?? exitCodes.ok), patienceMs)
    await endAll(closers)
    // A part that was just coming up when the signal came is ended as well.
    await running.catch(() => {})
    await endAll(closers)
    patience.unref()
    clearInterval(alive)
    stopListening()
  }
}

async function endAll(closers: Closers): Promise<void> {
  for (const close of closers.splice(0).reverse()) {
    try {
      await close()
    } catch {
      // The process ends anyway, and the other parts want to be ended too.
    }
  }
}

// Ctrl-C reaches every process of a terminal, and npm passes it on once more: that is one wish, not two.
const sameWishMs = 500

/**
 * Listens for signals until it is told to stop.
 * @param first what the first does
 * @param again what a second one does
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
