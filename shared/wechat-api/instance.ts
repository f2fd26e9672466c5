import type { Agent } from 'node:http'
import type { Callback } from './answer'
import type { AccessToken, Ticket } from './token-and-ticket'

/** A token or a ticket as a store keeps it: an instance or a plain object. */
export type Kept<T> = Omit<T, 'isValid'>

type Done = (error?: unknown) => void

/** Reads the token that all processes share; `undefined` if there is none. In either style. */
export type GetToken = (
  callback: (error: unknown, token?: Kept<AccessToken> | null) => void,
) => unknown | Promise<Kept<AccessToken> | null | undefined>

/** Stores a token for all processes. In either style. */
export type SaveToken = (token: AccessToken, callback: Done) => unknown

export type GetTicketToken = (
  type: string,
  callback: (error: unknown, ticket?: Kept<Ticket> | null) => void,
) => unknown

export type SaveTicketToken = (type: string, ticket: Ticket, callback: Done) => unknown

/** What `beforeRequest` sees and may change. `path` contains the access token. */
export interface RequestView {
  method: string
  path: string
  headers: { [name: string]: string }
  body?: Buffer | string
}

/** The options of `setOpts`. */
export interface Options {
  /** The timeout of a call, in milliseconds; at least a minute for uploads and downloads. */
  timeout?: number | string | readonly (number | string)[]
  /** Your own agent, for a proxy. */
  agent?: Agent
  httpsAgent?: Agent
  /** Sees each request last; may change it, or return another. */
  beforeRequest?: (request: RequestView) => RequestView | undefined
  /** The largest file or stream that is sent, in bytes; 20 MB by default. */
  maxUploadBytes?: number
  /** Headers of every `request`. */
  headers?: { [name: string]: unknown }
  /** `false`: no warning about methods that WeChat has retired. */
  retiredWarnings?: boolean
  [option: string]: unknown
}

/** The options of one `request`. */
export interface RequestOptions extends Options {
  /** The verb; `method` is the same. */
  type?: string
  method?: string
  /** Goes into the URL of a GET, otherwise into the body. */
  data?: unknown
  /** The body as it is; `data` is ignored. */
  content?: string | Buffer
  /** `json`: an object is sent as JSON, to any host. */
  contentType?: string
  /** The body, read completely. */
  stream?: NodeJS.ReadableStream
  /** User and password for your own host, `user:password`. */
  auth?: string
  /** `json`: the response is parsed; `text`: it is text; otherwise it is bytes for a callback. */
  dataType?: string
}

/** Everything on an instance except the methods of the table. */
export interface Instance {
  appid: string
  appsecret: string
  getToken: GetToken
  saveToken: SaveToken
  /** Never fetch a token: use only the user's own. */
  tokenFromCustom?: unknown
  /** The base URL of all calls. */
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
  /** Gets a token, then calls a method of this instance; retries once with another token if WeChat rejects it. */
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
