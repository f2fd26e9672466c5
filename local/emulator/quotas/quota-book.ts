import { type Clock, dayOf, minute, monthOf } from '../state/clock'
import { documentedLimits, type Limits, type QuotaOptions } from './limits'

interface Count {
  day: number
  ofDay: number
  minute: number
  ofMinute: number
}

/** A method, as calls of it are counted: second names count together with the first. */
export interface Counted {
  readonly method: string
  /** Verb and path. */
  readonly http: string
}

const clearingsPerMonth = 10

/** How often each account called each method. */
export class QuotaBook {
  private readonly counts = new Map<string, Map<string, Count>>()
  private readonly clearings = new Map<string, { month: number; count: number }>()
  private options: QuotaOptions = {}

  constructor(
    private readonly clock: Clock,
    options: QuotaOptions = {},
  ) {
    this.set(options)
  }

  /** Puts other limits in the place of the present ones; the documented ones stay where nothing else is said. */
  set(options: QuotaOptions): void {
    this.options = { ...options, methods: { ...documentedLimits, ...options.methods } }
  }

  /** The limits in force. */
  get limits(): QuotaOptions {
    return this.options
  }

  /** Counts a call; the errcode, when the account has no more. Refused calls are not counted. */
  spend(appid: string, counted: Counted): 45009 | 45011 | undefined {
    const { daily, perMinute } = this.limitsOf(counted.method)
    const count = this.countOf(appid, counted.http)
    if (daily !== undefined && count.ofDay >= daily) return 45009
    if (perMinute !== undefined && count.ofMinute >= perMinute) return 45011
    count.ofDay += 1
    count.ofMinute += 1
    return undefined
  }

  /** The limit of the day and what is left of it; without a limit, what nobody uses up. */
  left(appid: string, counted: Counted): { dailyLimit: number; used: number; perMinute?: number } {
    const { daily = 10_000_000, perMinute } = this.limitsOf(counted.method)
    return { dailyLimit: daily, used: this.countOf(appid, counted.http).ofDay, perMinute }
  }

  /**
   * Gives an account the calls of the day back, ten times a month.
   * @returns false when these are used up
   */
  clear(appid: string, http?: string): boolean {
    const month = monthOf(this.clock.now())
    const before = this.clearings.get(appid)
    const count = before?.month === month ? before.count : 0
    if (count >= clearingsPerMonth) return false
    this.clearings.set(appid, { month, count: count + 1 })
    if (http === undefined) this.counts.delete(appid)
    else this.counts.get(appid)?.delete(http)
    return true
  }

  private limitsOf(method: string): Limits {
    const own = this.options.methods?.[method]
    return own ?? this.options
  }

  private countOf(appid: string, http: string): Count {
    const now = this.clock.now()
    const ofAccount = this.counts.get(appid) ?? new Map<string, Count>()
    this.counts.set(appid, ofAccount)
    const count = ofAccount.get(http) ?? { day: 0, ofDay: 0, minute: 0, ofMinute: 0 }
    ofAccount.set(http, count)
    const day = dayOf(now)
    const thisMinute = Math.floor(now / minute)
    if (count.day !== day) [count.day, count.ofDay] = [day, 0]
    if (count.minute !== thisMinute) [count.minute, count.ofMinute] = [thisMinute, 0]
    return count
  }
}
