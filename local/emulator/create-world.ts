import { type EmulatorAccount, openAccount, openGuest, realAppid, secretsOf } from './accounts/account'
import { UserBook } from './accounts/user-book'
import { FaultBook } from './faults/fault-book'
import type { FaultRule } from './faults/fault-rule'
import type { Backing, CollectionSeed } from './gateway/database/backing'
import { Database } from './gateway/database/database'
import { WatchBook } from './gateway/database/watch'
import { PaymentBook } from './gateway/pay/payment-book'
import { CloudFiles } from './gateway/storage/cloud-files'
import type { Shelf } from './gateway/storage/shelf'
import { auth } from './namespaces/auth'
import type { Handlers } from './namespaces/handler'
import { accountHandlers } from './namespaces/logistics/accounts'
import { carrierHandlers } from './namespaces/logistics/carrier-side'
import { orderHandlers } from './namespaces/logistics/orders'
import { printerHandlers } from './namespaces/logistics/printers'
import { openShops } from './namespaces/logistics/shop'
import { media } from './namespaces/media'
import { openApi } from './namespaces/open-api'
import { phoneNumber } from './namespaces/phone-number'
import { security } from './namespaces/security'
import type { Members } from './platform/members'
import { Refusal } from './platform/refusal'
import type { OpenProfile } from './profiles/open-profile'
import { QuotaBook, type QuotaOptions } from './quotas/quota-book'
import { createClock } from './state/clock'
import { mask, maskUnread } from './state/mask'
import { type Effect, type LogEntry, Ring, type World } from './state/world'
import { TokenBook, type TokenPolicy } from './tokens/token-book'

export const unhandledChoices = ['bypass', 'warn', 'error'] as const

/** What becomes of a call that the emulator has only a sample for: it is answered, answered with a warning, or refused. */
export type OnUnhandled = (typeof unhandledChoices)[number]

/** How a world is at its start. */
export interface WorldOptions {
  readonly accounts: readonly EmulatorAccount[]
  readonly logSize: number
  readonly routesAt: World['routesAt']
  readonly tokenPolicy?: TokenPolicy
  readonly quota?: QuotaOptions
  readonly faults?: readonly FaultRule[]
  readonly answers?: { readonly [method: string]: Members }
  readonly collections?: readonly CollectionSeed[]
  readonly profile?: OpenProfile
  /** What stands behind its database. */
  readonly backing?: Backing
  /** Where the files of its storage are; in memory by default. */
  readonly shelf?: () => Shelf
  /** Makes the seed calls; they do not count among the side effects. */
  readonly prepare?: (world: World) => void
  /** What becomes of a call that there is only a sample for; `bypass` by default. */
  readonly onUnhandled?: OnUnhandled
  /** Gets the line that warns of it. */
  readonly tell?: (line: string) => void
  /** Where its clock starts, in milliseconds since 1970; by default the machine's clock. */
  readonly now?: number
}

// Enough to count the duplicates of long runs, where each takes some hundred bytes; of large ones a ring keeps fewer.
const mostEffects = 100_000
/** Guests who are let in count too. */
const mostAccounts = 1_000
const realSecret = /^[\da-f]{32}$/

/** Makes the world as it is at the start, demo data included. */
export function createWorld(options: WorldOptions): World {
  const clock = createClock()
  if (options.now !== undefined) clock.set(options.now)
  const accounts = options.accounts.map(openAccount)
  const { profile } = options
  let requests = 0
  let effects = 0
  const log = new Ring<LogEntry>(options.logSize)
  const done = new Ring<Effect>(mostEffects)
  const samples = new Map<string, number>()
  // Calls of a seed are the user's own: nothing depends on what they answer.
  let isReady = false
  const handlers: { [method: string]: Handlers[string] } = {}
  const secrets = () => accounts.flatMap(secretsOf)
  const database = new Database(options.collections, undefined, options.backing)
  const maskHere = (value: unknown) => mask(value, secrets())
  const world: World = {
    accounts,
    accountOf: appid => accounts.find(account => account.appid === appid),
    letIn(appid, secret) {
      if (!profile || world.accountOf(appid) || accounts.length >= mostAccounts) return
      accounts.push(openAccount(profile.letIn(appid, secret)))
    },
    admit(appid, secret) {
      if (world.accountOf(appid) || !realAppid.test(appid) || accounts.length >= mostAccounts) return
      if (!realSecret.test(secret)) throw new Refusal(40125)
      accounts.push(openGuest(appid, secret))
    },
    users: new UserBook(clock.now),
    profile,
    clock,
    tokens: new TokenBook(clock, options.tokenPolicy),
    quotas: new QuotaBook(clock, options.quota),
    faults: new FaultBook(),
    database,
    watches: new WatchBook(database, clock.now),
    files: new CloudFiles(clock, options.shelf?.()),
    payments: new PaymentBook(clock.now),
    handlers,
    answers: Object.create(options.answers ?? {}),
    log,
    responses: new WeakMap(),
    samples,
    sampled(method) {
      const count = samples.get(method) ?? 0
      samples.set(method, count + 1)
      if (options.onUnhandled === 'warn' && count === 0 && isReady) options.tell?.(sampledLine(method))
      if (options.onUnhandled === 'error' && isReady)
        throw new Refusal(-604100, undefined, sampledLine(method))
    },
    effects: done,
    routesAt: options.routesAt,
    mask: maskHere,
    maskUnread: text => maskUnread(text, secrets()),
    record(entry) {
      requests += 1
      const kept = { seq: requests, time: clock.now(), ...entry }
      log.add(kept)
      return kept
    },
    did(effect) {
      effects += 1
      done.add({ seq: effects, time: clock.now(), ...effect, facts: maskHere(effect.facts) as Members })
    },
  }
  world.faults.add(options.faults ?? [])
  for (const namespace of namespaces) Object.assign(handlers, namespace(world))
  Object.assign(handlers, profile?.handlers())
  options.prepare?.(world)
  done.clear()
  samples.clear()
  isReady = true
  effects = 0
  return world
}

const sampledLine = (method: string): string =>
  `the emulator has no behaviour for ${method}, only a sample; configure the answer that the program is to get`

/** The namespaces with state. All others answer samples, without a line here. */
const namespaces: readonly ((world: World) => Handlers)[] = [
  auth,
  logistics,
  media,
  openApi,
  phoneNumber,
  security,
]

/** 物流助手, with state: carriers, accounts, printers, waybills and the traces of parcels. */
function logistics(world: World): Handlers {
  const shops = openShops(world)
  return {
    ...accountHandlers(shops),
    ...printerHandlers(shops),
    ...orderHandlers(shops),
    ...carrierHandlers(shops),
  }
}
