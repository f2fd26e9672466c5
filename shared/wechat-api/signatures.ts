import { createHash } from 'node:crypto'

/** Fifteen letters and digits at most, as WeChat's own examples have. */
export const newNonce = (): string => Math.random().toString(36).slice(2, 17)

/** Now, in seconds since 1970, as text. */
export const newTimestamp = (): string => String(Math.floor(Date.now() / 1000))

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex')

/** What a web page asks to be allowed. */
export interface JsConfigParam {
  debug?: boolean
  jsApiList?: string[]
  /** The very URL of the page. */
  url: string
  /** For devices. */
  beta?: boolean
  openTagList?: string[]
}

/** What `wx.config` of the JS-SDK takes. */
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

/** Signs a web page's configuration; the URL counts letter by letter. */
export function signJsConfig(appId: string, ticket: string, param: JsConfigParam): JsConfig {
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

/** What `wx.addCard` of the JS-SDK takes. */
export interface CardExt {
  timestamp: string
  signature: string
  code: string
  openid: string
  balance?: number | string
}

/** Signs a card: the values in the order of their letters, one behind the other. */
export function signCardExt(ticket: string, param: CardExtParam): CardExt {
  const { card_id: cardId, code = '', openid = '', balance } = param
  const timestamp = newTimestamp()
  const values = [ticket, cardId, timestamp, code, openid, String(balance || '')].sort()
  return { timestamp, signature: sha1(values.join('')), code, openid, ...(balance && { balance }) }
}

/** What the page of a shake lottery takes. */
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
