import { startVariables } from './event-variables'
import { type LineLogger, lineLogger } from './line-logger'
import { type OwnVariables, readOwnVariables } from './own-variables'
import { type Code, prepare } from './prepare'
import { type FunctionProcess, runProcess } from './run-process'
import { isStale, type Stamps, stampsOf } from './stamps'

/** A process of a function, as long as it handles one event. */
export interface Instance {
  readonly process: FunctionProcess
  /** Gives the process back; it may then handle another event. */
  release(): void
}

/** The processes of one function: one, and further ones as long as events need them at the same time. */
export interface Instances {
  /**
   * A process that is free, with the code as it is on the disk now.
   * @throws FunctionCallError when the function cannot be loaded
   */
  take(): Promise<Instance>
  /** Waits until all are gone; the signal has ended them. */
  close(): Promise<void>
}

/** How the processes of a function are started. */
export interface InstanceOptions {
  readonly name: string
  readonly folder: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** cloudbaserc.json, which may be absent. */
  readonly settings?: string
  onLog(line: string): void
}

interface Started {
  readonly process: FunctionProcess
  readonly code: Code
  /** The variables of its own that it was started with. */
  readonly own: string
  readonly log: LineLogger
  /** The files that it loaded, as they were. */
  files: Stamps
  /** When its event began, in milliseconds since 1970; undefined while it is free. */
  busySince?: number
}

/** @param signal ends all processes, whatever they are doing */
export function keepInstances(options: InstanceOptions, signal: AbortSignal): Instances {
  const { name, folder, environment, settings, onLog } = options
  // The oldest first: it is the one that stays.
  let all: Started[] = []
  const ending = new Set<Promise<void>>()
  let code: Code | undefined
  let own: OwnVariables | undefined
  let preparing: Promise<unknown> = Promise.resolve()

  /** One after the other, so that events that come together get the same code. */
  function prepareInTurn(): Promise<Code> {
    const fresh = preparing.then(async () => {
      code = await prepare(folder, code)
      return code
    })
    preparing = fresh.catch(() => undefined)
    return fresh
  }

  /** The function's own variables as its settings are now. */
  function ownVariables(): Readonly<Record<string, string>> {
    if (settings === undefined) return {}
    const before = own
    own = readOwnVariables(settings, name, before)
    if (own !== before && own.unfilled.length > 0) {
      const names = own.unfilled.join(', ')
      onLog(`${name}: ${names} of ${settings} not set: only the CloudBase command can fill {{ }} in`)
    }
    return own.values
  }

  async function end(wanted: (one: Started) => boolean): Promise<void> {
    const leaving = all.filter(one => one.busySince === undefined && wanted(one))
    all = all.filter(one => !leaving.includes(one))
    const gone = Promise.all(leaving.map(one => one.process.stop())).then(() => undefined)
    ending.add(gone)
    await gone
    ending.delete(gone)
  }

  async function start(fresh: Code, values: Readonly<Record<string, string>>): Promise<Started> {
    const log = lineLogger(line => onLog(`${name}: ${line}`))
    try {
      const variables = startVariables(environment, values)
      const process = await runProcess(fresh, folder, variables, { onText: log.add, signal })
      return { process, code: fresh, own: JSON.stringify(values), log, files: new Map() }
    } catch (error) {
      log.end()
      throw error
    }
  }

  function release(one: Started): void {
    one.log.end()
    const loaded = one.process.files().filter(file => !one.files.has(file))
    one.files = new Map([...one.files, ...stampsOf(loaded, one.busySince!)])
    one.busySince = undefined
    if (all.some(({ busySince }) => busySince !== undefined)) return
    const first = all.find(({ process }) => process.isAlive())
    void end(other => other !== first)
  }

  return {
    async take() {
      const began = Date.now()
      const fresh = await prepareInTurn()
      const values = ownVariables()
      const now = JSON.stringify(values)
      await end(one => one.code !== fresh || one.own !== now || !one.process.isAlive() || isStale(one.files))
      let free = all.find(({ busySince }) => busySince === undefined)
      if (free) free.busySince = began
      else {
        free = { ...(await start(fresh, values)), busySince: began }
        all.push(free)
      }
      const taken = free
      return { process: taken.process, release: () => release(taken) }
    },
    async close() {
      await Promise.all([...ending, end(() => true)])
    },
  }
}
