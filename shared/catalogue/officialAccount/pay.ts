import { endpoint } from '../../schema/endpoint'
import { json, optional, string, userOpenid } from '../../schema/fields'

const retired = 'part of the first payment protocol, which is retired; use the API of WeChat Pay'

/** The first payment protocol. */
export const pay = {
  /**
   * 发货通知
   *
   * No reference describes the fields any more: they are those of the old protocol, all text.
   * @deprecated part of the first payment protocol, which is retired; use the API of WeChat Pay
   * @see no public page found
   */
  deliverNotify: endpoint({
    http: 'POST /pay/delivernotify',
    effect: 'write',
    deprecated: retired,
    params: {
      appid: string(),
      openid: userOpenid(),
      transid: string(),
      /** The shop's own id of the order. */
      outTradeNo: string(),
      /** In seconds since 1970. */
      deliverTimestamp: string(),
      /** 1: delivered. */
      deliverStatus: string(),
      deliverMsg: string(),
      appSignature: string(),
      signMethod: string(),
    },
    result: {},
  }),
  /**
   * 订单查询
   *
   * No reference describes the fields any more; `orderInfo` is an open record.
   * @deprecated part of the first payment protocol, which is retired; use the API of WeChat Pay
   * @see no public page found
   */
  orderQuery: endpoint({
    http: 'POST /pay/orderquery',
    effect: 'read',
    deprecated: retired,
    params: {
      appid: string(),
      package: string(),
      timestamp: string(),
      appSignature: string(),
      signMethod: string(),
    },
    result: { orderInfo: optional(json()) },
  }),
}
