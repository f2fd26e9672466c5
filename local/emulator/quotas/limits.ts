import { isMembers } from '../platform/members'

/** How often a method may be called by one account. What is left out is not limited. */
export interface Limits {
  /** Calls of one day, which ends at midnight in China; then errcode 45009. */
  readonly daily?: number
  /** Calls of one minute; then errcode 45011. */
  readonly perMinute?: number
}

/** The limits of all methods, and those of single ones, by name: `logistics.addOrder`. */
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
 * @param isMethod whether there is a method of this name
 * @throws Error that says in a sentence what is wrong
 */
export function readQuota(given: unknown, isMethod: (name: string) => boolean): QuotaOptions {
  if (!isMembers(given)) throw new Error('the quota must be an object')
  const methods: { [method: string]: Limits } = {}
  const all = given.methods ?? {}
  if (!isMembers(all)) throw new Error('methods of the quota must be an object')
  for (const [name, limits] of Object.entries(all)) {
    if (!isMethod(name))
      throw new Error(`methods of the quota names ${name.slice(0, 80)}, which is no method`)
    if (!isMembers(limits)) throw new Error(`the quota of ${name} must be an object`)
    methods[name] = checkLimits(limits, `the quota of ${name}`, [])
  }
  return { ...checkLimits(given, 'the quota', ['methods']), methods }
}
