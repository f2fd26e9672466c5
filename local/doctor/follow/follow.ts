import type { Place } from '../../project/finding'
import { isFunction } from '../syntax/nodes'
import type { Source } from '../syntax/parse-source'
import { findIdle } from './idle'
import { Machine, TooLarge, type World } from './machine'
import { enterFile } from './modules'
import type {
  Call,
  Client,
  DynamicName,
  FunctionCall,
  HandedOn,
  Records,
  Served,
  TokenCollection,
} from './records'
import { release } from './release'
import { nothing, only } from './values'
import { walkFrame } from './walk'

/** What a program does, as far as it can be known. */
export interface Followed {
  /** The methods that it calls. */
  readonly calls: readonly Call[]
  /** Methods that are touched without a call that is seen. */
  readonly mentions: ReadonlySet<string>
  readonly unsure: readonly Omit<Call, 'way'>[]
  readonly dynamics: readonly DynamicName[]
  readonly handedOn: readonly HandedOn[]
  readonly lost: readonly Place[]
  readonly served: readonly Served[]
  readonly clients: readonly Client[]
  readonly tokenCollections: readonly TokenCollection[]
  readonly functionCalls: readonly FunctionCall[]
  readonly timeouts: readonly { timeoutMs: number; place: Place }[]
  /** Whether the program was too large to be followed to its end. */
  readonly isTooLarge: boolean
}

/** How far a program is followed. */
export interface Depth {
  /** How many different lists of arguments of one function are kept apart. */
  readonly mostFrames: number
  /** Whether code to which nothing leads is looked at too. */
  readonly looksAtIdle: boolean
}

/**
 * Follows a program from its entry files.
 * @param entries absolute paths of the files that somebody outside runs
 * @param loaded gives the files that were read, for code to which nothing leads
 */
export function follow(
  entries: readonly string[],
  world: World,
  loaded: () => Iterable<Source>,
  { mostFrames, looksAtIdle }: Depth,
): Followed {
  const machine = new Machine(world, walkFrame, mostFrames)
  try {
    return run(machine, entries, looksAtIdle ? loaded : () => [])
  } catch (error) {
    if (!(error instanceof TooLarge)) throw error
    // What was found is there; what was not found may be there too.
    return { ...listed(machine.records), mentions: new Set(), isTooLarge: true }
  }
}

function run(machine: Machine, entries: readonly string[], loaded: () => Iterable<Source>): Followed {
  const once = () => {
    for (const path of entries) {
      if (!enterFile(path, machine)) continue
      const source = machine.world.load(path)!
      const leaving = { named: source.program, frame: machine.frameOfFile(source), machine, isSilent: true }
      release([only({ kind: 'module', path })], leaving)
    }
  }
  machine.settle(once)
  machine.guesses = true
  machine.settle(once)
  const { records } = machine
  const sources = [...loaded()]
  const mentions = new Set([
    ...records.mentions,
    ...(sources.length > 0 ? mentionedIdly(machine, once, sources) : []),
  ])
  return { ...listed(records), mentions, isTooLarge: false }
}

/** Methods that code touches which runs in no way that is seen, but perhaps in one that is not. */
function mentionedIdly(machine: Machine, once: () => void, sources: readonly Source[]): string[] {
  const { functions, names } = findIdle(sources, machine.hasRun)
  machine.settle(() => {
    once()
    for (const { node, source } of functions) {
      const frame = machine.frameOfFile(source)
      if (isFunction(node)) machine.call({ kind: 'function', node, frame }, undefined, nothing)
    }
  })
  const { calls, mentions } = machine.records
  const written = [...names].filter(name => machine.world.isMethod(name))
  return [...mentions, ...Array.from(calls.values(), ({ name }) => name), ...written]
}

function listed(records: Records): Omit<Followed, 'mentions' | 'isTooLarge'> {
  const all = <T>(map: ReadonlyMap<string, T>) => [...map.values()]
  return {
    calls: all(records.calls),
    unsure: all(records.unsure),
    dynamics: all(records.dynamics),
    handedOn: all(records.handedOn),
    lost: all(records.lost),
    served: all(records.served),
    clients: all(records.clients),
    tokenCollections: all(records.tokenCollections),
    functionCalls: all(records.functionCalls),
    timeouts: all(records.timeouts),
  }
}
