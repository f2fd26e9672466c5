import type { Account } from '../accounts/account'
import type { UserBook } from '../accounts/user-book'
import type { FaultBook } from '../faults/fault-book'
import type { Database } from '../gateway/database/database'
import type { WatchBook } from '../gateway/database/watch'
import type { PaymentBook } from '../gateway/pay/payment-book'
import type { CloudFiles } from '../gateway/storage/cloud-files'
import type { Handlers } from '../namespaces/handler'
import type { Members } from '../platform/members'
import type { Route } from '../platform/routes'
import type { OpenProfile } from '../profiles/open-profile'
import type { QuotaBook } from '../quotas/quota-book'
import type { TokenBook } from '../tokens/token-book'
import type { Clock } from './clock'

/** Everything that one emulator remembers. A reset throws it away and makes another. */
export interface World {
  readonly accounts: readonly Account[]
  accountOf(appid: string): Account | undefined
  /** Adds an account that the profile lets in. @throws Refusal when it does not */
  letIn(appid: string, secret: string): void
  /** Makes room for the account of a function that calls WeChat by itself. @throws Refusal when the secret is none */
  admit(appid: string, secret: string): void
  /** Codes of users, and where they signed in. */
  readonly users: UserBook
  readonly profile?: OpenProfile
  readonly clock: Clock
  readonly tokens: TokenBook
  readonly quotas: QuotaBook
  readonly faults: FaultBook
  /** What the cloud gateway's `database` holds. */
  readonly database: Database
  /** What the mini program watches of it. */
  readonly watches: WatchBook
  /** What the cloud gateway's `storage` holds. */
  readonly files: CloudFiles
  /** The orders of `cloudPay`. */
  readonly payments: PaymentBook
  /** What methods with a state of their own do, by name. */
  readonly handlers: Handlers
  /**
   * Configured answers, in WeChat's names, by the first name of the method. Those of the start are its prototype: they
   * show again when one that was set later is deleted.
   */
  readonly answers: { [method: string]: Members }
  readonly log: Ring<LogEntry>
  /** What was answered to the requests of the log, where it was text. */
  readonly responses: WeakMap<LogEntry, string>
  readonly effects: Ring<Effect>
  /** The methods that were answered with a sample, or refused in its place, and how often. */
  readonly samples: ReadonlyMap<string, number>
  /** Notes that there is only a sample for a method. @throws Refusal when that must not be the answer */
  sampled(method: string): void
  /** The methods that answer at a path. */
  routesAt(path: string): readonly Route[]
  /** Logs a request; what is not known yet is set on the entry later. */
  record(entry: Omit<LogEntry, 'seq' | 'time'>): LogEntry
  /** Records a side effect. */
  did(effect: Omit<Effect, 'seq' | 'time'>): void
  /** What may be shown of something that was sent. */
  mask(value: unknown): unknown
  /** What may be shown of the text of a body that could not be read. */
  maskUnread(text: string): string
}

/** One request, in the order of arrival. Tokens and secrets are masked. */
export interface LogEntry {
  /** Counts up from 1 since the start or the last reset. */
  seq: number
  /** Emulator time, in milliseconds since 1970. */
  time: number
  verb: string
  path: string
  /** The method of the catalogue that was meant, `logistics.addOrder`; absent for unknown paths. */
  method?: string
  /** The account that called, once it is known. */
  appid?: string
  /** The query, without the token. */
  query: Record<string, unknown>
  /** The body as it was read: JSON, the parts of a multipart body, or how many bytes there were. */
  body?: unknown
  /** HTTP status of the answer. */
  status: number
  /** Errcode of the answer, 0 when it went well. */
  errcode?: number
  /** Errmsg of the answer. */
  errmsg?: string
  /** The caller's name, from the header `x-caller`. */
  caller?: string
  /** The id of the fault rule that was applied to it. */
  fault?: number
  /** `cloud` when it came through the cloud gateway, where no token is needed. */
  through?: 'cloud'
  /** The local cloud function that made the call, where that is known. */
  functionName?: string
}

/** A side effect: an order created, a message sent, a token issued. */
export interface Effect {
  /** Counts up from 1 since the start or the last reset. */
  seq: number
  /** Emulator time, in milliseconds since 1970. */
  time: number
  /** The method that did it. */
  method: string
  /** The account it was done for. */
  appid: string
  /** What was done, `order created`. */
  what: string
  /** The facts of it. */
  facts: Members
  /** The caller's name, from the header `x-caller`. */
  caller?: string
}

/**
 * How many characters a ring holds at most, written as JSON: far below the longest string, so that it can always be
 * listed.
 */
const mostCharacters = 32 * 1024 * 1024

interface Kept<T> {
  readonly item: T
  characters: number
}

/** A list that keeps only its newest items, by their number and by what they take, so that an emulator can run for weeks. */
export class Ring<T> {
  private kept: (Kept<T> | undefined)[] = []
  /** Where the oldest one is; those before it were dropped. */
  private start = 0
  private characters = 0

  constructor(private readonly size: number) {}

  /** Adds an item. It may still grow until the next one is added. */
  add(item: T): void {
    this.weighNewest()
    this.kept.push({ item, characters: 0 })
    while (this.kept.length - this.start > this.size || this.characters > mostCharacters) this.dropOldest()
  }

  clear(): void {
    this.kept = []
    this.start = 0
    this.characters = 0
  }

  /**
   * Oldest first.
   * @param last how many of the newest; all by default
   */
  list(last = this.kept.length): T[] {
    return this.kept.slice(Math.max(this.start, this.kept.length - last)).map(one => one!.item)
  }

  private weighNewest(): void {
    if (this.kept.length === this.start) return
    const newest = this.kept[this.kept.length - 1]!
    newest.characters = JSON.stringify(newest.item).length
    this.characters += newest.characters
  }

  private dropOldest(): void {
    this.characters -= this.kept[this.start]!.characters
    this.kept[this.start] = undefined
    this.start += 1
    // Now and then, not for each one: moving all the others up takes its time.
    if (this.start * 2 > this.kept.length) {
      this.kept = this.kept.slice(this.start)
      this.start = 0
    }
  }
}
