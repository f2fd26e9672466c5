import { isTokenErrcode } from '../errors/errcodes'
import { type Answered, type Callback, deliver, takeCallback } from './answer'
import { deadlineFor, during } from './deadlines'
import { asOldError } from './errors'
import { noteBuilt } from './hooks'
import { repeatsItself } from './install'
import type { GetTicketToken, Instance, Kept, Options, RequestOptions, SaveTicketToken } from './instance'
import { sendUrl } from './send-url'
import { stateOf } from './state'
import {
  type CardExt,
  type CardExtParam,
  type JsConfig,
  type JsConfigParam,
  type Members,
  type ShakehbConfig,
  signShakehb,
  ticketMethods,
} from './ticket-methods'
import type { AccessToken, Ticket } from './token-and-ticket'

/** Methods without a single row. */
export interface Own {
  /** The parameter of `wx.config` of the JS-SDK, for one page. */
  getJsConfig(param: JsConfigParam, callback: Callback<JsConfig>): void
  getJsConfig(param: JsConfigParam): Promise<JsConfig>
  /** The parameter of `wx.addCard` of the JS-SDK, for one card. */
  getCardExt(param: CardExtParam, callback: Callback<CardExt>): void
  getCardExt(param: CardExtParam): Promise<CardExt>
  /** The configuration of a shake lottery page, signed synchronously. */
  getShakehbConfig(openid: string, lotteryId: string, key: string): ShakehbConfig
  /** URL of the image of a QR code. */
  showQRCodeURL(ticket: string): string
  /** It has never done anything. */
  getRedirectUrl(url: string, encryptCode: string, cardId: string): undefined
}

const local: Members = {
  setOpts(options: Options) {
    this.defaults = options
  },
  setEndpoint(domain: string) {
    this.endpoint = `https://${domain}`
  },
  setHook(beforeRequest: Options['beforeRequest']) {
    this.defaults = { ...this.defaults, beforeRequest }
  },
  registerTicketHandle(getTicketToken?: GetTicketToken, saveTicketToken?: SaveTicketToken) {
    if (!getTicketToken && !saveTicketToken) this.ticketStore = {}
    this.getTicketToken = getTicketToken ?? (getTicketFromMemory as GetTicketToken)
    this.saveTicketToken = saveTicketToken ?? (saveTicketInMemory as SaveTicketToken)
  },
  showQRCodeURL(ticket: string) {
    return `${this.mpPrefix}showqrcode?ticket=${encodeURIComponent(ticket)}`
  },
  getShakehbConfig(openid: string, lotteryId: string, key: string) {
    return signShakehb(openid, lotteryId, key)
  },
  getRedirectUrl() {
    return undefined
  },
}

const tokens: Members = {
  preRequest,
  getAccessToken(...args: unknown[]) {
    const { callback } = takeCallback(args)
    const work = stateOf(this)
      .tokens.fetch()
      .then(data => ({ data }))
    return deliver(work, callback) ?? this
  },
  getLatestToken(...args: unknown[]) {
    return deliver(latestToken(this), takeCallback(args).callback)
  },
  ensureAccessToken(...args: unknown[]) {
    return deliver(latestToken(this), takeCallback(args).callback)
  },
}

async function latestToken(api: Instance): Promise<{ data: AccessToken }> {
  const waiting = { method: 'getLatestToken', deadline: deadlineFor(api) }
  return { data: await stateOf(api).tokens.latest(waiting) }
}

const calls: Members = {
  request(url: string, ...args: unknown[]) {
    const { given, callback } = takeCallback(args)
    return deliver(
      sendUrl(this, url, given[0] as RequestOptions | undefined, callback !== undefined),
      callback,
    )
  },
}

/** Adds the methods without a row to a prototype. */
export function installOwn(prototype: object): void {
  Object.assign(prototype, local, tokens, ticketMethods, calls)
  noteBuilt(prototype as Instance)
}

type Method = (this: Instance, ...args: unknown[]) => unknown
type Done = (error: unknown, data?: unknown, res?: Answered['res']) => void

/**
 * Gets a token, sets it as `token` of the instance, and calls a method with it. A user's own method is called once more,
 * with another token, if WeChat rejects the first one.
 */
export function preRequest(
  this: Instance,
  method: (...args: never[]) => unknown,
  args: ArrayLike<unknown>,
  retried = false,
): void {
  const { given, callback = () => undefined } = takeCallback(args)
  const deadline = deadlineFor(this)
  const waiting = { method: 'preRequest', deadline }
  let used: string | undefined
  // In a separate tick, so that exceptions of the method are not swallowed.
  const run = (done: Done) =>
    process.nextTick(() => {
      // Another call may have replaced it before the response arrives.
      used = this.token?.accessToken
      during(deadline, () => (method as Method).apply(this, [...given, done]))
    })

  const again: Done = (error, data, res) => {
    const { errcode } = (data ?? {}) as { errcode?: unknown }
    if (typeof errcode !== 'number' || !isTokenErrcode(errcode) || used === undefined) {
      return callback(error, data, res)
    }
    stateOf(this)
      .tokens.replace(used, waiting)
      .then(
        other => (other === undefined ? process.nextTick(callback, error, data, res) : run(callback)),
        () => process.nextTick(callback, error, data, res),
      )
  }

  stateOf(this)
    .tokens.ensure(waiting)
    .then(
      token => {
        stateOf(this).tokens.put(token)
        run(retried || repeatsItself(method) ? callback : again)
      },
      error => process.nextTick(callback, asOldError(error)),
    )
}

type Given = (error: unknown, value?: unknown) => void

let isTold = false

/** Warns once per process that memory does not suit several processes with one account. */
function warnInProduction(): void {
  if (process.env.NODE_ENV !== 'production' || isTold) return
  isTold = true
  console.warn(
    'wechat-api: tokens are kept in the memory of this process; give getToken and saveToken to share them',
  )
}

/** Calls back, or returns a promise without a callback: programs of either style call the stores themselves. */
function give(value: unknown, callback: unknown): Promise<unknown> | undefined {
  if (typeof callback !== 'function') return Promise.resolve(value)
  callback(null, value)
  return undefined
}

export function getTokenFromMemory(this: Instance, callback?: Given) {
  return give(this.store, callback)
}

export function saveTokenInMemory(this: Instance, token: Kept<AccessToken>, callback?: Given) {
  this.store = token
  warnInProduction()
  return give(undefined, callback)
}

/** The first argument is optional; default: `jsapi`. */
function getTicketFromMemory(this: Instance, type?: string | Given, callback?: Given) {
  return typeof type === 'function'
    ? give(this.ticketStore.jsapi, type)
    : give(this.ticketStore[type ?? 'jsapi'], callback)
}

function saveTicketInMemory(
  this: Instance,
  type: string | Kept<Ticket>,
  ticket?: Kept<Ticket> | Given,
  callback?: Given,
) {
  warnInProduction()
  if (typeof type === 'string') {
    this.ticketStore[type] = ticket as Kept<Ticket>
    return give(undefined, callback)
  }
  this.ticketStore.jsapi = type
  return give(undefined, ticket)
}
