import type { Agent } from 'node:http'
import type { Callback } from './answer'
import type { Summary, WeChatAPIError } from './errors'
import type { AccessToken, Ticket } from './token-and-ticket'

/** A token or a ticket as a store keeps it: the class or a plain object. */
export type Kept<T> = Omit<T, 'isValid'>

type Done = (error?: unknown) => void

/** Reads the token that all processes share; gives nothing when there is none. In either style. */
export type GetToken = (
  callback: (error: unknown, token?: Kept<AccessToken> | null) => void,
) => unknown | Promise<Kept<AccessToken> | null | undefined>

/** Keeps a token for all processes. In either style. */
export type SaveToken = (token: AccessToken, callback: Done) => unknown

export type GetTicketToken = (
  type: string,
  callback: (error: unknown, ticket?: Kept<Ticket> | null) => void,
) => unknown

export type SaveTicketToken = (type: string, ticket: Ticket, callback: Done) => unknown

/** What `beforeRequest` sees and may change. `path` holds the access token. */
export interface RequestView {
  method: string
  path: string
  headers: { [name: string]: string }
  body?: Buffer | string
}

/** What `setOpts` takes. */
export interface Options {
  /** The longest a call may take, in milliseconds; uploads and downloads have a minute. */
  timeout?: number | string | readonly (number | string)[]
  /** An agent of your own, for a proxy. */
  agent?: Agent
  httpsAgent?: Agent
  /** Sees each request last; may change it, or give another. */
  beforeRequest?: (request: RequestView) => RequestView | undefined
  /** The largest file or stream that is sent, in bytes; 20 MB by default. */
  maxUploadBytes?: number
  /** Headers of every `request`. */
  headers?: { [name: string]: unknown }
  /** `false`: no warning about methods that WeChat has retired. */
  retiredWarnings?: boolean
  [option: string]: unknown
}

/** What one `request` may say. */
export interface RequestOptions extends Options {
  /** The verb; `method` says the same. */
  type?: string
  method?: string
  /** Goes into the URL of a GET, else into the body. */
  data?: unknown
  /** The body as it is; `data` is passed over. */
  content?: string | Buffer
  /** `json`: an object is sent as JSON, to whomever. */
  contentType?: string
  /** The body, read to its end. */
  stream?: NodeJS.ReadableStream
  /** User and password of a host of your own, `user:password`. */
  auth?: string
  /** `json`: the answer is parsed; `text`: it is text; else it is bytes for a callback. */
  dataType?: string
}

/** The part of an instance that is not a method of the table. */
export interface Instance {
  appid: string
  appsecret: string
  getToken: GetToken
  saveToken: SaveToken
  /** Never fetch a token: the user's own is the only one. */
  tokenFromCustom?: unknown
  /** Where calls go. */
  endpoint: string
  mpPrefix: string
  fileServerPrefix: string
  prefix: string
  snsPrefix: string
  payPrefix: string
  merchantPrefix: string
  customservicePrefix: string
  wxaPrefix: string
  defaults: Options
  /** The token in memory. */
  store?: Kept<AccessToken>
  /** The token of the latest call. */
  token?: Kept<AccessToken>
  ticketStore: { [type: string]: Kept<Ticket> }
  getTicketToken: GetTicketToken
  saveTicketToken: SaveTicketToken
  jsTicket?: Ticket
  wxCardTicket?: Ticket

  setOpts(options: Options): void
  setEndpoint(domain: string): void
  /** Sees each request last, as `setOpts({ beforeRequest })` does. */
  setHook(beforeRequest: Options['beforeRequest']): void
  registerTicketHandle(getTicketToken?: GetTicketToken, saveTicketToken?: SaveTicketToken): void

  request(url: string, callback: Callback<unknown>): void
  request(url: string, options: RequestOptions, callback: Callback<unknown>): void
  request(url: string, options?: RequestOptions): Promise<unknown>
  /** Gets a token, then calls a method of this instance; once more with another token if WeChat refuses it. */
  preRequest(method: (...args: never[]) => unknown, args: ArrayLike<unknown>, retried?: boolean): void

  getAccessToken(callback: Callback<AccessToken>): this
  getAccessToken(): Promise<AccessToken>
  getLatestToken(callback: Callback<AccessToken>): void
  getLatestToken(): Promise<AccessToken>
  ensureAccessToken(): Promise<AccessToken>

  getTicket(callback: Callback<Ticket>): void
  getTicket(type: string, callback: Callback<Ticket>): void
  getTicket(type?: string): Promise<Ticket>
  getLatestTicket(callback: Callback<Ticket>): void
  getLatestTicket(): Promise<Ticket>
  ensureTicket(type?: string): Promise<Ticket>
}

export type { Summary, WeChatAPIError }
