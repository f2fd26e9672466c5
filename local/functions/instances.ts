import { delimiter, join } from 'node:path'
import { startVariables } from './event-variables'
import { isStale, type Stamps, stampsOf } from './file-stamps'
import type { InspectorPorts } from './inspector-ports'
import { type OwnVariables, readOwnVariables } from './own-variables'
import { type Code, prepareCode } from './prepare-code'
import { type FunctionProcess, runProcess } from './run-process'

/** A process of a function, as long as it handles one event. */
export interface Instance {
  readonly process: FunctionProcess
  /** How long the function may take, in milliseconds, where its settings say so. */
  readonly timeoutMs?: number
  /** Gives the process back; it may then handle another event. */
  release(): void
}

/** How the processes of a function are started. */
export interface InstanceOptions {
  readonly name: string
  readonly folder: string
  readonly environment: Readonly<Record<string, string | undefined>>
  /** cloudbaserc.json, which may be absent. */
  readonly settings?: string
  /** The option of node that puts a fence around a process. */
  fenceOption?(): string
  /** The ports for debuggers; without it no process can be debugged. */
  readonly inspector?: InspectorPorts
  onLog(line: string): void
}

interface Hearer {
  hear?(line: string): void
}

interface Started {
  readonly process: FunctionProcess
  readonly code: Code
  /** The variables of its own that it was started with. */
  readonly own: string
  readonly log: LineLogger
  /** Hears the lines of the present event, too. */
  readonly hearer: Hearer
  /** Where a debugger can attach. */
  readonly inspectPort?: number
  /** The files that it loaded, as they were. */
  files: Stamps
  /** When its event began, in milliseconds since 1970; undefined while it is free. */
  busySince?: number
}

/** The processes of one function: one, and further ones as long as events need them at the same time. */
export class Instances {
  readonly #options: InstanceOptions
  readonly #signal: AbortSignal
  /** The oldest first: it is the one that stays. */
  #all: Started[] = []
  readonly #ending = new Set<Promise<void>>()
  #code: Code | undefined
  #own: OwnVariables | undefined
  #preparing: Promise<unknown> = Promise.resolve()

  /** @param signal ends all processes, whatever they are doing */
  constructor(options: InstanceOptions, signal: AbortSignal) {
    this.#options = options
    this.#signal = signal
  }

  /**
   * A process that is free, with the code as it is on the disk now.
   * @param hear gets the lines that the function writes until it is given back
   * @throws FunctionCallError when the function cannot be loaded
   */
  async take(hear?: (line: string) => void): Promise<Instance> {
    const began = Date.now()
    const fresh = await this.#prepareInTurn()
    const { values, timeoutMs } = this.#ownVariables()
    const now = JSON.stringify(values)
    await this.#end(
      one => one.code !== fresh || one.own !== now || !one.process.isAlive() || isStale(one.files),
    )
    let free = this.#all.find(({ busySince }) => busySince === undefined)
    if (free) {
      free.busySince = began
      free.hearer.hear = hear
    } else {
      free = { ...(await this.#start(fresh, values, { hear })), busySince: began }
      this.#all.push(free)
    }
    const taken = free
    return { process: taken.process, timeoutMs, release: () => this.#release(taken) }
  }

  /** Waits until all are gone; the signal has ended them. */
  async close(): Promise<void> {
    await Promise.all([...this.#ending, this.#end(() => true)])
  }

  /** One after the other, so that events that come together get the same code. */
  #prepareInTurn(): Promise<Code> {
    const fresh = this.#preparing.then(async () => {
      this.#code = await prepareCode(this.#options.folder, this.#code)
      return this.#code
    })
    this.#preparing = fresh.catch(() => undefined)
    return fresh
  }

  /** The function's own variables, and its time-out, as its settings are now. */
  #ownVariables(): Pick<OwnVariables, 'values' | 'timeoutMs'> {
    const { name, settings, onLog } = this.#options
    if (settings === undefined) return { values: {} }
    const before = this.#own
    const own = readOwnVariables(settings, name, before)
    this.#own = own
    if (own !== before && own.unfilled.length > 0) {
      const names = own.unfilled.join(', ')
      onLog(`${name}: ${names} of ${settings} not set: only the CloudBase CLI can fill in {{ }}`)
    }
    return own
  }

  async #end(wanted: (one: Started) => boolean): Promise<void> {
    const leaving = this.#all.filter(one => one.busySince === undefined && wanted(one))
    this.#all = this.#all.filter(one => !leaving.includes(one))
    const { name, inspector } = this.#options
    const gone = Promise.all(
      leaving.map(async ({ process, inspectPort }) => {
        await process.stop()
        if (inspectPort !== undefined) inspector?.give(name, inspectPort)
      }),
    ).then(() => undefined)
    this.#ending.add(gone)
    await gone
    this.#ending.delete(gone)
  }

  async #start(fresh: Code, values: Readonly<Record<string, string>>, hearer: Hearer): Promise<Started> {
    const { name, folder, environment, fenceOption, inspector, onLog } = this.#options
    const log = lineLogger(line => {
      onLog(`${name}: ${line}`)
      hearer.hear?.(line)
    })
    const inspectPort = await inspector?.take(name)
    try {
      const variables = startVariables(environment, values)
      // As in the cloud, require('util.js') finds util.js beside index.js.
      variables.NODE_PATH = [folder, join(folder, 'node_modules'), variables.NODE_PATH]
        .filter(Boolean)
        .join(delimiter)
      if (fenceOption)
        variables.NODE_OPTIONS = [variables.NODE_OPTIONS, fenceOption()].filter(Boolean).join(' ')
      const how = { onText: log.add, signal: this.#signal, inspectPort }
      const process = await runProcess(fresh, folder, variables, how)
      return { process, code: fresh, own: JSON.stringify(values), log, hearer, files: new Map(), inspectPort }
    } catch (error) {
      if (inspectPort !== undefined) inspector?.give(name, inspectPort)
      log.end()
      throw error
    }
  }

  #release(one: Started): void {
    one.log.end()
    one.hearer.hear = undefined
    const loaded = one.process.files().filter(file => !one.files.has(file))
    one.files = new Map([...one.files, ...stampsOf(loaded, one.busySince!)])
    one.busySince = undefined
    if (this.#all.some(({ busySince }) => busySince !== undefined)) return
    const first = this.#all.find(({ process }) => process.isAlive())
    void this.#end(other => other !== first)
  }
}

/** Cuts output into lines. */
interface LineLogger {
  add(text: string): void
  /** Gives what has no line end yet. */
  end(): void
}

/** @param onLine gets each line, without its end */
function lineLogger(onLine: (line: string) => void): LineLogger {
  let rest = ''
  return {
    add(text) {
      const lines = (rest + text).split('\n')
      rest = lines.pop()!
      for (const line of lines) onLine(line)
    },
    end() {
      if (rest !== '') onLine(rest)
      rest = ''
    },
  }
}
