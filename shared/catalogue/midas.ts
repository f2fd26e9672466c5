import { endpoint } from '../schema/endpoint'
import { credential, number, oneOf, optional, string, userOpenid } from '../schema/fields'

/** A user's account in a zone of the game. */
const account = {
  openid: userOpenid(),
  appid: credential('appid'),
  offerId: string(),
  ts: number(),
  zoneId: string(),
  pf: oneOf('android'),
  userIp: optional(string()),
}

const balance = {
  balance: number(),
  genBalance: number(),
  firstSave: number(),
  saveAmt: number(),
  saveSum: number(),
  costSum: number(),
  presentSum: number(),
}

const payment = {
  ...account,
  amt: number(),
  billNo: string(),
  payItem: optional(string()),
  appRemark: optional(string()),
}

const paid = { billNo: string(), balance: number(), usedGenAmt: number() }

const gift = { ...account, billNo: string(), presentCounts: number() }

const given = { billNo: string(), balance: number() }

const cancellation = { ...account, billNo: string(), payItem: optional(string()) }

/** Virtual payment of mini games. */
export const midas = {
  /**
   * no title found
   *
   * Takes a payment back.
   * @see https://developers.weixin.qq.com/minigame/dev/api-backend/midas-payment/midas.cancelPay.html
   */
  cancelPay: endpoint({
    http: 'POST /cgi-bin/midas/cancelpay',
    auth: 'midasSignature',
    cloudCallable: true,
    effect: { keyed: 'billNo' },
    params: cancellation,
    result: { billNo: string() },
  }),
  /**
   * no title found
   *
   * Takes a payment back, in the sandbox.
   * @see https://developers.weixin.qq.com/minigame/dev/api-backend/midas-payment/midas.cancelPay.html
   */
  cancelPaySandbox: endpoint({
    http: 'POST /cgi-bin/midas/sandbox/cancelpay',
    auth: 'midasSignature',
    cloudCallable: true,
    effect: { keyed: 'billNo' },
    params: cancellation,
    result: { billNo: string() },
  }),
  /**
   * no title found
   *
   * How many coins the user has.
   * @see https://developers.weixin.qq.com/minigame/dev/api-backend/midas-payment/midas.getBalance.html
   */
  getBalance: endpoint({
    http: 'POST /cgi-bin/midas/getbalance',
    auth: 'midasSignature',
    cloudCallable: true,
    effect: 'read',
    params: account,
    result: balance,
  }),
  /**
   * no title found
   *
   * How many coins the user has, in the sandbox.
   * @see https://developers.weixin.qq.com/minigame/dev/api-backend/midas-payment/midas.getBalance.html
   */
  getBalanceSandbox: endpoint({
    http: 'POST /cgi-bin/midas/sandbox/getbalance',
    auth: 'midasSignature',
    cloudCallable: true,
    effect: 'read',
    params: account,
    result: balance,
  }),
  /**
   * no title found
   *
   * Takes coins from the user's balance.
   * @see https://developers.weixin.qq.com/minigame/dev/api-backend/midas-payment/midas.pay.html
   */
  pay: endpoint({
    http: 'POST /cgi-bin/midas/pay',
    auth: 'midasSignature',
    cloudCallable: true,
    effect: { keyed: 'billNo' },
    params: payment,
    result: paid,
  }),
  /**
   * no title found
   *
   * Takes coins from the user's balance, in the sandbox.
   * @see https://developers.weixin.qq.com/minigame/dev/api-backend/midas-payment/midas.pay.html
   */
  paySandbox: endpoint({
    http: 'POST /cgi-bin/midas/sandbox/pay',
    auth: 'midasSignature',
    cloudCallable: true,
    effect: { keyed: 'billNo' },
    params: payment,
    result: paid,
  }),
  /**
   * no title found
   *
   * Gives the user coins.
   * @see https://developers.weixin.qq.com/minigame/dev/api-backend/midas-payment/midas.present.html
   */
  present: endpoint({
    http: 'POST /cgi-bin/midas/present',
    auth: 'midasSignature',
    cloudCallable: true,
    effect: { keyed: 'billNo' },
    params: gift,
    result: given,
  }),
  /**
   * no title found
   *
   * Gives the user coins, in the sandbox.
   * @see https://developers.weixin.qq.com/minigame/dev/api-backend/midas-payment/midas.present.html
   */
  presentSandbox: endpoint({
    http: 'POST /cgi-bin/midas/sandbox/present',
    auth: 'midasSignature',
    cloudCallable: true,
    effect: { keyed: 'billNo' },
    params: gift,
    result: given,
  }),
}
