/** In the cloud a function has so long, unless somebody says otherwise. */
const cloudTimeoutMs = 3_000
/** The largest event of text that the cloud takes for sure, in bytes. */
const cloudEventBytes = 100 * 1024

/** Warns of what works here, but may fail in the cloud: each once for a function. */
export class Warnings {
  readonly #name: string
  readonly #tell: (line: string) => void
  readonly #said = new Set<string>()

  constructor(name: string, tell: (line: string) => void) {
    this.#name = name
    this.#tell = tell
  }

  /** @returns ends the watch over an event that has begun, which warns as soon as it takes too long */
  watch(): () => void {
    const timer = setTimeout(() => {
      const fix = 'write "timeout" for it in cloudbaserc.json, or set it in the cloud console'
      this.#say(
        `takes longer than ${cloudTimeoutMs / 1000} s, which is all that a new function has in the cloud; ${fix}`,
      )
    }, cloudTimeoutMs)
    timer.unref()
    return () => clearTimeout(timer)
  }

  measure(bytes: number): void {
    if (bytes <= cloudEventBytes) return
    this.#say(
      'gets an event of more than 100 KB, which the cloud may refuse; send a file, and its fileID in the event',
    )
  }

  #say(what: string): void {
    if (this.#said.has(what)) return
    this.#said.add(what)
    this.#tell(`${this.#name}: ${what}`)
  }
}
