import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { type Cron, readCron } from '../project/cron'
import { readJsonFile } from '../project/json/json-file'
import { type JsonNode, memberOf } from '../project/json/read-json'
import { isStale, type Stamps, stampsOf } from './file-stamps'

/** A timer of a function, as its config.json has it. */
export interface Timer extends Cron {
  readonly functionName: string
  readonly name: string
}

interface Read {
  readonly timers: readonly Timer[]
  readonly stamps: Stamps
}

/** The timers of functions, as their files are now. */
export class TimerFiles {
  readonly #root: string
  readonly #tell: (line: string) => void
  readonly #read = new Map<string, Read>()

  /** @param tell takes what is wrong with a timer, once for each time its file is saved */
  constructor(root: string, tell: (line: string) => void) {
    this.#root = root
    this.#tell = tell
  }

  timersOf(name: string): readonly Timer[] {
    const before = this.#read.get(name)
    if (before && !isStale(before.stamps)) return before.timers
    const stamps = stampsOf([join(this.#root, name, configFile)], Date.now())
    const timers: Timer[] = []
    for (const found of readTimers(join(this.#root, name), name)) {
      if ('fault' in found) this.#tell(`${name}: ${found.fault}`)
      else timers.push(found)
    }
    this.#read.set(name, { timers, stamps })
    return timers
  }
}

const configFile = 'config.json'

/** The timers in the config.json of a function, and what keeps others from being one. */
function readTimers(folder: string, functionName: string): (Timer | { readonly fault: string })[] {
  if (!existsSync(folder)) return []
  const real = realpathSync(folder)
  const file = readJsonFile(join(real, configFile), real)
  if (file.state === 'absent') return []
  const at = ({ line, column }: { line: number; column: number }, what: string) => ({
    fault: `${functionName}/${configFile}:${line}:${column}: ${what}`,
  })
  if (file.state === 'broken') return [at(file.place, `it is not JSON: ${file.problem}`)]
  const triggers = memberOf(file.tree, 'triggers')?.value
  if (!triggers || (triggers.kind === 'plain' && triggers.value === null)) return []
  const fault = (node: JsonNode, what: string) => at(file.place(node.start), what)
  if (triggers.kind !== 'list') {
    return [fault(triggers, 'triggers must be a list; write [{ "name": …, "type": "timer", "config": … }]')]
  }
  const names = new Set<string>()
  return triggers.items.map(item => {
    const textOf = (name: string) => {
      const node = memberOf(item, name)?.value
      return node?.kind === 'plain' && typeof node.value === 'string' ? { node, text: node.value } : undefined
    }
    const [name, type, config] = [textOf('name'), textOf('type'), textOf('config')]
    if (!name || !/^[a-z][\w-]{0,59}$/i.test(name.text)) {
      const wanted = 'a letter, then up to 59 letters, digits, - or _'
      return fault(name?.node ?? item, `name of a trigger must be a text: ${wanted}`)
    }
    const whose = `trigger ${name.text}`
    if (names.has(name.text)) return fault(name.node, `there are two of the name ${name.text}; rename one`)
    names.add(name.text)
    if (type?.text !== 'timer') return fault(type?.node ?? item, `type of ${whose} must be "timer"`)
    if (!config) return fault(item, `config of ${whose} must be a text, such as "0 0 2 1 * * *"`)
    try {
      return { functionName, name: name.text, ...readCron(config.text) }
    } catch (error) {
      return fault(config.node, `config of ${whose}: ${(error as Error).message}`)
    }
  })
}

/** The event with which a timer calls its function. */
export const timerEvent = (name: string, time: number): object => ({
  Type: 'Timer',
  TriggerName: name,
  Time: new Date(time).toISOString().replace('.000', ''),
  Message: '',
})
