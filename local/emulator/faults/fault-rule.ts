/** Which requests a fault is for. What is left out is true of every request. */
export interface FaultMatch {
  /** The path of the request; with `*` at its end, all that begin so. */
  readonly path?: string
  /**
   * A verb, `GET` or `POST`, or a method of the catalogue, `logistics.addOrder`. Methods that share verb and path are
   * not told apart: the fault is chosen before the body is read.
   */
  readonly method?: string
  /** The header `x-caller` of the request. */
  readonly caller?: string
  /** The access token that the request carries. */
  readonly token?: string
  /** Acts from the n-th request on, of those that match and that no earlier rule took; 1 by default. */
  readonly nth?: number
  /** Acts so many times; once where `nth` is given, else every time. */
  readonly times?: number
}

/**
 * What happens to a request. The first group answers in place of WeChat, and nothing is executed; with the others alone
 * the request is executed, and its answer is spoilt on its way. Both can be given together.
 */
export interface FaultAction {
  /** Answers with this errcode. */
  readonly errcode?: number
  /** The errmsg that goes with `errcode`. */
  readonly errmsg?: string
  /** HTTP status; without a body of yours, answers with the page of a broken server (200, 204 and 304 with nothing). */
  readonly http?: number
  /** The body, as it is; bytes as `{ "base64": "…" }`. */
  readonly rawBody?: string | { readonly base64: string }
  /** Answers with a redirect to this address; 302 unless `http` says another. */
  readonly redirectTo?: string

  /** The content type of the answer; null sends none. */
  readonly contentType?: string | null
  /** Further headers. */
  readonly headers?: { readonly [name: string]: string }
  /** Content-Encoding: one name or a chain. gzip, deflate and br are really done, others are only said. */
  readonly encoding?: string | readonly string[]
  /** Compresses with gzip and leaves out so many bytes at the end. */
  readonly truncateGzipBy?: number
  /** Waits before it answers, in milliseconds. */
  readonly delayMs?: number
  /** Sends headers and body slowly. */
  readonly dripBytesPerSec?: number
  /**
   * Resets the connection when so many bytes of the answer's body were sent. A client that reads gets just these on
   * Linux, which tells when they arrived; elsewhere a large part of an answer may be lost with the reset.
   */
  readonly resetAfterBytes?: number
  /** Announces so many bytes fewer than the body has. Below 0: more than it has, and then the connection ends. */
  readonly shortContentLength?: number

  /** Executes the request, then resets the connection without an answer. */
  readonly executeThenReset?: boolean
  /** Resets the connection before anything of the body is read. Nothing is executed. */
  readonly dropBeforeRead?: boolean
  /** Resets the connection when so many bytes of the request's body came. Nothing is executed. */
  readonly resetAfterRequestBytes?: number
}

/** A fault: for which requests, and what happens to them. */
export interface FaultRule {
  readonly match?: FaultMatch
  readonly action: FaultAction
}

/** A fault that a request was given. */
export interface Fault {
  readonly id: number
  readonly action: FaultAction
}

/** Whether a fault answers in place of WeChat. */
export const answersItself = ({ errcode, http, rawBody, redirectTo }: FaultAction): boolean =>
  errcode !== undefined || http !== undefined || rawBody !== undefined || redirectTo !== undefined
