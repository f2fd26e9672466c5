import type { Signals } from '../signals'

/** `onX` and `offX` for each signal `X`. */
export const listenerPairs = (
  names: readonly string[],
  signals: () => Signals,
): Record<string, (listener?: unknown) => void> =>
  Object.fromEntries(
    names.flatMap(name => [
      [`on${name}`, (listener?: unknown) => signals().on(name, listener)],
      [`off${name}`, (listener?: unknown) => signals().off(name, listener)],
    ]),
  )
