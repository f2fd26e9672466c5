import type {
  Caller,
  Effect,
  Emulator,
  FaultAction,
  FaultMatch,
  Limits,
  LogEntry,
  QuotaOptions,
} from '../emulator'
import type { TimerReport } from '../emulator/timers/timer-runner'
import type { AnswerOf, CallOf, MethodName } from './typed-calls'

declare global {
  // As TypeScript's own library and node's types have it, which older versions of both lack.
  interface SymbolConstructor {
    readonly asyncDispose: unique symbol
  }
}

/** Takes back what a test has set. After a reset there is nothing to take back, and it does nothing. */
export interface Handle {
  lift(): Promise<void>
  /** The same: `await using` takes it back at the end of the block. */
  [Symbol.asyncDispose](): Promise<void>
}

/** A fault that is in force. */
export interface FaultHandle extends Handle {
  readonly id: number
  /** To how many requests it was applied so far. */
  applied(): Promise<number>
}

/** A fault rule in one object: which requests, and what happens to them. */
export interface Fault extends Omit<FaultMatch, 'method'>, FaultAction {
  readonly method?: MethodName | 'GET' | 'POST'
}

/** For whom a function is called. */
export interface InvokeOptions {
  /** The first demo user by default; null for a call without a user. */
  readonly openid?: string | null
  readonly unionid?: string
  /** Appid of the mini program; the emulator's first account by default. */
  readonly appid?: string
  /** `wx_client` by default. */
  readonly source?: Caller['SOURCE']
}

/** Documents by collection; dates are `Date`, or `{ $date }` of extended JSON. */
export interface Documents {
  readonly [collection: string]: readonly Readonly<Record<string, unknown>>[]
}

/** The quota of methods, by name. */
export interface Quota extends Limits {
  readonly methods?: { readonly [Name in MethodName]?: Limits }
}

/** Which tokens are revoked. */
export interface RevokedTokens {
  readonly token?: string
  readonly appid?: string
  readonly kind?: 'stable' | 'classic'
  /** What WeChat says of them from then on; 40001 by default. */
  readonly errcode?: 40001 | 40014 | 42001
}

/** The database of a project. */
export interface ProjectDatabase {
  /** Puts documents in; one of the same `_id` is replaced. */
  seed(documents: Documents): Promise<void>
  /** All documents of a collection, or of all collections, as they are committed. */
  dump(collection: string): Promise<Record<string, unknown>[]>
  dump(): Promise<{ [collection: string]: Record<string, unknown>[] }>
}

/** The storage of a project. A file is named by its path, or by its `cloud://` id. */
export interface ProjectStorage {
  /** @returns the file's id */
  put(path: string, content: string | Uint8Array): Promise<string>
  /** The bytes of a file; undefined where there is none. */
  get(file: string): Promise<Buffer | undefined>
  list(): Promise<{ readonly fileID: string; readonly bytes: number }[]>
}

/** A project that runs for a test: its functions, and an emulator of WeChat with a database and a storage. */
export interface Project {
  readonly url: string
  readonly appid: string
  readonly secret: string
  /** For `createOpenapi(we.options)` in the test's own process. */
  readonly options: { readonly baseUrl: string; readonly appid: string; readonly secret: string }
  /** The environment variables with which code in the test's own process reaches the emulator. */
  readonly env: Readonly<Record<string, string>>
  readonly database: ProjectDatabase
  readonly storage: ProjectStorage
  /** The emulator, for what has no method here. */
  readonly emulator: Emulator
  /**
   * Calls a cloud function as a mini program does.
   * @throws FunctionCallError when it fails, as `wx.cloud.callFunction` does
   */
  invoke<Result = unknown>(name: string, event?: unknown, options?: InvokeOptions): Promise<Result>
  /**
   * The calls of a method since the start or the last reset, in their order.
   * @throws Error naming the nearest method when there is none of this name
   */
  called<Name extends MethodName>(method: Name): Promise<CallOf<Name>[]>
  /** All requests that arrived, in their order. */
  log(): Promise<LogEntry[]>
  /** What was really done, in its order: orders created, messages sent, tokens issued. */
  effects(): Promise<Effect[]>
  /**
   * Lets requests fail.
   * @throws Error saying what is wrong with the rule
   */
  fault(fault: Fault): Promise<FaultHandle>
  /**
   * Configures what a method answers.
   * @throws Error when the method does not exist, or the answer cannot be sent
   */
  answer<Name extends MethodName>(method: Name, answer: AnswerOf<Name>): Promise<Handle>
  /**
   * Advances the emulator's clock, and runs the timers that are due.
   * @param time milliseconds, or `90s`, `30m`, `2h`, `1d`
   */
  advance(time: number | string): Promise<{ readonly now: number; readonly timers: readonly TimerReport[] }>
  /** Revokes tokens, all by default; says how many. */
  revoke(which?: RevokedTokens): Promise<number>
  /** Sets how often methods may be called; gives what is in force. Without an argument nothing changes. */
  quota(limits?: Quota): Promise<QuotaOptions>
  /** @throws Error naming the methods that had only a sample to answer with; each call is told once */
  check(): Promise<void>
  /**
   * Takes everything back to the beginning. A function that still runs is ended; the others stay loaded, as in the cloud,
   * unless they are to be loaded anew.
   * @throws Error as `check` does, after the reset, where `onUnhandled` is `error`
   */
  reset(options?: { readonly functions?: boolean }): Promise<void>
  /** Ends everything. May be called twice. @throws Error as `reset` does */
  close(): Promise<void>
  /** `await using we = await startProject()` ends it with the block. */
  [Symbol.asyncDispose](): Promise<void>
}
