import type { Account } from '../accounts/account'
import type { FaultBook } from '../faults/fault-book'
import type { Database } from '../gateway/database/database'
import type { WatchBook } from '../gateway/database/watch-book'
import type { Handlers } from '../namespaces/handler'
import type { Members } from '../platform/members'
import type { Route } from '../platform/routes'
import type { OpenProfile } from '../profiles/open-profile'
import type { QuotaBook } from '../quotas/quota-book'
import type { TokenBook } from '../tokens/token-book'
import type { Clock } from './clock'
import type { Effect, LogEntry } from './records'
import type { Ring } from './ring'

/** Everything that one emulator remembers. A reset throws it away and makes another. */
export interface World {
  readonly accounts: readonly Account[]
  accountOf(appid: string): Account | undefined
  /** Makes room for an account that the profile lets in. @throws Refusal when it does not */
  letIn(appid: string, secret: string): void
  readonly profile?: OpenProfile
  readonly clock: Clock
  readonly tokens: TokenBook
  readonly quotas: QuotaBook
  readonly faults: FaultBook
  /** What the cloud gateway's `database` holds. */
  readonly database: Database
  /** What the mini program watches of it. */
  readonly watches: WatchBook
  /** What methods with a state of their own do, by name. */
  readonly handlers: Handlers
  /** Answers that were given beforehand, in WeChat's names, by the first name of the method. */
  readonly answers: { readonly [method: string]: Members }
  readonly log: Ring<LogEntry>
  readonly effects: Ring<Effect>
  /** The methods that answer at a path. */
  routesAt(path: string): readonly Route[]
  /** Writes down a request; what is not known yet can be set on the entry later. */
  record(entry: Omit<LogEntry, 'seq' | 'time'>): LogEntry
  /** Writes down what was really done. */
  did(effect: Omit<Effect, 'seq' | 'time'>): void
  /** What may be shown of something that was sent. */
  mask(value: unknown): unknown
  /** What may be shown of the text of a body that could not be read. */
  maskUnread(text: string): string
}
