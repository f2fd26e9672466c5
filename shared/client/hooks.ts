import type { Notices, Refreshed, WarningKind } from '../auth/renewal'

/** One attempt of a call. */
export interface RequestEvent {
  /** `logistics.updatePrinter` */
  readonly method: string
  readonly appid: string
  /** 1 for the first. */
  readonly attempt: number
  readonly verb: 'GET' | 'POST'
  /** The path, without its query. */
  readonly path: string
}

/** How an attempt ended. */
export interface ResponseEvent extends RequestEvent {
  readonly durationMs: number
  /** 0 for success. */
  readonly errCode: number
  /** WeChat's id of the request, where it gave one. */
  readonly rid?: string
}

/** That a call will be sent again. */
export interface RetryEvent {
  readonly method: string
  readonly appid: string
  /** The attempt that failed. */
  readonly attempt: number
  readonly errCode: number
  readonly delayMs: number
}

/** That a token was had anew, or could not be had. */
export interface TokenRefreshEvent extends Refreshed {
  readonly appid: string
}

/** Something that an operator should know. */
export interface WarningEvent {
  readonly kind: WarningKind
  readonly appid: string
  readonly message: string
}

/**
 * What a client tells about its work, for logs, metrics and traces. No event holds a token, a secret, a parameter or
 * a result. What a hook throws is passed over.
 */
export interface Hooks {
  onRequest?(event: RequestEvent): void
  onResponse?(event: ResponseEvent): void
  onRetry?(event: RetryEvent): void
  onTokenRefresh?(event: TokenRefreshEvent): void
  onWarning?(event: WarningEvent): void
}

/** Calls a hook, if there is one; neither what it throws nor how long it takes touches the call. */
export function tell<E>(hook: ((event: E) => unknown) | undefined, event: () => E): void {
  if (!hook) return
  try {
    Promise.resolve(hook(event())).catch(() => undefined)
  } catch {}
}

/** The same for what happens to the token of an account. */
export const noticesTo = (hooks: Hooks, appid: string): Notices => ({
  warn: (kind, message) => tell(hooks.onWarning, () => ({ kind, appid, message })),
  refreshed: how => tell(hooks.onTokenRefresh, () => ({ appid, ...how })),
})
