import { createHash } from 'node:crypto'
import { waitFor } from '../auth/wait'
import { ticket as ticketRows } from '../catalogue/officialAccount/ticket'
import type { Deadline } from '../client/wire-client'
import { secondMs } from '../errors/time'
import { type Answered, calledBack, deliver, takeCallback } from './answer'
import { deadlineFor } from './deadlines'
import { call } from './entry'
import { callHook, callMember, type Hook, isReplaced } from './hooks'
import { marked } from './install'
import type { Instance } from './instance'
import { type AnyEntry, perform, refuseMissing } from './perform'
import { newTicket, type Ticket, usableTicket } from './token-and-ticket'
import { endOf } from './tokens'

/** Methods of an instance, by name. */
export type Members = { [name: string]: (this: Instance, ...args: never[]) => unknown }

/** The type is optional; default: `jsapi`. */
const typeOf = ([type]: unknown[]): string => (type === undefined ? 'jsapi' : String(type))

/** Methods that get tickets, or sign with one. */
export const ticketMethods: Members = {
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
      // A user's own `ensureTicket` is used; it may call ours.
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

const row = call(ticketRows.getTicket, 'type', (type: string) => ({ type })) as unknown as AnyEntry

/** Fetches a ticket and saves it. */
async function fetchTicket(api: Instance, type: string, deadline: Deadline): Promise<Answered> {
  const { data, res } = await perform(api, 'getTicket', row, [type], deadline)
  const { ticket, expires_in: expiresIn } = data as { ticket: string; expires_in: unknown }
  const fresh = newTicket(ticket, endOf(expiresIn))
  await callHook(api, api.saveTicketToken as Hook, [type, fresh], { method: 'getTicket', deadline })
  return { data: fresh, res }
}

const fetching = new WeakMap<object, Map<string, Promise<Ticket>>>()

/** A ticket from the store if it is valid, else a fresh one; concurrent calls share one request. */
async function latestTicket(api: Instance, type: string, deadline: Deadline): Promise<Ticket> {
  const waiting = { method: 'getTicket', deadline }
  const kept = await callHook(api, api.getTicketToken as Hook, [type], waiting)
  const usable = usableTicket(kept)
  if (usable) return usable
  let underWay = fetching.get(api)
  if (!underWay) {
    underWay = new Map()
    fetching.set(api, underWay)
  }
  let fresh = underWay.get(type)
  if (!fresh) {
    fresh = callMember(api, 'getTicket', [type])
      .then(({ data }) => data as Ticket)
      .finally(() => underWay.delete(type))
    underWay.set(type, fresh)
  }
  return waitFor(fresh, waiting)
}

/** Fifteen letters and digits at most, as WeChat's own examples have. */
const newNonce = (): string => Math.random().toString(36).slice(2, 17)

/** Now, in seconds since 1970, as text. */
const newTimestamp = (): string => String(Math.floor(Date.now() / secondMs))

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex')

/** What a web page asks permission for. */
export interface JsConfigParam {
  debug?: boolean
  jsApiList?: string[]
  /** The exact URL of the page. */
  url: string
  /** For devices. */
  beta?: boolean
  openTagList?: string[]
}

/** The parameter of `wx.config` of the JS-SDK. */
export interface JsConfig {
  debug?: boolean
  appId: string
  timestamp: string
  nonceStr: string
  signature: string
  jsApiList?: string[]
  beta?: boolean
  openTagList?: string[]
}

/** Signs a web page's configuration; the URL must match exactly. */
function signJsConfig(appId: string, ticket: string, param: JsConfigParam): JsConfig {
  const nonceStr = newNonce()
  const timestamp = newTimestamp()
  const { debug, jsApiList, beta, openTagList, url } = param
  const signed = `jsapi_ticket=${ticket}&noncestr=${nonceStr}&timestamp=${timestamp}&url=${url}`
  const config = { debug, appId, timestamp, nonceStr, signature: sha1(signed), jsApiList }
  return { ...config, ...(beta && { beta }), ...(openTagList && { openTagList }) }
}

/** Which card for whom. */
export interface CardExtParam {
  card_id: string
  code?: string
  openid?: string
  /** In cents. */
  balance?: number | string
}

/** The parameter of `wx.addCard` of the JS-SDK. */
export interface CardExt {
  timestamp: string
  signature: string
  code: string
  openid: string
  balance?: number | string
}

/** Signs a card: the values, sorted and concatenated. */
function signCardExt(ticket: string, param: CardExtParam): CardExt {
  const { card_id: cardId, code = '', openid = '', balance } = param
  const timestamp = newTimestamp()
  const values = [ticket, cardId, timestamp, code, openid, String(balance || '')].sort()
  return { timestamp, signature: sha1(values.join('')), code, openid, ...(balance && { balance }) }
}

/** The configuration of a shake lottery page. */
export interface ShakehbConfig {
  openid: string
  lottery_id: string
  noncestr: string
  sign: string
}

/** Signs a shake lottery with the key that `addLotteryInfo` set. */
export function signShakehb(openid: string, lotteryId: string, key: string): ShakehbConfig {
  const noncestr = newNonce()
  const text = `lottery_id=${lotteryId}&noncestr=${noncestr}&openid=${openid}&key=${key}`
  const sign = createHash('md5').update(text).digest('hex').toUpperCase()
  return { openid, lottery_id: lotteryId, noncestr, sign }
}
