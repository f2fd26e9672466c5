import type { Deadline } from './clock'

/** A request as it goes out: everything escaped, every byte known. */
export interface OutgoingRequest {
  readonly verb: string
  /** Path with its query. Holds the token: never show it. */
  readonly target: string
  readonly contentType?: string
  /** Headers beside the content type. */
  readonly headers?: { readonly [name: string]: string }
  /** JSON stays text: node sends it in one write with its headers. */
  readonly body?: Buffer | string
}

/** What came back, read to the end and decompressed. */
export interface Answer {
  readonly status: number
  readonly contentType: string
  /** The Content-Disposition, which may name a file. */
  readonly disposition?: string
  /** All headers, where the way has any. */
  readonly headers?: { readonly [name: string]: string | string[] | undefined }
  readonly body: Buffer
}

/** What bounds one exchange. */
export interface SendOptions {
  /** The name of the method, for error messages. */
  readonly method: string
  readonly deadline: Deadline
  /** The longest that a new connection may take; a TimeoutError then comes before the deadline. */
  readonly connectMs?: number
  readonly signal?: AbortSignal
}

/** Carries bytes to WeChat and back. */
export interface Transport {
  /**
   * Sends one request, once.
   * @throws TransportError, TimeoutError, AbortError, AnswerError; `maybeExecuted` says whether the request had
   * left this machine
   */
  send(request: OutgoingRequest, options: SendOptions): Promise<Answer>
}
