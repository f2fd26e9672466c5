import type { AccessToken } from './access-token'
import type { Answered } from './answer'
import { isReplaced, noteBuilt } from './built-members'
import { callMember } from './call-hook'
import type { Callback } from './callback'
import { calledBack, deliver, takeCallback } from './callback'
import { deadlineFor } from './deadlines'
import { getTicketFromMemory, saveTicketInMemory } from './default-stores'
import { marked } from './install'
import type { GetTicketToken, Instance, Options, RequestOptions, SaveTicketToken } from './instance'
import { sendUrl } from './low-level'
import { refuseMissing } from './perform'
import { preRequest } from './pre-request'
import {
  type CardExt,
  type CardExtParam,
  type JsConfig,
  type JsConfigParam,
  type ShakehbConfig,
  signCardExt,
  signJsConfig,
  signShakehb,
} from './signatures'
import { stateOf } from './state'
import type { Ticket } from './ticket'
import { fetchTicket, latestTicket } from './tickets'

/** Methods that no single row stands for. */
export interface Own {
  /** What `wx.config` of the JS-SDK takes for one page. */
  getJsConfig(param: JsConfigParam, callback: Callback<JsConfig>): void
  getJsConfig(param: JsConfigParam): Promise<JsConfig>
  /** What `wx.addCard` of the JS-SDK takes for one card. */
  getCardExt(param: CardExtParam, callback: Callback<CardExt>): void
  getCardExt(param: CardExtParam): Promise<CardExt>
  /** What the page of a shake lottery takes; signed at once. */
  getShakehbConfig(openid: string, lotteryId: string, key: string): ShakehbConfig
  /** Address of the picture of a QR code. */
  showQRCodeURL(ticket: string): string
  /** Has never done anything. */
  getRedirectUrl(url: string, encryptCode: string, cardId: string): undefined
}

type Members = { [name: string]: (this: Instance, ...args: never[]) => unknown }

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

/** The type may be left out: then it is `jsapi`. */
const typeOf = ([type]: unknown[]): string => (type === undefined ? 'jsapi' : String(type))

const tickets: Members = {
  getTicket(...args: unknown[]) {
    const { given, callback } = takeCallback(args)
    const run = (done: unknown) => this.preRequest(member(this, '_getTicket'), [typeOf(given), done])
    return deliver(calledBack(run), callback)
  },
  _getTicket: marked(function (this: Instance, ...args: unknown[]) {
    const { given, callback } = takeCallback(args)
    return deliver(fetchTicket(this, typeOf(given), deadlineFor(this)), callback)
  }),
  ensureTicket(...args: unknown[]) {
    const { given, callback } = takeCallback(args)
    return deliver(ticketOf(this, typeOf(given)), callback)
  },
  getLatestTicket(...args: unknown[]) {
    return deliver(ticketOf(this, 'jsapi'), takeCallback(args).callback)
  },
  _getLatestTicket(...args: unknown[]) {
    return deliver(Promise.resolve({ data: this.jsTicket }), takeCallback(args).callback)
  },
  getJsConfig: signed('getJsConfig', 'jsapi'),
  _getJsConfig(...args: unknown[]) {
    const { given, callback } = takeCallback(args)
    const sign = async () => signJsConfig(this.appid, this.jsTicket!.ticket, given[0] as JsConfigParam)
    return deliver(
      sign().then(data => ({ data })),
      callback,
    )
  },
  getCardExt: signed('getCardExt', 'wx_card'),
  _getCardExt(...args: unknown[]) {
    const { given, callback } = takeCallback(args)
    const sign = async () => signCardExt(this.wxCardTicket!.ticket, given[0] as CardExtParam)
    return deliver(
      sign().then(data => ({ data })),
      callback,
    )
  },
}

/** A method that signs with a ticket: gets one, then calls its twin on the instance. */
function signed(name: string, type: 'jsapi' | 'wx_card') {
  return function (this: Instance, ...args: unknown[]) {
    const { given, callback } = takeCallback(args)
    const run = async (): Promise<Answered> => {
      refuseMissing(name, { rows: [], needs: ['param'] }, given)
      // A user's own `ensureTicket` takes part; it may call ours.
      const ticket = isReplaced(this, 'ensureTicket')
        ? ((await callMember(this, 'ensureTicket', [type])).data as Ticket)
        : await latestTicket(this, type, deadlineFor(this))
      keepTicket(this, type, ticket)
      return callMember(this, `_${name}`, given)
    }
    return deliver(run(), callback)
  }
}

async function ticketOf(api: Instance, type: string): Promise<{ data: Ticket }> {
  const ticket = await latestTicket(api, type, deadlineFor(api))
  keepTicket(api, type, ticket)
  return { data: ticket }
}

function keepTicket(api: Instance, type: string, ticket: Ticket): void {
  if (type === 'jsapi') api.jsTicket = ticket
  if (type === 'wx_card') api.wxCardTicket = ticket
}

const member = (api: Instance, name: string) =>
  (api as unknown as { [name: string]: (...args: unknown[]) => unknown })[name]!

const calls: Members = {
  request(url: string, ...args: unknown[]) {
    const { given, callback } = takeCallback(args)
    return deliver(
      sendUrl(this, url, given[0] as RequestOptions | undefined, callback !== undefined),
      callback,
    )
  },
}

/** Puts the methods that no row stands for on a prototype. */
export function installOwn(prototype: object): void {
  Object.assign(prototype, local, tokens, tickets, calls)
  noteBuilt(prototype as Instance)
}
