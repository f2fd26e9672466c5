import { randomBytes } from 'node:crypto'
import type { EmulatorOptions } from '../../options'
import { isMembers } from '../../platform/members'
import { chinaText } from '../../state/clock'
import type { World } from '../../state/world'
import { callFunction } from '../invoke-function'
import { type Callback, type Payment, type Refund, serviceMchId } from './payment-book'

/** A time as WeChat Pay writes it: 20260131083000, in China. */
export const timeText = (moment: number): string => chinaText(moment).replace(/\D/g, '')

/** What every event of WeChat Pay carries. */
const eventOf = ({ appid, subMchId }: Payment): object => ({
  returnCode: 'SUCCESS',
  appid,
  mchId: serviceMchId,
  subAppid: appid,
  subMchId,
  nonceStr: randomBytes(16).toString('hex'),
})

const paidEvent = (payment: Payment): object => ({
  ...eventOf(payment),
  resultCode: 'SUCCESS',
  openid: payment.openid,
  isSubscribe: 'N',
  subOpenid: payment.openid,
  subIsSubscribe: 'N',
  tradeType: payment.tradeType,
  bankType: 'OTHERS',
  totalFee: payment.totalFee,
  feeType: 'CNY',
  cashFee: payment.totalFee,
  cashFeeType: 'CNY',
  transactionId: payment.transactionId,
  outTradeNo: payment.outTradeNo,
  attach: payment.attach,
  timeEnd: timeText(payment.paidAt!),
})

const refundedEvent = (payment: Payment, refund: Refund): object => ({
  ...eventOf(payment),
  transactionId: payment.transactionId,
  outTradeNo: payment.outTradeNo,
  refundId: refund.refundId,
  outRefundNo: refund.outRefundNo,
  totalFee: payment.totalFee,
  settlementTotalFee: payment.totalFee,
  refundFee: refund.refundFee,
  settlementRefundFee: refund.refundFee,
  refundStatus: 'SUCCESS',
  successTime: chinaText(refund.refundedAt).replace('T', ' '),
  refundRecvAccout: '支付用户零钱',
  refundAccount: 'REFUND_SOURCE_RECHARGE_FUNDS',
  refundRequestSource: 'API',
})

/** Who runs the functions, and hears what is wrong. */
type Teller = Pick<EmulatorOptions, 'functions' | 'onLog'>

/** Calls the function that an order names, once it is paid. */
export const notifyPaid = (payment: Payment, teller: Teller, world: World): Promise<void> =>
  notify(payment.callback, paidEvent(payment), teller, world)

/** Calls the function that a refund names. */
export async function notifyRefunded(
  payment: Payment,
  refund: Refund,
  teller: Teller,
  world: World,
): Promise<void> {
  if (refund.callback) await notify(refund.callback, refundedEvent(payment, refund), teller, world)
}

async function notify(
  callback: Callback,
  event: object,
  { functions, onLog }: Teller,
  world: World,
): Promise<void> {
  const { functionName: name } = callback
  try {
    if (!functions) throw new Error('the emulator was started without functions to call')
    const answer = await callFunction({ name, event, source: 'wx_unknown' }, functions, world)
    callback.isAccepted = isMembers(answer) && answer.errcode === 0
    callback.problem = callback.isAccepted
      ? undefined
      : `it returned ${(JSON.stringify(answer) ?? 'nothing').slice(0, 200)}; return { errcode: 0 }, or the cloud calls it again`
  } catch (error) {
    callback.isAccepted = false
    callback.problem = String(world.mask((error as Error).message))
  }
  if (callback.problem) onLog?.(`${name}: the callback of a payment was not accepted: ${callback.problem}`)
}
