import { endpoint } from '../../../schema/endpoint'
import { array, boolean, number, object, oneOf, optional, string, userOpenid } from '../../../schema/fields'

const orderNumberType = oneOf(1, 2)

/** An order: by `transactionId`, or by `mchid` with `outTradeNo`. */
const orderKey = {
  orderNumberType,
  transactionId: optional(string()),
  mchid: optional(string()),
  outTradeNo: optional(string()),
}

const contact = {
  consignorContact: optional(string()),
  receiverContact: optional(string()),
}

/** What was sent. */
const parcel = {
  trackingNo: optional(string()),
  expressCompany: optional(string()),
  itemDesc: string(),
  contact: optional(object(contact)),
}

/** How it was sent. */
const shipping = {
  logisticsType: oneOf(1, 2, 3, 4),
  deliveryMode: oneOf(1, 2),
  /** Needed when the order is sent in several parcels. */
  isAllDelivered: optional(boolean()),
}

/** An order: by `transactionId`, or by `merchantId` with `merchantTradeNo`. */
const tradeKey = {
  transactionId: optional(string()),
  merchantId: optional(string()),
  subMerchantId: optional(string()),
  merchantTradeNo: optional(string()),
}

/** An order and what was shipped of it. */
const trade = {
  transactionId: string(),
  merchantId: string(),
  subMerchantId: string(),
  merchantTradeNo: string(),
  description: string(),
  paidAmount: number(),
  openid: userOpenid(),
  tradeCreateTime: number(),
  payTime: number(),
  orderState: number(),
  inComplaint: boolean(),
  shipping: object({
    deliveryMode: number(),
    logisticsType: number(),
    finishShipping: boolean(),
    goodsDesc: string(),
    finishShippingCount: number(),
    shippingList: array(
      object({
        trackingNo: string(),
        expressCompany: string(),
        goodsDesc: string(),
        uploadTime: number(),
        contact: object({ consignorContact: string(), receiverContact: string() }),
      }),
    ),
  }),
}

/** Meanings that several methods share. */
const meaning = {
  tooManyCalls: 'too many calls in this second',
} as const

const shippingErrcodes = {
  10060001: 'the payment was not found',
  10060002: 'all of the order was shipped before',
  10060003: 'the one change that is allowed was made before',
  10060004: 'the state of the order does not allow shipping',
  10060005: 'the logisticsType is wrong',
  10060006: 'only parcels can be sent in several parts',
  10060007: 'isAllDelivered is needed for several parcels',
  10060008: 'the itemDesc is empty',
  10060009: 'the itemDesc is too long',
  10060012: 'system error',
  10060014: 'a parameter is wrong; errMsg says which',
  10060019: 'system error',
  10060020: 'no item of the order is described',
  10060023: 'nothing was changed',
  10060024: 'the shippingList is longer than 15',
  10060025: 'the expressCompany is too long',
  10060026: 'the trackingNo is too long',
  10060031: "the order is not this user's",
  268485194: 'the orderNumberType is not valid',
  268485195: 'the transactionId is empty',
  268485196: 'the mchid is empty',
  268485197: 'the outTradeNo is empty',
  268485216: 'the uploadTime is not of RFC 3339',
  268485224: 'the deliveryMode is not valid',
  268485226: 'the trackingNo is empty',
  268485227: 'the expressCompany is empty',
  268485228: 'exactly one parcel is needed when all is sent together',
}

/** 小程序交易管理服务: telling WeChat what was shipped, so that the money is paid out. */
export const order = {
  /**
   * 查询订单发货状态
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/order-shipping/order-shipping.html
   */
  getOrder: endpoint({
    http: 'POST /wxa/sec/order/get_order',
    cloudCallable: true,
    effect: 'read',
    params: tradeKey,
    result: { order: object(trade) },
    errcodes: shippingErrcodes,
  }),
  /**
   * 查询订单列表
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/order-shipping/order-shipping.html
   */
  getOrderList: endpoint({
    http: 'POST /wxa/sec/order/get_order_list',
    cloudCallable: true,
    effect: 'read',
    pages: { items: 'orderList', next: 'lastIndex', more: 'hasMore' },
    params: {
      payTimeRange: optional(object({ beginTime: optional(number()), endTime: optional(number()) })),
      orderState: optional(oneOf(1, 2, 3, 4, 5, 6)),
      openid: optional(userOpenid()),
      lastIndex: optional(string()),
      pageSize: optional(number()),
    },
    result: { lastIndex: string(), hasMore: boolean(), orderList: array(object(trade)) },
    errcodes: { ...shippingErrcodes, 10060011: 'the lastIndex is not valid' },
  }),
  /**
   * 查询小程序是否已开通发货信息管理服务
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/order-shipping/order-shipping.html
   */
  isTradeManaged: endpoint({
    http: 'POST /wxa/sec/order/is_trade_managed',
    cloudCallable: true,
    effect: 'read',
    params: { appid: string() },
    result: { isTradeManaged: boolean() },
    errcodes: { 44990: meaning.tooManyCalls },
  }),
  /**
   * 查询小程序是否已完成交易结算管理确认
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/order-shipping/order-shipping.html
   */
  isTradeManagementConfirmationCompleted: endpoint({
    http: 'POST /wxa/sec/order/is_trade_management_confirmation_completed',
    effect: 'read',
    params: { appid: string() },
    result: { completed: boolean() },
    errcodes: { 44990: meaning.tooManyCalls },
  }),
  /**
   * 确认收货提醒
   *
   * Once for each order, and only for parcels.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/order-shipping/order-shipping.html
   */
  notifyConfirmReceive: endpoint({
    http: 'POST /wxa/sec/order/notify_confirm_receive',
    cloudCallable: true,
    effect: 'write',
    params: { ...tradeKey, receivedTime: number() },
    result: {},
    errcodes: {
      ...shippingErrcodes,
      10060028: 'the order is not shipped',
      10060029: 'the receivedTime is not valid',
      10060030: 'the reminder was sent before',
      10060032: 'the reminder is for parcels only',
    },
  }),
  /**
   * 特殊发货报备
   * @see no public page found
   */
  opSpecialOrder: endpoint({
    http: 'POST /wxa/sec/order/opspecialorder',
    effect: 'write',
    params: { orderId: string(), type: number(), delayTo: optional(number()) },
    result: {},
    errcodes: {
      268546000: 'the type is not valid',
      268546001: 'the delayTo is not valid',
      268546002: 'the account has no such open order',
    },
  }),
  /**
   * 消息跳转路径设置
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/order-shipping/order-shipping.html
   */
  setMsgJumpPath: endpoint({
    http: 'POST /wxa/sec/order/set_msg_jump_path',
    cloudCallable: true,
    effect: 'write',
    params: { path: string() },
    result: {},
  }),
  /**
   * 小程序交易类型变更申请
   * @see no public page found
   */
  setWxaTradeType: endpoint({
    http: 'POST /wxa/sec/order/setwxatradetypecgi',
    effect: 'write',
    params: {
      tradeType: oneOf(1, 2, 3, 4),
      materialList: array(object({ type: number(), mediaId: string() })),
      reason: string(),
    },
    result: {},
    errcodes: { 268486048: 'it was asked for once before' },
  }),
  /**
   * 发货信息合单录入
   *
   * For orders that were paid together.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/order-shipping/order-shipping.html
   */
  uploadCombinedShippingInfo: endpoint({
    http: 'POST /wxa/sec/order/upload_combined_shipping_info',
    cloudCallable: true,
    effect: 'write',
    params: {
      orderKey: object(orderKey),
      subOrders: optional(
        array(
          object({
            orderKey: object({
              orderNumberType: number(),
              transactionId: optional(string()),
              mchid: optional(string()),
              outTradeNo: optional(string()),
            }),
            ...shipping,
            shippingList: optional(array(object(parcel))),
          }),
        ),
      ),
      /** As of RFC 3339. */
      uploadTime: string(),
      payer: object({ openid: userOpenid() }),
    },
    result: {},
    errcodes: shippingErrcodes,
  }),
  /**
   * 发货信息录入
   *
   * What was uploaded can be replaced once.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/order-shipping/order-shipping.html
   */
  uploadShippingInfo: endpoint({
    http: 'POST /wxa/sec/order/upload_shipping_info',
    cloudCallable: true,
    effect: 'write',
    params: {
      orderKey: object(orderKey),
      ...shipping,
      /** At most 15. */
      shippingList: array(object(parcel)),
      /** As of RFC 3339. */
      uploadTime: string(),
      payer: object({ openid: userOpenid() }),
    },
    result: {},
    errcodes: shippingErrcodes,
  }),
}
