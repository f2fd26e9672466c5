import { type Handlers, namespaces } from '../namespaces'
import type { Members } from '../platform/members'
import { TokenBook } from '../tokens/token-book'
import { type Clock, createClock } from './clock'
import { mask } from './mask'
import type { Effect, LogEntry } from './records'
import { Ring } from './ring'

/** An account that the emulator knows. */
export interface Account {
  appid: string
  secret: string
}

/** Everything that one emulator remembers. A reset throws it away and makes another. */
export interface World {
  readonly accounts: readonly Account[]
  readonly clock: Clock
  readonly tokens: TokenBook
  /** What methods with a state of their own do, by name. */
  readonly handlers: Handlers
  readonly log: Ring<LogEntry>
  readonly effects: Ring<Effect>
  /** Writes down a request; what is not known yet can be set on the entry later. */
  record(entry: Omit<LogEntry, 'seq' | 'time'>): LogEntry
  /** Writes down what was really done. */
  did(effect: Omit<Effect, 'seq' | 'time'>): void
  /** What may be shown of something that was sent. */
  mask(value: unknown): unknown
}

// Enough to count the duplicates of long runs; each takes some hundred bytes.
const mostEffects = 100_000

/** Makes the world as it is at the start, demo data included. */
export function createWorld({ accounts, logSize }: { accounts: readonly Account[]; logSize: number }): World {
  const clock = createClock()
  const secrets = accounts.map(({ secret }) => secret)
  let requests = 0
  let effects = 0
  const log = new Ring<LogEntry>(logSize)
  const done = new Ring<Effect>(mostEffects)
  const handlers: { [method: string]: Handlers[string] } = {}
  const world: World = {
    accounts,
    clock,
    tokens: new TokenBook(clock),
    handlers,
    log,
    effects: done,
    mask: value => mask(value, secrets),
    record(entry) {
      requests += 1
      const kept = { seq: requests, time: clock.now(), ...entry }
      log.add(kept)
      return kept
    },
    did(effect) {
      effects += 1
      const facts = mask(effect.facts, secrets) as Members
      done.add({ seq: effects, time: clock.now(), ...effect, facts })
    },
  }
  for (const namespace of namespaces) Object.assign(handlers, namespace(world))
  return world
}
