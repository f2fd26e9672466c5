import { createHash, randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { isMembers, type Members } from '../../platform/members'
import { GatewayFault } from '../fields'
import type { GatewayCall } from '../gateway-call'
import { notifyRefunded, timeText } from './notify'
import { callbackOf, feeOf, numberOf, orderOf, requireAll, textOf } from './pay-params'
import { type Payment, PayRefusal, type Refund, refundedOf, serviceMchId } from './payment-book'

/** Gives the members of the answer, or a file. */
type PayMethod = (given: Members, call: GatewayCall) => Members | Buffer

/** What `cloudPay` can be asked, as its SDK sends it. */
const methods: { readonly [name: string]: PayMethod | undefined } = {
  unifiedOrder,
  queryOrder: (given, { world }) => orderMembers(world.payments.find(orderOf(given))),
  closeOrder(given, { world }) {
    world.payments.close(orderOf(given, ['out_trade_no']))
    return {}
  },
  refund,
  queryRefund,
  downloadBill,
}

/** `wx.wxPayApi`: a method of WeChat Pay by its name, its parameters as JSON; answered with the text of JSON. */
export function callPay(call: GatewayCall): Buffer {
  const { values, bytes } = call.fields
  const name = String(values.apiName ?? '')
  const method = Object.hasOwn(methods, name) ? methods[name]! : undefined
  if (!method) {
    const problem = `the emulator has no cloudPay.${name.slice(0, 40)}; it has ${Object.keys(methods).join(', ')}`
    throw new GatewayFault('INVALID_PARAM', problem)
  }
  const given = readParams(bytes)
  const entry = call.world.record({
    verb: 'POST',
    path: `cloudPay.${name}`,
    query: {},
    body: call.world.mask(given),
    status: 200,
    errcode: 0,
    caller: call.caller.caller,
    through: 'cloud',
    functionName: call.caller.functionName,
  })
  const common = { return_code: 'SUCCESS', return_msg: 'OK' }
  try {
    const done = method(given, call)
    if (Buffer.isBuffer(done)) return done
    return asJson({ ...common, result_code: 'SUCCESS', ...identity(given, call), ...done })
  } catch (error) {
    if (!(error instanceof PayRefusal)) throw error
    const { code, message } = error
    Object.assign(entry, { errcode: -1, errmsg: [code, message].filter(Boolean).join(' ') })
    call.options.onLog?.(
      `${call.caller.functionName ?? 'cloudPay'}: cloudPay.${name} is refused: ${entry.errmsg}`,
    )
    if (code === undefined) return asJson({ return_code: 'FAIL', return_msg: message })
    return asJson({
      ...common,
      result_code: 'FAIL',
      ...identity(given, call),
      err_code: code,
      err_code_des: message,
    })
  }
}

const asJson = (members: object): Buffer => Buffer.from(JSON.stringify(members), 'utf8')

function readParams(bytes: Buffer | undefined): Members {
  try {
    const read: unknown = JSON.parse((bytes ?? '{}').toString())
    if (isMembers(read)) return read
  } catch {
    // Said below.
  }
  throw new GatewayFault('INVALID_PARAM', 'requestData must be a JSON object')
}

/** Who asks, as every answer of WeChat Pay repeats it. */
function identity({ sub_mch_id }: Members, { world }: GatewayCall): Members {
  const { appid } = world.accounts[0]!
  const nonce_str = randomBytes(16).toString('hex')
  return { appid, mch_id: serviceMchId, sub_appid: appid, sub_mch_id, nonce_str, sign: sign(nonce_str) }
}

/** Nobody can check a signature of the emulator: it has no key of WeChat Pay's. */
const sign = (text: string): string => createHash('md5').update(text).digest('hex').toUpperCase()

function unifiedOrder(given: Members, { world, caller }: GatewayCall): Members {
  const callback = callbackOf(given)
  if (!callback || !textOf(given.env_id)) {
    const missing = callback ? 'envId' : 'functionName'
    throw new GatewayFault(
      'INVALID_PARAM',
      `${missing} is missing: name the function that is told of the payment`,
    )
  }
  requireAll(given, 'sub_mch_id', 'body', 'out_trade_no', 'total_fee', 'spbill_create_ip')
  const tradeType = textOf(given.trade_type) ?? 'JSAPI'
  const openid = textOf(given.sub_openid) ?? textOf(given.openid) ?? caller.openid
  if (!openid && tradeType === 'JSAPI') throw new PayRefusal(undefined, 'JSAPI支付必须传openid')
  const { appid } = world.accounts[0]!
  const { prepayId } = world.payments.open({
    appid,
    subMchId: String(given.sub_mch_id),
    outTradeNo: numberOf(given, 'out_trade_no', 32),
    openid: openid ?? '',
    body: String(given.body),
    totalFee: feeOf(given, 'total_fee'),
    attach: textOf(given.attach) ?? '',
    tradeType,
    callback,
  })
  const payment = {
    appId: appid,
    timeStamp: String(world.clock.seconds()),
    nonceStr: randomBytes(16).toString('hex'),
    package: `prepay_id=${prepayId}`,
    signType: 'MD5',
  }
  return {
    trade_type: tradeType,
    prepay_id: prepayId,
    payment: { ...payment, paySign: sign(JSON.stringify(payment)) },
  }
}

const stateTexts = {
  NOTPAY: '订单未支付',
  SUCCESS: '支付成功',
  REFUND: '转入退款',
  CLOSED: '订单已关闭',
} as const

function orderMembers(payment: Payment): Members {
  const { state, outTradeNo, paidAt, attach } = payment
  const order = { trade_state: state, trade_state_desc: stateTexts[state], out_trade_no: outTradeNo, attach }
  if (paidAt === undefined) return order
  return {
    ...order,
    openid: payment.openid,
    sub_openid: payment.openid,
    is_subscribe: 'N',
    trade_type: payment.tradeType,
    bank_type: 'OTHERS',
    total_fee: payment.totalFee,
    fee_type: 'CNY',
    cash_fee: payment.totalFee,
    cash_fee_type: 'CNY',
    transaction_id: payment.transactionId,
    time_end: timeText(paidAt),
  }
}

function refund(given: Members, { world, options }: GatewayCall): Members {
  const name = orderOf(given)
  requireAll(given, 'out_refund_no', 'total_fee', 'refund_fee')
  const {
    payment,
    refund: one,
    isNew,
  } = world.payments.refund(name, {
    outRefundNo: numberOf(given, 'out_refund_no', 64),
    totalFee: feeOf(given, 'total_fee'),
    refundFee: feeOf(given, 'refund_fee'),
    callback: callbackOf(given),
  })
  // The money goes back after this answer.
  if (isNew) setImmediate(() => void notifyRefunded(payment, one, options, world))
  return {
    transaction_id: payment.transactionId,
    out_trade_no: payment.outTradeNo,
    out_refund_no: one.outRefundNo,
    refund_id: one.refundId,
    refund_fee: one.refundFee,
    total_fee: payment.totalFee,
    cash_fee: payment.totalFee,
    cash_refund_fee: one.refundFee,
  }
}

function queryRefund(given: Members, { world }: GatewayCall): Members {
  requireAll(given, 'sub_mch_id')
  const [refundId, outRefundNo] = [textOf(given.refund_id), textOf(given.out_refund_no)]
  const isAsked = (one: Refund) =>
    refundId ? one.refundId === refundId : !outRefundNo || one.outRefundNo === outRefundNo
  const payment =
    refundId || outRefundNo
      ? world.payments
          .list()
          .find(one => one.subMchId === String(given.sub_mch_id) && one.refunds.some(isAsked))
      : world.payments.find(orderOf(given))
  const refunds = payment?.refunds.filter(isAsked) ?? []
  if (!payment || refunds.length === 0) throw new PayRefusal('REFUNDNOTEXIST', '退款订单查询失败')
  const members: Members = {
    transaction_id: payment.transactionId,
    out_trade_no: payment.outTradeNo,
    total_fee: payment.totalFee,
    cash_fee: payment.totalFee,
    refund_fee: refundedOf(payment),
    refund_count: refunds.length,
  }
  for (const [at, one] of refunds.entries()) {
    Object.assign(members, {
      [`out_refund_no_${at}`]: one.outRefundNo,
      [`refund_id_${at}`]: one.refundId,
      [`refund_fee_${at}`]: one.refundFee,
      [`refund_status_${at}`]: 'SUCCESS',
      [`refund_success_time_${at}`]: timeText(one.refundedAt),
    })
  }
  return members
}

/** The paid orders of a day, as WeChat Pay's table of values behind backticks. */
function downloadBill(given: Members, { world }: GatewayCall): Buffer {
  requireAll(given, 'sub_mch_id', 'bill_date')
  const paid = world.payments
    .list()
    .filter(({ paidAt, subMchId }) => subMchId === String(given.sub_mch_id) && paidAt !== undefined)
    .filter(({ paidAt }) => timeText(paidAt!).startsWith(String(given.bill_date)))
  if (paid.length === 0) throw new PayRefusal(undefined, 'No Bill Exist')
  const yuan = (fen: number): string => (fen / 100).toFixed(2)
  const rows = paid.map(one =>
    [
      timeText(one.paidAt!),
      one.appid,
      one.subMchId,
      one.transactionId,
      one.outTradeNo,
      one.openid,
      one.tradeType,
    ]
      .concat([one.state, yuan(one.totalFee), yuan(refundedOf(one)), one.body, one.attach])
      .map(value => `\`${value}`)
      .join(','),
  )
  const heads =
    '交易时间,公众账号ID,特约商户号,微信订单号,商户订单号,用户标识,交易类型,交易状态,订单金额,退款金额,商品名称,商户数据包'
  const sum = (of: (one: Payment) => number): string => yuan(paid.reduce((all, one) => all + of(one), 0))
  const total = `总交易单数,订单总金额,退款总金额\r\n\`${paid.length},\`${sum(one => one.totalFee)},\`${sum(refundedOf)}`
  const text = `\uFEFF${[heads, ...rows, total].join('\r\n')}\r\n`
  return given.tar_type === 'GZIP' ? gzipSync(text) : Buffer.from(text, 'utf8')
}
