/** The requests that a fault applies to. A member that is omitted matches every request. */
export interface FaultMatch {
  /** The path of the request; with `*` at its end, all paths with that prefix. */
  readonly path?: string
  /**
   * A verb, `GET` or `POST`, or a method of the catalogue, `logistics.addOrder`. Methods with the same verb and path
   * match alike: the fault is chosen before the body is read.
   */
  readonly method?: string
  /** The header `x-caller` of the request. */
  readonly caller?: string
  /** The access token that the request carries. */
  readonly token?: string
  /** Applies from the n-th matching request on, not counting those that an earlier rule took; 1 by default. */
  readonly nth?: number
  /** How often it applies; by default once with `nth`, otherwise every time. */
  readonly times?: number
}

/**
 * What happens to a request. The first group answers in place of WeChat, and nothing is executed. With the second group
 * alone the request is executed, and its response is damaged on the way. Both can be combined.
 */
export interface FaultAction {
  /** Answers with this errcode. */
  readonly errcode?: number
  /** The errmsg that goes with `errcode`. */
  readonly errmsg?: string
  /** HTTP status; without a body of yours, answers with the page of a broken server (200, 204 and 304 with nothing). */
  readonly http?: number
  /** The body, verbatim; bytes as `{ "base64": "…" }`. */
  readonly rawBody?: string | { readonly base64: string }
  /** Answers with a redirect to this address; 302 unless `http` says another. */
  readonly redirectTo?: string

  /** The content type of the response; null sends none. */
  readonly contentType?: string | null
  /** Further headers. */
  readonly headers?: { readonly [name: string]: string }
  /** Content-Encoding: one name or a chain. gzip, deflate and br are applied, others are only announced. */
  readonly encoding?: string | readonly string[]
  /** Compresses with gzip and cuts that many bytes off the end. */
  readonly truncateGzipBy?: number
  /** Delays the response, in milliseconds. */
  readonly delayMs?: number
  /** Sends headers and body slowly. */
  readonly dripBytesPerSec?: number
  /**
   * Resets the connection after that many bytes of the response body. On Linux, which tells when they have arrived, a
   * client that reads gets exactly these; elsewhere a large part of a response may be lost with the reset.
   */
  readonly resetAfterBytes?: number
  /** Announces that many bytes fewer than the body has; below 0, more, and then the connection ends. */
  readonly shortContentLength?: number

  /** Executes the request, then resets the connection without a response. */
  readonly executeThenReset?: boolean
  /** Resets the connection before anything of the body is read. Nothing is executed. */
  readonly dropBeforeRead?: boolean
  /** Resets the connection after that many bytes of the request body. Nothing is executed. */
  readonly resetAfterRequestBytes?: number
}

/** A fault rule: which requests it applies to, and what happens to them. */
export interface FaultRule {
  readonly match?: FaultMatch
  readonly action: FaultAction
}

/** The fault of a request. */
export interface Fault {
  readonly id: number
  readonly action: FaultAction
}

/** Whether a fault answers in place of WeChat. */
export const answersItself = ({ errcode, http, rawBody, redirectTo }: FaultAction): boolean =>
  errcode !== undefined || http !== undefined || rawBody !== undefined || redirectTo !== undefined
