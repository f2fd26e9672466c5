import type { Serving } from '../server/serving'

/** What a control route gives: text, JSON, a page, or what is wrong with the request. */
export interface ControlAnswer {
  text?: string
  json?: unknown
  page?: { html: string; policy: string }
  file?: { contentType: string; text: string }
  problem?: string
}

/** A request to a control route, after it was found acceptable. */
export interface ControlCall {
  readonly serving: Serving
  /** The body, as JSON. */
  readonly given: unknown
  readonly query: URLSearchParams
  /** Whether somebody asks who reads pages. */
  readonly wantsPage: boolean
  /** Where the emulator was asked. */
  readonly url: string
  /** From the header `x-caller`. */
  readonly caller?: string
}
