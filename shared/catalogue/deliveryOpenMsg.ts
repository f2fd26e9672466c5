import { endpoint } from '../schema/endpoint'
import { array, number, object, oneOf, optional, string, userOpenid } from '../schema/fields'

/** What is in the parcel. */
const goodsInfo = {
  detailList: array(
    object({
      goodsName: string(),
      goodsImgUrl: string(),
      goodsDesc: optional(string()),
    }),
  ),
}

/** A parcel to be followed. */
const waybill = {
  openid: userOpenid(),
  senderPhone: optional(string()),
  receiverPhone: string(),
  waybillId: string(),
  goodsInfo: object(goodsInfo),
  transId: optional(string()),
  orderDetailPath: optional(string()),
  deliveryId: optional(string()),
}

/** A delivery company. */
const delivery = { deliveryId: string(), deliveryName: string() }

const waybillKey = { waybillToken: string(), openid: optional(userOpenid()) }

/** Where the parcel is. */
const trace = {
  waybillInfo: object({ status: oneOf.open(0, 1, 2, 3, 4, 5, 6), waybillId: string() }),
  shopInfo: object({
    goodsInfo: object({
      detailList: array(object({ goodsName: string(), goodsImgUrl: string(), goodsDesc: string() })),
    }),
  }),
  deliveryInfo: object(delivery),
}

const newGoods = { ...waybillKey, goodsInfo: object(goodsInfo) }

const waybillErrcodes = {
  9300507: 'the token is not valid',
  9300513: 'the quota is used up',
  9300534: 'shop has a value that is not valid',
  9300559: 'the waybill does not exist',
  9300560: 'it was changed too often',
}

/** 消息组件与查询组件: parcels that users can follow in WeChat. */
export const deliveryOpenMsg = {
  /**
   * 传运单
   *
   * For the component that sends messages. The answer names the waybill from then on.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express-old/express_open_msg.html
   */
  followWaybill: endpoint({
    http: 'POST /cgi-bin/express/delivery/open_msg/follow_waybill',
    effect: 'write',
    params: waybill,
    result: { waybillToken: string() },
    errcodes: waybillErrcodes,
  }),
  /**
   * 获取运力id列表
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/express_search.html
   */
  getDeliveryList: endpoint({
    http: 'POST /cgi-bin/express/delivery/open_msg/get_delivery_list',
    effect: 'read',
    params: {},
    result: { deliveryList: array(object(delivery)), count: number() },
    errcodes: waybillErrcodes,
  }),
  /**
   * 查运单
   *
   * For the component that sends messages.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express-old/express_open_msg.html
   */
  queryFollowTrace: endpoint({
    http: 'POST /cgi-bin/express/delivery/open_msg/query_follow_trace',
    effect: 'read',
    params: waybillKey,
    result: trace,
    errcodes: waybillErrcodes,
  }),
  /**
   * 查询运单
   *
   * For the component that shows the trace.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/express_search.html
   */
  queryTrace: endpoint({
    http: 'POST /cgi-bin/express/delivery/open_msg/query_trace',
    effect: 'read',
    params: waybillKey,
    result: trace,
    errcodes: waybillErrcodes,
  }),
  /**
   * 传运单
   *
   * For the component that shows the trace. The answer names the waybill from then on.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/express_search.html
   */
  traceWaybill: endpoint({
    http: 'POST /cgi-bin/express/delivery/open_msg/trace_waybill',
    effect: 'write',
    params: waybill,
    result: { waybillToken: string() },
    errcodes: waybillErrcodes,
  }),
  /**
   * 更新物品信息接口
   *
   * For the component that sends messages.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express-old/express_open_msg.html
   */
  updateFollowWaybillGoods: endpoint({
    http: 'POST /cgi-bin/express/delivery/open_msg/update_follow_waybill_goods',
    effect: 'write',
    params: newGoods,
    result: {},
    errcodes: waybillErrcodes,
  }),
  /**
   * 更新物流信息
   *
   * For the component that shows the trace.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/express_search.html
   */
  updateWaybillGoods: endpoint({
    http: 'POST /cgi-bin/express/delivery/open_msg/update_waybill_goods',
    effect: 'write',
    params: newGoods,
    result: {},
    errcodes: waybillErrcodes,
  }),
}
