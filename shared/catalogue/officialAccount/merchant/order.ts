import { endpoint } from '../../../schema/endpoint'
import { array, bigInteger, json, number, object, oneOf, optional, string } from '../../../schema/fields'

const retired =
  'the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own'

const placedOrder = {
  orderId: bigInteger(),
  /** 2: to be sent, 3: sent, 5: done, 8: under complaint. */
  orderStatus: number(),
  /** In cents. */
  orderTotalPrice: number(),
  /** In seconds since 1970. */
  orderCreateTime: number(),
  /** In cents. */
  orderExpressPrice: number(),
  buyerOpenid: string(),
  buyerNick: optional(string()),
  receiverName: string(),
  receiverProvince: string(),
  receiverCity: string(),
  receiverZone: optional(string()),
  receiverAddress: string(),
  receiverMobile: optional(string()),
  receiverPhone: optional(string()),
  productId: optional(string()),
  productName: optional(string()),
  /** In cents. */
  productPrice: optional(number()),
  productSku: optional(string()),
  productCount: optional(number()),
  productImg: optional(string()),
  deliveryId: optional(string()),
  deliveryCompany: optional(string()),
  transId: optional(string()),
  products: optional(json()),
}

/** 订单管理 of the shop of 2014 (微信小店). No reference describes it any more. */
export const order = {
  /**
   * 关闭订单
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  close: endpoint({
    http: 'POST /merchant/order/close',
    effect: 'write',
    deprecated: retired,
    params: { orderId: bigInteger() },
    result: {},
  }),
  /**
   * 根据订单状态/创建时间获取订单详情
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  getByFilter: endpoint({
    http: 'POST /merchant/order/getbyfilter',
    effect: 'read',
    deprecated: retired,
    params: {
      /** Absent: all; 2: to be sent, 3: sent, 5: done, 8: under complaint. */
      status: optional(number()),
      /** In seconds since 1970. */
      begintime: optional(number()),
      /** In seconds since 1970. */
      endtime: optional(number()),
    },
    result: { orderList: array(object(placedOrder)) },
  }),
  /**
   * 根据订单ID获取订单详情
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  getById: endpoint({
    http: 'POST /merchant/order/getbyid',
    effect: 'read',
    deprecated: retired,
    params: { orderId: bigInteger() },
    result: { order: object(placedOrder) },
  }),
  /**
   * 设置订单发货信息
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  setDelivery: endpoint({
    http: 'POST /merchant/order/setdelivery',
    effect: 'write',
    deprecated: retired,
    params: {
      orderId: bigInteger(),
      /** Code of the carrier: `Fsearch_code` is EMS, `002shentong` is STO. */
      deliveryCompany: optional(string()),
      deliveryTrackNo: optional(string()),
      /** 0: nothing is sent. */
      needDelivery: optional(oneOf(0, 1)),
      /** 1: a carrier that WeChat does not know. */
      isOthers: optional(oneOf(0, 1)),
    },
    result: {},
  }),
}
