import { endpoint } from '../schema/endpoint'
import { array, number, object, oneOf, optional, string, userOpenid, wire } from '../schema/fields'

/** The carrier's own answer. */
const outcome = { resultcode: number(), resultmsg: string() }

/** Somebody who sends or receives. */
const address = {
  name: string(),
  city: string(),
  address: string(),
  addressDetail: string(),
  phone: string(),
  lng: number(),
  lat: number(),
  coordinateType: optional(number()),
}

const goods = {
  goodCount: number(),
  goodName: string(),
  goodPrice: optional(number()),
  goodUnit: optional(string()),
}

/** What is sent. */
const cargo = {
  goodsValue: number(),
  goodsHeight: optional(number()),
  goodsWidth: optional(number()),
  goodsLength: optional(number()),
  goodsWeight: number(),
  goodsDetail: optional(object({ goods: array(object(goods)) })),
  goodsPickupInfo: optional(string()),
  cargoFirstClass: oneOf(
    '美食夜宵',
    '甜品饮料',
    '蛋糕',
    '日用百货',
    '果蔬生鲜',
    '鲜花',
    '医药健康',
    '美妆护肤',
    '母婴',
    '文件或票务',
    '服饰鞋帽',
    '洗涤',
    '珠宝奢侈品',
    '家居家装',
    '数码产品',
    '配件器材',
    '电商',
    '现场勘查',
    '快递业务',
    '其他',
  ),
  cargoSecondClass: string(),
  goodsDeliveryInfo: optional(string()),
}

/** How it is to be brought. */
const orderInfo = {
  deliveryServiceCode: optional(string()),
  expectedDeliveryTime: optional(number()),
  orderType: optional(number()),
  poiSeq: optional(string()),
  note: optional(string()),
  orderTime: optional(number()),
  isInsured: optional(number()),
  declaredValue: optional(number()),
  tips: optional(number()),
  isDirectDelivery: optional(number()),
  cashOnDelivery: optional(number()),
  cashOnPickup: optional(number()),
  riderPickMethod: optional(number()),
  isFinishCodeNeeded: optional(number()),
  isPickupCodeNeeded: optional(number()),
  expectedFinishTime: optional(number()),
  expectedPickTime: optional(number()),
}

/** What the user sees in the message about the parcel. */
const shop = {
  /** Page of the mini program that the message opens. */
  wxaPath: optional(string()),
  imgUrl: optional(string()),
  goodsName: optional(string()),
  goodsCount: optional(number()),
  wxaAppid: optional(string()),
}

const orderStates = [101, 102, 103, 201, 202, 203, 204, 205, 301, 302, 303, 304, 305, 401, 501, 502] as const
const orderStatus = oneOf.open(...orderStates)

/** A delivery, as it is asked for. */
const order = {
  shopid: string(),
  shopOrderId: string(),
  deliveryId: string(),
  openid: userOpenid(),
  sender: object(address),
  receiver: object(address),
  cargo: object(cargo),
  orderInfo: object(orderInfo),
  shop: object(shop),
  deliveryToken: string(),
  deliverySign: string(),
  shopNo: string(),
  subBizId: optional(string()),
}

/** A delivery that a carrier took. */
const ordered = {
  ...outcome,
  fee: number(),
  deliverfee: number(),
  couponfee: number(),
  tips: number(),
  /** WeChat's own spelling; `insurancefee` is the same. */
  insurancfee: number(),
  distance: number(),
  waybillId: string(),
  orderStatus,
  finishCode: number(),
  pickupCode: number(),
  dispatchDuration: number(),
  insurancefee: number(),
  deliveryToken: string(),
}

/** What cancelling costs. */
const cancelled = { ...outcome, deductFee: number(), desc: string() }

const orderErrcodes = {
  930555: 'system error of WeChat',
  930556: 'the delivery company did not answer',
  930557: 'the system of the delivery company failed',
  930558: 'the delivery company refused',
  930559: 'the openid is not valid',
  930560: 'the shopid is not bound',
  930561: 'a parameter is wrong',
  930562: 'the order exists already',
  930563: 'the order does not exist',
  930564: 'the quota is used up',
  930565: 'the order is finished',
  9300535: 'shop has a value that is not valid',
}

/** 即时配送: parcels within the city, by courier. */
export const immediateDelivery = {
  /**
   * 异常件退回商家确认
   *
   * Confirms that a parcel which could not be delivered came back.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/immediate-delivery/by-business/immediateDelivery.abnormalConfirm.html
   */
  abnormalConfirm: endpoint({
    http: 'POST /cgi-bin/express/local/business/order/confirm_return',
    effect: 'write',
    params: {
      shopid: string(),
      shopOrderId: string(),
      waybillId: string(),
      deliverySign: string(),
      shopNo: string(),
      remark: optional(string()),
    },
    result: outcome,
    errcodes: orderErrcodes,
  }),
  /**
   * 添加配送单
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/immediate-delivery/by-business/immediateDelivery.addOrder.html
   */
  addOrder: endpoint({
    http: 'POST /cgi-bin/express/local/business/order/add',
    effect: { keyed: 'shopOrderId', repeated: [930562] },
    params: order,
    result: ordered,
    errcodes: orderErrcodes,
  }),
  /**
   * 添加小费
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/immediate-delivery/by-business/immediateDelivery.addTip.html
   */
  addTip: endpoint({
    http: 'POST /cgi-bin/express/local/business/order/addtips',
    effect: 'write',
    params: {
      shopid: string(),
      shopOrderId: string(),
      waybillId: string(),
      tips: number(),
      remark: string(),
      deliverySign: string(),
      shopNo: string(),
      openid: optional(userOpenid()),
    },
    result: outcome,
  }),
  /**
   * 发起绑定请求
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/immediate-delivery/by-business/immediateDelivery.bindAccount.html
   */
  bindAccount: endpoint({
    http: 'POST /cgi-bin/express/local/business/shop/add',
    effect: 'write',
    params: { deliveryId: string() },
    result: outcome,
  }),
  /**
   * 取消配送单
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/immediate-delivery/by-business/immediateDelivery.cancelOrder.html
   */
  cancelOrder: endpoint({
    http: 'POST /cgi-bin/express/local/business/order/cancel',
    effect: 'write',
    params: {
      shopid: string(),
      shopOrderId: string(),
      deliveryId: string(),
      waybillId: optional(string()),
      cancelReasonId: oneOf(1, 2, 3, 4, 5, 6),
      cancelReason: string(),
      shopNo: string(),
      deliverySign: string(),
    },
    result: cancelled,
    errcodes: orderErrcodes,
  }),
  /**
   * 获取已支持的配送公司列表
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/immediate-delivery/by-business/immediateDelivery.getAllImmeDelivery.html
   */
  getAllImmeDelivery: endpoint({
    http: 'POST /cgi-bin/express/local/business/delivery/getall',
    effect: 'read',
    params: {},
    result: {
      ...outcome,
      list: array(object({ deliveryId: string(), deliveryName: string() })),
    },
  }),
  /**
   * 拉取已绑定账号
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/immediate-delivery/by-business/immediateDelivery.getBindAccount.html
   */
  getBindAccount: endpoint({
    http: 'POST /cgi-bin/express/local/business/shop/get',
    effect: 'read',
    params: {},
    result: {
      ...outcome,
      shopList: array(object({ shopid: string(), deliveryId: string(), auditResult: number() })),
    },
  }),
  /**
   * 拉取配送单信息
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/immediate-delivery/by-business/immediateDelivery.getOrder.html
   */
  getOrder: endpoint({
    http: 'POST /cgi-bin/express/local/business/order/get',
    effect: 'read',
    params: {
      shopid: string(),
      shopOrderId: string(),
      shopNo: string(),
      deliverySign: string(),
    },
    result: {
      ...outcome,
      orderStatus,
      waybillId: string(),
      riderName: string(),
      riderPhone: string(),
      riderLng: number(),
      riderLat: number(),
      reachTime: number(),
    },
    errcodes: orderErrcodes,
  }),
  /**
   * 模拟配送公司更新配送单状态
   *
   * Plays the delivery company, for tests.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/immediate-delivery/by-business/immediateDelivery.mockUpdateOrder.html
   */
  mockUpdateOrder: endpoint({
    http: 'POST /cgi-bin/express/local/business/test_update_order',
    effect: 'write',
    params: {
      shopid: string(),
      shopOrderId: string(),
      orderStatus: oneOf(...orderStates),
      actionTime: number(),
      actionMsg: optional(string()),
      deliverySign: optional(string()),
      waybillId: optional(string()),
    },
    result: outcome,
  }),
  /**
   * 申请开通即时配送
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/immediate-delivery/by-business/immediateDelivery.openDelivery.html
   */
  openDelivery: endpoint({
    http: 'POST /cgi-bin/express/local/business/open',
    effect: 'write',
    params: {},
    result: outcome,
  }),
  /**
   * 预下配送单
   *
   * Asks what a delivery would cost.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/immediate-delivery/by-business/immediateDelivery.preAddOrder.html
   */
  preAddOrder: endpoint({
    http: 'POST /cgi-bin/express/local/business/order/pre_add',
    effect: 'write',
    params: {
      shopid: string(),
      shopOrderId: string(),
      deliveryId: string(),
      openid: userOpenid(),
      sender: object(address),
      receiver: object(address),
      cargo: object(cargo),
      orderInfo: object(orderInfo),
      shop: object(shop),
      deliverySign: string(),
      shopNo: string(),
      subBizId: string(),
    },
    result: {
      ...outcome,
      fee: number(),
      deliverfee: number(),
      couponFee: wire('couponFee', number()),
      tips: number(),
      insurancefee: number(),
      /** WeChat's own spelling; `insurancefee` is the same. */
      insurancfee: optional(number()),
      distance: number(),
      deliveryToken: string(),
      dispatchDuration: number(),
      couponfee: number(),
      waybillId: string(),
      orderStatus: number(),
      finishCode: number(),
      pickupCode: number(),
    },
  }),
  /**
   * 预取消配送单
   *
   * Asks what cancelling would cost.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/immediate-delivery/by-business/immediateDelivery.preCancelOrder.html
   */
  preCancelOrder: endpoint({
    http: 'POST /cgi-bin/express/local/business/order/precancel',
    effect: 'write',
    params: {
      shopid: string(),
      shopOrderId: string(),
      deliveryId: string(),
      waybillId: string(),
      cancelReasonId: optional(number()),
      cancelReason: optional(string()),
      shopNo: string(),
      deliverySign: string(),
    },
    result: cancelled,
  }),
  /**
   * 模拟更新配送单状态
   *
   * Plays the delivery company, for tests.
   * @see no public page found
   */
  realMockUpdateOrder: endpoint({
    http: 'POST /cgi-bin/express/local/business/realmock_update_order',
    effect: 'write',
    params: {
      shopid: string(),
      shopOrderId: string(),
      orderStatus: number(),
      actionTime: number(),
      actionMsg: optional(string()),
      deliverySign: string(),
    },
    result: outcome,
  }),
  /**
   * 重新下单
   * @see no public page found
   */
  reOrder: endpoint({
    http: 'POST /cgi-bin/express/local/business/order/readd',
    effect: 'write',
    params: order,
    result: ordered,
  }),
  /**
   * 更新配送单状态
   *
   * For delivery companies.
   * @see no public page found
   */
  updateOrder: endpoint({
    http: 'POST /cgi-bin/express/local/delivery/update_order',
    effect: 'write',
    params: {
      wxToken: string(),
      orderStatus: oneOf(...orderStates),
      waybillId: string(),
      actionMsg: optional(string()),
      actionTime: number(),
      agent: optional(
        object({
          name: string(),
          phone: string(),
          isPhoneEncrypted: optional(number()),
          lng: optional(number()),
          lat: optional(number()),
        }),
      ),
      shopid: string(),
      shopOrderId: string(),
      shopNo: optional(string()),
      wxaPath: string(),
      expectedDeliveryTime: optional(number()),
    },
    result: outcome,
  }),
}
