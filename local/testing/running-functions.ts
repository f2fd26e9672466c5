import type { DrivenEmulator } from '../emulator/start-emulator'
import type { Functions, Invocation } from '../functions/start-functions'

/** The functions of a project, which can be started anew. */
export class RunningFunctions {
  readonly #open: (emulator: DrivenEmulator) => Functions
  #emulator: DrivenEmulator | undefined
  #functions: Functions | undefined
  #running = 0

  constructor(open: (emulator: DrivenEmulator) => Functions) {
    this.#open = open
  }

  start(emulator: DrivenEmulator): void {
    this.#emulator = emulator
    this.#functions = this.#open(emulator)
  }

  async invoke(call: Invocation): Promise<unknown> {
    this.#running += 1
    try {
      return await this.#functions!.invoke(call)
    } finally {
      this.#running -= 1
    }
  }

  timers() {
    return this.#functions!.timers()
  }

  /** Ends what runs; with `all`, each function is loaded anew when it is called next. */
  async restart(all: boolean): Promise<void> {
    if (!all && this.#running === 0) return
    const before = this.#functions!
    this.#functions = this.#open(this.#emulator!)
    await before.close()
  }

  async close(): Promise<void> {
    await this.#functions?.close()
  }
}
