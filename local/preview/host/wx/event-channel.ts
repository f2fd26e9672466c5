import { runSafely } from '../complain'

type Listener = (...news: unknown[]) => void

/** One end of the channel between a page and the page that it opens. */
export class EventChannel {
  readonly #listeners = new Map<string, { listener: Listener; isOnce: boolean }[]>()
  /** What came before anybody listened. */
  readonly #waiting: { name: string; news: unknown[] }[] = []
  #other: EventChannel | undefined

  /** Two ends: what one emits, the other one hears. */
  static pair(): [EventChannel, EventChannel] {
    const ends: [EventChannel, EventChannel] = [new EventChannel(), new EventChannel()]
    ends[0].#other = ends[1]
    ends[1].#other = ends[0]
    return ends
  }

  emit(name: string, ...news: unknown[]): void {
    const other = this.#other
    if (other) other.#hear(name, news)
  }

  on(name: string, listener: Listener): void {
    this.#listen(name, listener, false)
  }

  once(name: string, listener: Listener): void {
    this.#listen(name, listener, true)
  }

  /** Without a listener all of the name go. */
  off(name: string, listener?: Listener): void {
    const rest = (this.#listeners.get(name) ?? []).filter(known => listener && known.listener !== listener)
    this.#listeners.set(name, rest)
  }

  #listen(name: string, listener: Listener, isOnce: boolean): void {
    if (typeof listener !== 'function') return
    this.#listeners.set(name, [...(this.#listeners.get(name) ?? []), { listener, isOnce }])
    const missed = this.#waiting.filter(one => one.name === name)
    this.#waiting.splice(0, Number.POSITIVE_INFINITY, ...this.#waiting.filter(one => one.name !== name))
    for (const { news } of missed) this.#hear(name, news)
  }

  #hear(name: string, news: unknown[]): void {
    const listeners = this.#listeners.get(name) ?? []
    if (listeners.length === 0) {
      this.#waiting.push({ name, news })
      return
    }
    this.#listeners.set(
      name,
      listeners.filter(({ isOnce }) => !isOnce),
    )
    for (const { listener } of listeners) runSafely(`eventChannel ${name}`, () => listener(...news))
  }
}
