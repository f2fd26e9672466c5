import type { Timer } from '../functions/timer-files'
import { demoAccount, type EmulatorAccount, readAccounts } from './accounts/account'
import { type OnUnhandled, unhandledChoices, type WorldOptions } from './create-world'
import type { FaultRule } from './faults/fault-rule'
import { readRules } from './faults/read-rules'
import { accesses } from './gateway/database/access'
import type { CollectionSeed } from './gateway/database/backing'
import { isMembers, type Members } from './platform/members'
import { byFirstName, type FirstNameOf } from './platform/routes'
import type { SeedCall } from './play-calls'
import type { ProfileName } from './profiles/open-profile'
import { type QuotaOptions, readQuota } from './quotas/quota-book'
import { latestMoment } from './state/clock'
import { isTokenPolicy, type TokenPolicy, tokenPolicies } from './tokens/token-book'

/** Runs the local functions that are called; `startFunctions` returns one. */
export interface FunctionCaller {
  invoke(call: {
    name: string
    data?: unknown
    caller?: Readonly<Record<string, string>>
    /** Id of the event whose function calls. */
    from?: string
    /** Aborted when the caller goes away before the response. */
    gone?: AbortSignal
    /** Gets each line that the function writes for it. */
    onLine?(line: string): void
    /** Gets the time that the function took for it. */
    onEnd?(milliseconds: number): void
  }): Promise<unknown>
  /** The timers of the functions; without it, there are none. */
  timers?(): readonly Timer[]
}

/** How functions are reached by HTTP. */
export interface HttpOptions {
  /** The origins of pages that may ask from elsewhere, `http://localhost:5173`. */
  readonly origins?: readonly string[]
}

/** How an emulator is started. */
export interface EmulatorOptions {
  /** The port to listen on; 0, the default, takes any free port. */
  port?: number
  /** `localhost` (default: `127.0.0.1`, and `::1` where there is one) or one of the two: it serves this machine only. */
  host?: string
  /** The accounts that may ask for tokens; one demo account by default. Never give a real secret. */
  accounts?: readonly EmulatorAccount[]
  /**
   * How many requests the log keeps, 1000 by default; the oldest are dropped. Of large ones it keeps fewer: 32 million
   * characters at most.
   */
  logSize?: number
  /** What a new token does to older ones; by default `stable`, as the platform documents it. */
  tokenPolicy?: TokenPolicy
  /** How often methods may be called; by default only the token endpoints have limits. */
  quota?: QuotaOptions
  /** The fault rules at the start. */
  faults?: readonly FaultRule[]
  /** Answers of methods, in WeChat's names, instead of samples: `{ 'logistics.getQuota': { quota_num: 7 } }`. */
  answers?: { readonly [method: string]: Readonly<Record<string, unknown>> }
  /**
   * What becomes of a call that the emulator has only a sample for, without a configured answer: `bypass` (default)
   * answers with the sample, `warn` does so and gives `onLog` a line for each method, `error` refuses it with -604100.
   */
  onUnhandled?: OnUnhandled
  /** Calls that are made at the start and after each reset, as seed. */
  calls?: readonly SeedCall[]
  /** Where its clock starts: a date string, or milliseconds since 1970; by default the machine's clock. */
  clock?: string | number
  /** Listeners for TLS beside the plain one: `true` for all kinds. */
  tls?: boolean | TlsKind | readonly TlsKind[]
  /** Plays WeChat's own hosts for functions: give the emulator's `fence` to `startFunctions`. */
  fence?: boolean
  /** Runs the functions that are called through the cloud gateway. */
  functions?: FunctionCaller
  /**
   * Runs the timers of the functions by real time, too; by default they run only when the clock is advanced.
   */
  liveTimers?: boolean
  /** Answers requests of HTTP by the functions, on a port of its own; by default there is none. */
  http?: HttpOptions
  /** The folder of the local functions, whose config.json say what each may call. */
  functionFolder?: string
  /** Receives a line for each call of a local function that the cloud gateway refuses, with the reason. */
  onLog?(line: string): void
  /**
   * The collections of the cloud's database at the start, and after each reset; of any other name the database says that
   * there is no such collection, until a function creates it.
   */
  collections?: readonly (string | CollectionSeed)[]
  /** Answers as programs that were written for `wechat-api` or `co-wechat-api` expect them. */
  profile?: ProfileName
}

const usualLogSize = 1_000

/**
 * What the world starts with.
 * @param firstNameOf the first name of a method; `undefined` when there is no such method
 * @throws Error with a sentence that says which option is wrong
 */
export function readWorldOptions(
  options: EmulatorOptions,
  firstNameOf: FirstNameOf,
): Omit<WorldOptions, 'routesAt' | 'profile' | 'prepare'> {
  const { accounts = [demoAccount], logSize = usualLogSize, faults = [], answers = {} } = options
  const { tokenPolicy, quota, clock } = options
  if (tokenPolicy !== undefined && !isTokenPolicy(tokenPolicy)) {
    throw new Error(`tokenPolicy must be one of ${tokenPolicies.join(', ')}`)
  }
  const { onUnhandled = 'bypass' } = options
  if (!unhandledChoices.includes(onUnhandled))
    throw new Error(`onUnhandled must be one of ${unhandledChoices.join(', ')}`)
  return {
    accounts: readAccounts(accounts),
    onUnhandled,
    tell: options.onLog,
    logSize: checkLogSize(logSize),
    tokenPolicy,
    quota: quota === undefined ? undefined : readQuota(quota, firstNameOf),
    faults: readFaults(faults, firstNameOf),
    answers: readAnswers(answers, 'the option answers', firstNameOf),
    now: clock === undefined ? undefined : readMoment(clock),
    collections: readCollections(options.collections),
  }
}

function readCollections(given: EmulatorOptions['collections'] = []): readonly CollectionSeed[] {
  if (!Array.isArray(given)) throw new Error('collections must be a list')
  return given.map(one => {
    const seed = typeof one === 'string' ? { name: one } : one
    if (!isMembers(seed) || typeof seed.name !== 'string' || seed.name === '')
      throw new Error('a collection must be a name, or an object with a name')
    const { name, access, documents = [] } = seed as unknown as CollectionSeed
    if (access !== undefined && !accesses.includes(access))
      throw new Error(`access of the collection ${name} must be one of ${accesses.join(', ')}`)
    if (!Array.isArray(documents) || !documents.every(isMembers))
      throw new Error(`documents of the collection ${name} must be a list of objects`)
    return { name, access, documents }
  })
}

function readFaults(given: unknown, firstNameOf: FirstNameOf): readonly FaultRule[] {
  if (!Array.isArray(given)) throw new Error('faults must be a list')
  return readRules(given, firstNameOf)
}

/** Answers by method. @throws Error when a name is not a method, or an answer not an object */
export function readAnswers(
  given: unknown,
  what: string,
  firstNameOf: FirstNameOf,
): { [method: string]: Members } {
  if (!isMembers(given)) throw new Error('answers must be an object of answers by method')
  return byFirstName(given, what, firstNameOf, (answer, name) => {
    if (!isMembers(answer)) throw new Error(`the answer of ${name} must be an object`)
    return answer
  })
}

function readMoment(given: unknown): number {
  const moment = typeof given === 'string' ? Date.parse(given) : given
  if (typeof moment === 'number' && moment >= 0 && moment <= latestMoment) return moment
  throw new Error('clock must be a date string, or milliseconds since 1970')
}

function checkLogSize(size: unknown): number {
  if (Number.isInteger(size) && (size as number) >= 0 && (size as number) <= 1_000_000) return size as number
  throw new Error('logSize must be a whole number from 0 to 1000000')
}

/**
 * The TLS listeners to open.
 * @throws Error when a kind is not known
 */
export function readTls(given: EmulatorOptions['tls'] = false): readonly TlsKind[] {
  if (typeof given === 'boolean') return given ? tlsKinds : []
  const kinds = typeof given === 'string' ? [given] : given
  if (!Array.isArray(kinds))
    throw new Error(`tls must be true, false, or one or more of ${tlsKinds.join(', ')}`)
  const unknown = kinds.find(kind => !tlsKinds.includes(kind))
  if (unknown !== undefined)
    throw new Error(`tls must be one of ${tlsKinds.join(', ')}, got ${String(unknown)}`)
  return [...new Set(kinds)]
}

/**
 * How a TLS listener behaves. `good` is signed by the emulator's own authority; clients must refuse the certificates of
 * the others, and time out at `stalled`, which accepts the connection and never answers.
 */
export type TlsKind = (typeof tlsKinds)[number]

export const tlsKinds = ['good', 'self-signed', 'expired', 'wrong-name', 'stalled'] as const
