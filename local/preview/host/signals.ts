import { runSafely } from './complain'

type Listener = (...news: unknown[]) => unknown

/** Who listens with `wx.onAppShow`, `wx.onError` and their like; a signal is called by what follows `on`. */
export class Signals {
  readonly #listeners = new Map<string, Set<Listener>>()

  /** What is no function is passed over. */
  on(signal: string, listener: unknown): void {
    if (typeof listener !== 'function') return
    const known = this.#listeners.get(signal) ?? new Set()
    this.#listeners.set(signal, known.add(listener as Listener))
  }

  /** Without a listener all of them go. */
  off(signal: string, listener?: unknown): void {
    if (listener === undefined) this.#listeners.delete(signal)
    else this.#listeners.get(signal)?.delete(listener as Listener)
  }

  isHeard(signal: string): boolean {
    return (this.#listeners.get(signal)?.size ?? 0) > 0
  }

  fire(signal: string, ...news: unknown[]): void {
    for (const listener of [...(this.#listeners.get(signal) ?? [])])
      runSafely(`wx.on${signal}`, () => listener(...news))
  }
}
