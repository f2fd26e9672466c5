import type { Fault, FaultAction, FaultMatch, FaultRule } from './fault-rule'

/** What is known of a request before its body is read. */
export interface Incoming {
  readonly verb: string
  readonly path: string
  /** The methods of the catalogue that answer to verb and path. */
  readonly methods: readonly string[]
  readonly caller?: string
  readonly token?: string
}

/** A rule as it is listed. */
export interface ListedFault {
  readonly id: number
  readonly match: FaultMatch
  readonly action: FaultAction
  /** How many requests matched so far. */
  readonly seen: number
  /** How many of them it was applied to. */
  readonly used: number
}

type Kept = { -readonly [K in keyof ListedFault]: ListedFault[K] }

const mostRules = 1_000

/** The fault rules of an emulator, in their order. */
export class FaultBook {
  private rules: Kept[] = []
  private lastId = 0

  /**
   * Adds rules behind those there are.
   * @returns their ids
   * @throws Error when there would be too many
   */
  add(rules: readonly FaultRule[]): number[] {
    if (this.rules.length + rules.length > mostRules)
      throw new Error(`there are more than ${mostRules} rules`)
    return rules.map(({ match = {}, action }) => {
      this.lastId += 1
      this.rules.push({ id: this.lastId, match, action, seen: 0, used: 0 })
      return this.lastId
    })
  }

  list(): readonly ListedFault[] {
    return this.rules
  }

  /** Removes one rule, or all; returns how many. */
  remove(id?: number): number {
    const before = this.rules.length
    this.rules = id === undefined ? [] : this.rules.filter(rule => rule.id !== id)
    return before - this.rules.length
  }

  get isEmpty(): boolean {
    return this.rules.length === 0
  }

  /** The fault of this request: of the first rule that matches and is not used up. */
  take(request: Incoming): Fault | undefined {
    for (const rule of this.rules) {
      const { match } = rule
      const times = match.times ?? (match.nth === undefined ? Number.POSITIVE_INFINITY : 1)
      if (!isMeant(match, request)) continue
      rule.seen += 1
      if (rule.seen < (match.nth ?? 1) || rule.used >= times) continue
      rule.used += 1
      return { id: rule.id, action: rule.action }
    }
    return undefined
  }
}

function isMeant({ path, method, caller, token }: FaultMatch, request: Incoming): boolean {
  return (
    (path === undefined || isPath(path, request.path)) &&
    (method === undefined || method.toUpperCase() === request.verb || request.methods.includes(method)) &&
    (caller === undefined || caller === request.caller) &&
    (token === undefined || token === request.token)
  )
}

const isPath = (wanted: string, path: string): boolean =>
  wanted.endsWith('*') ? path.startsWith(wanted.slice(0, -1)) : path === wanted
