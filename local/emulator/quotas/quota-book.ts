import { minuteMs } from '../../../shared/errors/time'
import { isMembers } from '../platform/members'
import { byFirstName, type FirstNameOf } from '../platform/routes'
import { type Clock, dayOf, monthOf } from '../state/clock'

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

  /** Replaces the limits; the documented ones stay where no other is given. */
  set(options: QuotaOptions): void {
    this.options = { ...options, methods: { ...documentedLimits, ...options.methods } }
  }

  /** The limits in force. */
  get limits(): QuotaOptions {
    return this.options
  }

  /** Counts a call; returns the errcode when the quota is used up. Refused calls are not counted. */
  spend(appid: string, counted: Counted): 45009 | 45011 | undefined {
    const { daily, perMinute } = this.limitsOf(counted.method)
    const count = this.countOf(appid, counted.http)
    if (daily !== undefined && count.ofDay >= daily) return 45009
    if (perMinute !== undefined && count.ofMinute >= perMinute) return 45011
    count.ofDay += 1
    count.ofMinute += 1
    return undefined
  }

  /** The limit of the day and what is left of it; without a limit, more than any test uses. */
  left(appid: string, counted: Counted): { dailyLimit: number; used: number; perMinute?: number } {
    const { daily = 10_000_000, perMinute } = this.limitsOf(counted.method)
    return { dailyLimit: daily, used: this.countOf(appid, counted.http).ofDay, perMinute }
  }

  /**
   * Clears the count of an account, ten times a month.
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
    const thisMinute = Math.floor(now / minuteMs)
    if (count.day !== day) [count.day, count.ofDay] = [day, 0]
    if (count.minute !== thisMinute) [count.minute, count.ofMinute] = [thisMinute, 0]
    return count
  }
}

/** How often one account may call a method. What is omitted is unlimited. */
export interface Limits {
  /** Calls of one day, which ends at midnight in China; then errcode 45009. */
  readonly daily?: number
  /** Calls of one minute; then errcode 45011. */
  readonly perMinute?: number
}

/** The limits of all methods, and those of single ones, by name: `logistics.addOrder`; second names count with the first. */
export interface QuotaOptions extends Limits {
  readonly methods?: { readonly [method: string]: Limits }
}

/** What WeChat documents. */
const documentedLimits: { readonly [method: string]: Limits } = {
  'auth.getAccessToken': { daily: 2_000 },
  'auth.getStableAccessToken': { daily: 500_000, perMinute: 10_000 },
}

const isLimit = (value: unknown): boolean =>
  value === undefined || (Number.isInteger(value) && (value as number) >= 0)

function checkLimits(given: object, name: string, others: readonly string[]): Limits {
  const { daily, perMinute } = given as Limits
  if (!isLimit(daily) || !isLimit(perMinute)) {
    throw new Error(`daily and perMinute of ${name} must be whole numbers from 0`)
  }
  const unknown = Object.keys(given).find(key => !['daily', 'perMinute', ...others].includes(key))
  if (unknown) throw new Error(`${name} has "${unknown}"; it may have daily, perMinute`)
  return { daily, perMinute }
}

/**
 * Reads limits that were given.
 * @param firstNameOf the first name of a method; `undefined` when there is no such method
 * @throws Error with a sentence that says what is wrong
 */
export function readQuota(given: unknown, firstNameOf: FirstNameOf): QuotaOptions {
  if (!isMembers(given)) throw new Error('the quota must be an object')
  const { methods: all = {} } = given
  if (!isMembers(all)) throw new Error('methods of the quota must be an object')
  const methods = byFirstName(all, 'the quota', firstNameOf, (limits, name) => {
    if (!isMembers(limits)) throw new Error(`the quota of ${name} must be an object`)
    return checkLimits(limits, `the quota of ${name}`, [])
  })
  return { ...checkLimits(given, 'the quota', ['methods']), methods }
}
