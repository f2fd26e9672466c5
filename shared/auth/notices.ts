/** What kind of trouble a warning speaks of: the token store, or somebody else who fetches tokens. */
export type WarningKind = 'store' | 'rival'

/** That a token was had anew. */
export interface Refreshed {
  /** From WeChat, or published by another process that shares the store. */
  readonly from: 'source' | 'store'
  /** Whether WeChat was made to give another token than it would have. */
  readonly forced: boolean
  readonly durationMs: number
  /** What went wrong; absent when there is a token. */
  readonly errCode?: number
}

/** Where keepers of tokens say what happens. Nothing that they say holds a token or a secret. */
export interface Notices {
  warn(kind: WarningKind, message: string): void
  refreshed(how: Refreshed): void
}

/** Nobody listens. */
export const silent: Notices = { warn() {}, refreshed() {} }
