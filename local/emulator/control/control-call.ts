import type { Serving } from '../server/serving'

/** The response of a control route: text, JSON, a page, a file, or what is wrong with the request. */
export interface ControlAnswer {
  text?: string
  json?: unknown
  page?: { html: string; policy: string }
  file?: { contentType: string; text: string }
  problem?: string
}

/** A valid request to a control route. */
export interface ControlCall {
  readonly serving: Serving
  /** The body, as JSON. */
  readonly given: unknown
  readonly query: URLSearchParams
  /** Whether the client accepts HTML. */
  readonly wantsPage: boolean
  /** The URL of the emulator as the client wrote it. */
  readonly url: string
  /** From the header `x-caller`. */
  readonly caller?: string
}
