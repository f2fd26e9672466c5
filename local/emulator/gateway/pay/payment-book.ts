import { randomBytes, randomInt } from 'node:crypto'
import { hourMs } from '../../../../shared/errors/time'

/** Why WeChat Pay does not do what was asked, in its own words. */
export class PayRefusal extends Error {
  constructor(
    /** Undefined where the request itself is not valid. */
    readonly code: string | undefined,
    message: string,
  ) {
    super(message)
  }
}

/** The function that is told of a payment or of a refund, and what came of it. */
export interface Callback {
  readonly envId?: string
  readonly functionName: string
  /** Undefined until it was called. */
  isAccepted?: boolean
  /** Why the cloud would call it again. */
  problem?: string
}

export type TradeState = 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED'

/** An order of `cloudPay.unifiedOrder`. */
export interface Payment {
  readonly prepayId: string
  readonly appid: string
  readonly subMchId: string
  readonly outTradeNo: string
  readonly openid: string
  readonly body: string
  /** In fen. */
  readonly totalFee: number
  readonly attach: string
  readonly tradeType: string
  /** Milliseconds since 1970, as all times here. */
  readonly createdAt: number
  readonly callback: Callback
  readonly refunds: Refund[]
  state: TradeState
  transactionId?: string
  paidAt?: number
}

/** A refund of a payment. */
export interface Refund {
  readonly refundId: string
  readonly outRefundNo: string
  readonly refundFee: number
  readonly refundedAt: number
  readonly callback?: Callback
}

/** How an order is named: by either number. */
export interface OrderName {
  readonly subMchId: string
  readonly outTradeNo?: string
  readonly transactionId?: string
}

type NewPayment = Omit<Payment, 'prepayId' | 'createdAt' | 'refunds' | 'state'>
type NewRefund = Omit<Refund, 'refundId' | 'refundedAt'> & { readonly totalFee: number }

/** The cloud's own number at WeChat Pay, under which it takes the orders of others. */
export const serviceMchId = '1800000001'

/** So long can an order be paid. */
const prepayLifeMs = 2 * hourMs

const digits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join('')

/** The orders of `cloudPay`. No money moves. */
export class PaymentBook {
  readonly #now: () => number
  readonly #all: Payment[] = []

  constructor(now: () => number) {
    this.#now = now
  }

  /** All of them, the oldest first. */
  list(): readonly Payment[] {
    return this.#all
  }

  /** @throws PayRefusal when the number was used for something else, or is paid or closed */
  open(order: NewPayment): Payment {
    const before = this.#named(order)
    if (before) {
      if (before.state === 'CLOSED') throw new PayRefusal('ORDERCLOSED', '该订单已关闭')
      if (before.state !== 'NOTPAY') throw new PayRefusal('ORDERPAID', '该订单已支付')
      const isSame = before.totalFee === order.totalFee && before.body === order.body
      if (!isSame) throw new PayRefusal('OUT_TRADE_NO_USED', '商户订单号重复')
      if (before.openid === order.openid && !this.#isOver(before)) return before
      this.#all.splice(this.#all.indexOf(before), 1)
    }
    const payment: Payment = {
      ...order,
      prepayId: `wx${digits(14)}${randomBytes(10).toString('hex')}`,
      createdAt: this.#now(),
      refunds: [],
      state: 'NOTPAY',
    }
    this.#all.push(payment)
    return payment
  }

  /** @throws PayRefusal when there is no such order */
  find(name: OrderName): Payment {
    const found = this.#named(name)
    if (!found) throw new PayRefusal('ORDERNOTEXIST', '此交易订单号不存在')
    return found
  }

  #named({ subMchId, outTradeNo, transactionId }: OrderName): Payment | undefined {
    return this.#all.find(
      one =>
        one.subMchId === subMchId &&
        (transactionId === undefined ? one.outTradeNo === outTradeNo : one.transactionId === transactionId),
    )
  }

  #isOver({ createdAt }: Payment): boolean {
    return this.#now() - createdAt > prepayLifeMs
  }

  /** Pays an order. @throws Error with a sentence that says why it cannot be paid */
  pay(prepayId: string): Payment {
    const payment = this.#all.find(one => one.prepayId === prepayId)
    if (!payment) throw new Error('there is no order of this prepayId')
    if (payment.state !== 'NOTPAY')
      throw new Error(`the order is not to be paid: its state is ${payment.state}`)
    if (this.#isOver(payment)) throw new Error('the order was not paid within two hours; order again')
    payment.state = 'SUCCESS'
    payment.paidAt = this.#now()
    payment.transactionId = `4200${digits(24)}`
    return payment
  }

  /** @throws PayRefusal when the order was paid or closed before */
  close(name: OrderName): void {
    const payment = this.find(name)
    if (payment.state === 'CLOSED') throw new PayRefusal('ORDERCLOSED', '订单已关闭')
    if (payment.state !== 'NOTPAY') throw new PayRefusal('ORDERPAID', '订单已支付')
    payment.state = 'CLOSED'
  }

  /**
   * Refunds a part of an order, or all of it; once for each number.
   * @throws PayRefusal when it was not paid, or the amounts do not fit
   */
  refund(
    name: OrderName,
    { totalFee, ...wanted }: NewRefund,
  ): { payment: Payment; refund: Refund; isNew: boolean } {
    const payment = this.find(name)
    const { refunds } = payment
    if (payment.paidAt === undefined) throw new PayRefusal('INVALID_REQUEST', '订单未支付，不能退款')
    const before = refunds.find(one => one.outRefundNo === wanted.outRefundNo)
    if (totalFee !== payment.totalFee || (before && before.refundFee !== wanted.refundFee)) {
      throw new PayRefusal('REFUND_FEE_MISMATCH', '订单金额或退款金额与之前请求不一致，请核实后再试')
    }
    if (before) return { payment, refund: before, isNew: false }
    if (refundedOf(payment) + wanted.refundFee > totalFee) {
      throw new PayRefusal('INVALID_REQUEST', '累计退款金额大于支付金额')
    }
    const refund: Refund = { ...wanted, refundId: `5030${digits(24)}`, refundedAt: this.#now() }
    refunds.push(refund)
    payment.state = 'REFUND'
    return { payment, refund, isNew: true }
  }
}

/** How much of an order was refunded, in fen. */
export const refundedOf = ({ refunds }: Payment): number =>
  refunds.reduce((sum, { refundFee }) => sum + refundFee, 0)
