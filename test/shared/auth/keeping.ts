import type { Refreshed, Renewing } from '../../../shared/auth/renewal'
import { type Keeping, keepToken, type LearningKeeper } from '../../../shared/auth/token-keeper'
import type { FreshToken, TokenQuery, TokenSource } from '../../../shared/auth/token-source'
import { deadlineIn } from '../../../shared/transport/clock'

export const minute = 60_000
export const hour = 60 * minute

/** What a keeper lives in: its clock, what it asked for, what it told, and what WeChat gives next. */
export interface World {
  clock: number
  queries: TokenQuery[]
  told: Refreshed[]
  give: () => FreshToken | Promise<FreshToken>
  keeper(source?: Partial<TokenSource>, keeping?: Partial<Keeping>): LearningKeeper
}

/** A world in which WeChat gives a token of a new name every time: `token-1`, `token-2`, … */
export function newWorld(): World {
  const world: World = {
    clock: 0,
    queries: [],
    told: [],
    give: () => ({ token: `token-${world.queries.length}`, lifetimeMs: 2 * hour }),
    keeper: (source, keeping) =>
      keepToken(
        {
          renewBeforeMs: 5 * minute,
          canForce: false,
          async fetch(query) {
            world.queries.push(query)
            return world.give()
          },
          ...source,
        },
        {
          notices: { warn() {}, refreshed: how => world.told.push(how) },
          now: () => world.clock,
          ...keeping,
        },
      ),
  }
  return world
}

/** One renewal in which nothing stands in the way. */
export const renewingOf = (source: TokenSource, more: Partial<Renewing> = {}): Renewing => ({
  source,
  method: 'a.b',
  stale: 'old',
  isRefused: false,
  force: false,
  isHopeless: false,
  isPast: () => false,
  mayFetch: () => true,
  takeBudget: () => true,
  ...more,
})

export const waiting = (method = 'a.b') => ({ method, deadline: deadlineIn(1000) })
export const same = (): FreshToken => ({ token: 'same', lifetimeMs: 2 * hour })
export const failing = (error: unknown) => () => Promise.reject(error)
/** Lets work in the background go on: it needs no time, only a turn. */
export const turn = () => new Promise(resolve => setImmediate(resolve))
