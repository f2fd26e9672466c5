import { endpoint } from '../schema/endpoint'
import {
  array,
  bigInteger,
  boolean,
  number,
  object,
  oneOf,
  optional,
  string,
  userOpenid,
} from '../schema/fields'

const policyStates = [2, 4, 5, 6, 7] as const

const chargeStates = [1, 2, 3, 4, 5, 6, 10] as const

const page = { offset: optional(number()), limit: optional(number()) }

/** 无忧退货: insurance for parcels that go back. */
export const insuranceFreight = {
  /**
   * 申请支付
   *
   * The answer is where to pay for an order of `createchargeid`.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/freight_insurance.html
   */
  applypay: endpoint({
    http: 'POST /wxa/business/insurance_freight/applypay',
    effect: 'write',
    params: { orderId: bigInteger() },
    result: { payUrl: string() },
  }),
  /**
   * 无忧退理赔
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/freight_insurance.html
   */
  claim: endpoint({
    http: 'POST /wxa/business/insurance_freight/claim',
    effect: 'write',
    params: {
      openid: userOpenid(),
      orderNo: string(),
      refundDeliveryNo: string(),
      refundCompany: string(),
    },
    result: { reportNo: string(), isHomePickUp: oneOf.open(0, 1) },
  }),
  /**
   * 申请充值订单号
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/freight_insurance.html
   */
  createchargeid: endpoint({
    http: 'POST /wxa/business/insurance_freight/createchargeid',
    effect: 'write',
    params: { quota: number() },
    result: { orderId: bigInteger() },
  }),
  /**
   * 发货时投保
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/freight_insurance.html
   */
  createorder: endpoint({
    http: 'POST /wxa/business/insurance_freight/createorder',
    effect: 'write',
    params: {
      openid: userOpenid(),
      orderNo: string(),
      payTime: number(),
      payAmount: number(),
      deliveryNo: string(),
      deliveryPlace: object({ province: string(), city: string(), county: string(), address: string() }),
      receiptPlace: object({
        province: optional(string()),
        city: optional(string()),
        county: optional(string()),
        address: optional(string()),
      }),
      productInfo: optional(
        object({
          orderPath: string(),
          goodsList: array(object({ name: string(), url: string() })),
        }),
      ),
    },
    result: {
      policyNo: string(),
      insuranceEndDate: string(),
      estimateAmount: number(),
      premium: number(),
    },
    errcodes: { 41009: 'the openid is missing' },
  }),
  /**
   * 拉取保单信息
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/freight_insurance.html
   */
  getorderlist: endpoint({
    http: 'POST /wxa/business/insurance_freight/getorderlist',
    effect: 'read',
    pages: { items: 'list', offset: 'offset', total: 'total' },
    params: {
      openid: optional(userOpenid()),
      orderNo: optional(string()),
      policyNo: optional(string()),
      reportNo: optional(string()),
      deliveryNo: optional(string()),
      refundDeliveryNo: optional(string()),
      beginTime: optional(number()),
      endTime: optional(number()),
      statusList: optional(array(oneOf(...policyStates))),
      ...page,
      sortDirect: optional(oneOf(0, 1)),
    },
    result: {
      total: number(),
      list: array(
        object({
          orderNo: string(),
          policyNo: string(),
          reportNo: string(),
          deliveryNo: string(),
          refundDeliveryNo: string(),
          premium: number(),
          estimateAmount: number(),
          status: oneOf.open(...policyStates),
          payFailReason: string(),
          payFinishTime: number(),
          isHomePickUp: oneOf.open(0, 1),
          insuranceEndDate: string(),
        }),
      ),
    },
  }),
  /**
   * 拉取充值订单信息
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/freight_insurance.html
   */
  getpayorderlist: endpoint({
    http: 'POST /wxa/business/insurance_freight/getpayorderlist',
    effect: 'read',
    pages: { items: 'list', offset: 'offset', total: 'total' },
    params: { statusList: array(oneOf(...chargeStates)), ...page },
    result: {
      total: number(),
      list: array(
        object({
          orderId: bigInteger(),
          orderStatus: oneOf.open(...chargeStates),
          totalPrice: number(),
          createTime: number(),
          payTime: number(),
          canRefund: boolean(),
          refundTime: number(),
          refundStatus: oneOf.open(1, 2, 4, 5),
          refundAmt: number(),
        }),
      ),
    },
  }),
  /**
   * 拉取理赔摘要
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/freight_insurance.html
   */
  getsummary: endpoint({
    http: 'POST /wxa/business/insurance_freight/getsummary',
    effect: 'read',
    params: { beginTime: number(), endTime: number() },
    result: {
      total: number(),
      claimNum: number(),
      claimSuccNum: number(),
      premium: number(),
      funds: number(),
      needClose: boolean(),
    },
    errcodes: { [-202]: 'system error' },
  }),
  /**
   * 无忧退货
   *
   * A GET that changes something, all the same.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/freight_insurance.html
   */
  open: endpoint({
    http: 'GET /wxa/business/insurance_freight/open',
    effect: 'write',
    params: {},
    result: {},
  }),
  /**
   * 查询开通状态
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/freight_insurance.html
   */
  queryOpen: endpoint({
    http: 'GET /wxa/business/insurance_freight/query_open',
    effect: 'read',
    params: {},
    result: { isOpen: oneOf.open(0, 1) },
  }),
  /**
   * 充值保费退款
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/freight_insurance.html
   */
  refund: endpoint({
    http: 'POST /wxa/business/insurance_freight/refund',
    effect: 'write',
    params: {},
    result: {},
  }),
  /**
   * 设置保费告警余额
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/freight_insurance.html
   */
  updateNotifyFunds: endpoint({
    http: 'POST /wxa/business/insurance_freight/update_notify_funds',
    effect: 'write',
    params: { notifyFunds: number() },
    result: {},
  }),
}
