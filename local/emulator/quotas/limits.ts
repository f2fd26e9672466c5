import { byFirstName, type FirstNameOf } from '../platform/by-first-name'
import { isMembers } from '../platform/members'

/** How often a method may be called by one account. What is left out is not limited. */
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
export const documentedLimits: { readonly [method: string]: Limits } = {
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
 * Reads limits that somebody gave.
 * @param firstNameOf the first name of a method; `undefined` when there is no such method
 * @throws Error that says in a sentence what is wrong
 */
export function readQuota(given: unknown, firstNameOf: FirstNameOf): QuotaOptions {
  if (!isMembers(given)) throw new Error('the quota must be an object')
  const { methods: all = {} } = given
  if (!isMembers(all)) throw new Error('methods of the quota must be an object')
  const methods = byFirstName(all, 'methods of the quota', firstNameOf, (limits, name) => {
    if (!isMembers(limits)) throw new Error(`the quota of ${name} must be an object`)
    return checkLimits(limits, `the quota of ${name}`, [])
  })
  return { ...checkLimits(given, 'the quota', ['methods']), methods }
}
