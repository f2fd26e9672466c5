import type { Members } from '../platform/members'

/** One request as it arrived, in the order of arrival. Tokens and secrets are masked. */
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
  /** What the caller said about itself in the header `x-caller`. */
  caller?: string
  /** The id of the fault that it was given. */
  fault?: number
  /** `cloud` when it came through the cloud gateway, where no token is needed. */
  through?: 'cloud'
  /** The local cloud function that made the call, where that is known. */
  functionName?: string
}

/** Something that was really done: an order made, a message sent, a token given. */
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
  /** What the caller said about itself in the header `x-caller`. */
  caller?: string
}
