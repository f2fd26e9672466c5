import { type Timer, timerEvent } from '../../functions/timer-files'
import { callFunction } from '../gateway/invoke-function'
import type { EmulatorOptions } from '../options'
import type { Clock } from '../state/clock'
import type { World } from '../state/world'

/** A timer that was due while the clock was advanced. */
export interface TimerReport {
  readonly functionName: string
  readonly name: string
  /** How often it was run. */
  readonly ran: number
  /** How many of these runs failed. */
  readonly failed: number
  /** How many earlier runs were left out. */
  readonly leftOut: number
}

/** So often one advance of the clock runs a timer. */
const mostRuns = 100
/** After so long it is seen that a config.json was saved. */
const longestPauseMs = 2_000

const keyOf = ({ functionName, name }: Timer): string => `${functionName} ${name}`

/** Runs the timers of the functions as the emulator's clock passes. */
export class TimerRunner {
  readonly #options: Pick<EmulatorOptions, 'functions' | 'onLog'>
  readonly #world: () => World
  /** Up to here, by the emulator's clock, every timer was run. */
  #upTo = 0
  #moving: Promise<unknown> = Promise.resolve()
  /** The timers whose run by real time has not ended. */
  readonly #busy = new Set<string>()
  readonly #saidBusy = new Set<string>()
  #next: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(options: Pick<EmulatorOptions, 'functions' | 'onLog'>, world: () => World) {
    this.#options = options
    this.#world = world
  }

  /** Begins with a new world. */
  begin(): void {
    this.#upTo = this.#world().clock.now()
  }

  /**
   * Moves the clock, and runs what is due on the way, one run after the other, each with the clock at its time.
   * @param read gives how far the clock shall then be ahead of the machine's, in milliseconds
   */
  move(read: (clock: Clock) => number): Promise<TimerReport[]> {
    const moved = this.#moving.then(() => this.#move(read))
    this.#moving = moved.catch(() => undefined)
    return moved
  }

  async #move(read: (clock: Clock) => number): Promise<TimerReport[]> {
    const world = this.#world()
    const { clock } = world
    const offset = read(clock)
    const target = clock.now() - clock.offset() + offset
    const due = this.#dueUntil(target, mostRuns)
    const reports = new Map<Timer, { ran: number; failed: number }>()
    const runs = due.flatMap(({ timer, times }) => times.map(time => ({ timer, time })))
    runs.sort((a, b) => a.time - b.time)
    for (const { timer, time } of runs) {
      // A reset, or the end of the emulator, ends it.
      if (this.#isClosed || world !== this.#world()) break
      if (time > clock.now()) clock.set(time)
      const isGood = await this.#run(timer, time, world)
      const { ran, failed } = reports.get(timer) ?? { ran: 0, failed: 0 }
      reports.set(timer, { ran: ran + 1, failed: failed + (isGood ? 0 : 1) })
    }
    clock.advance(offset - clock.offset())
    return due.flatMap(({ timer, leftOut }) => {
      const report = reports.get(timer)
      return report ? [{ functionName: timer.functionName, name: timer.name, ...report, leftOut }] : []
    })
  }

  /** What is due from where the last look ended, up to a moment; which is where the next look begins. */
  #dueUntil(moment: number, most: number) {
    const after = this.#upTo
    this.#upTo = moment
    if (moment <= after) return []
    return this.#timers().flatMap(timer => {
      const { times, count } = timer.runs(after, moment, most)
      if (count === 0) return []
      const leftOut = count - times.length
      if (leftOut > 0) {
        const last = times.length === 1 ? 'only the last was run' : `only the last ${times.length} are run`
        this.#tell(timer, `was due ${count} times; ${last}, ${leftOut} left out`)
      }
      return [{ timer, times, leftOut }]
    })
  }

  readonly #timers = (): readonly Timer[] => this.#options.functions?.timers?.() ?? []

  async #run(timer: Timer, time: number, world: World): Promise<boolean> {
    const { functionName: name } = timer
    const event = timerEvent(timer.name, time)
    try {
      await callFunction({ name, event, source: 'wx_trigger' }, this.#options.functions!, world)
      return true
    } catch (error) {
      if (!this.#isClosed) this.#tell(timer, `failed: ${(error as Error).message}`)
      return false
    }
  }

  #tell({ functionName, name }: Timer, what: string): void {
    this.#options.onLog?.(`${functionName}: timer ${name} ${what}`)
  }

  /** Runs them by real time too, from the next turn of the event loop until `close`. */
  live(): void {
    this.#next = setTimeout(() => this.#look(), 0)
  }

  #look(): void {
    const world = this.#world()
    const now = world.clock.now()
    // After a sleep of this machine, a timer that was due meanwhile runs once.
    for (const { timer, times } of this.#dueUntil(now, 1)) this.#runLive(timer, times[0]!, world)
    const times = this.#timers().map(timer => timer.next(now) ?? Number.POSITIVE_INFINITY)
    const pause = Math.min(...times.map(time => time - now), longestPauseMs)
    this.#next = setTimeout(() => this.#look(), Math.max(pause, 0))
  }

  #runLive(timer: Timer, time: number, world: World): void {
    const key = keyOf(timer)
    if (this.#busy.has(key)) {
      if (this.#saidBusy.has(key)) return
      this.#saidBusy.add(key)
      this.#tell(timer, 'is due again while it still runs: such runs are left out')
      return
    }
    this.#busy.add(key)
    void this.#run(timer, time, world).finally(() => this.#busy.delete(key))
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#next)
  }
}
