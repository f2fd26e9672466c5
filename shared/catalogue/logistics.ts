import { endpoint } from '../schema/endpoint'
import { array, integer, number, object, oneOf, optional, string, userOpenid } from '../schema/fields'

/** Somebody who sends or receives. Give `tel` or `mobile`. */
const address = {
  /** At most 64 bytes. */
  name: optional(string()),
  /** Landline. */
  tel: optional(string()),
  /** Mobile number. */
  mobile: optional(string()),
  company: optional(string()),
  postCode: optional(string()),
  country: optional(string()),
  /** With its ending: 广东省. */
  province: optional(string()),
  /** With its ending: 广州市. */
  city: optional(string()),
  /** With its ending: 海珠区. */
  area: optional(string()),
  /** Street and house, at most 512 bytes. */
  address: optional(string()),
}

/** What is sent. */
const cargo = {
  /** How many parcels. */
  count: integer(),
  /** In kilograms. */
  weight: number(),
  /** Length, in centimetres. */
  spaceX: number(),
  /** Width, in centimetres. */
  spaceY: number(),
  /** Height, in centimetres. */
  spaceZ: number(),
  /** What is in it: names and numbers of goods. */
  detailList: array(object({ name: string(), count: integer() })),
}

/** What the user sees in the message about the parcel. */
const shop = {
  /** Page of the mini program that the message opens. */
  wxaPath: optional(string()),
  /** Picture of the goods. */
  imgUrl: optional(string()),
  goodsName: optional(string()),
  goodsCount: optional(number()),
  /** The goods one by one. */
  detailList: optional(array(object({ goodsName: string(), goodsImgUrl: string(), goodsDesc: string() }))),
}

/** One of the services that an account offers, as `getAllAccount` lists them. */
const service = { serviceType: number(), serviceName: string() }

/** A waybill, as it is asked for. */
const order = {
  /** Your own id of the order; the same id never makes a second waybill. */
  orderId: string(),
  /** OPENID of the user. Needless when `addSource` is 2. */
  openid: optional(userOpenid()),
  /** The carrier, as `getAllDelivery` lists it: SF. */
  deliveryId: string(),
  /** The account at the carrier, as `getAllAccount` lists it. */
  bizId: string(),
  /** For the carrier, such as fragile; at most 1024 bytes. */
  customRemark: optional(string()),
  /** Of the printer's tags, the one to print with. */
  tagid: optional(number()),
  /** 0: a mini program's order, 2: an app's or a web page's; then `wxAppid` is needed. */
  addSource: oneOf(0, 2),
  /** Of the app or web page, which must be bound to the same open platform account. */
  wxAppid: optional(string()),
  sender: object(address),
  receiver: object(address),
  cargo: object(cargo),
  shop: object(shop),
  insured: object({
    /** 1: insured. */
    useInsured: optional(oneOf(0, 1)),
    /** In cents. */
    insuredValue: optional(number()),
  }),
  service: object(service),
  /** When the courier should come, in seconds since 1970; 0 or absent: as agreed. SF wants it. */
  expectTime: optional(number()),
  /** How the parcel is taken over. */
  takeMode: optional(oneOf(0, 1)),
}

/** What the carrier prints. */
const waybillData = array(object({ key: string(), value: string() }))

/** 0: in force, 1: cancelled. */
const orderStatus = oneOf.open(0, 1)

/**
 * Where a parcel is. 100001: collected, 100002: not collected, 100003: a courier is assigned, 200001: in transit,
 * 300002: being delivered, 300003: delivered, 300004: not delivered, 400001: returned, 400002: not returned.
 */
const actionTypes = [100001, 100002, 100003, 200001, 300002, 300003, 300004, 400001, 400002] as const
const actionType = oneOf(...actionTypes)

/** Sender or receiver, as a carrier sees them. */
const contact = { name: string(), tel: string(), mobile: string(), address: string() }

/** Meanings that several methods share. */
const meaning = {
  orderExists: {
    means: 'there is an order with this orderId',
    fix: 'getOrder tells its waybill; another order needs another orderId',
  },
  waybillNotFound: 'the waybill was not found',
  wrongParams: 'a parameter is wrong',
  noSuchOrder: 'the order does not exist',
  carrierRefused: 'the carrier refused; deliveryResultcode and deliveryResultmsg say why',
  carrierDown: 'the system of the carrier failed',
  unknownCarrier: 'the deliveryId is not known',
  wrongToken: 'the token of the waybill is not valid',
  notBound: 'the bizId is not bound, or its review was not asked for',
  wrongPassword: 'the bizId or the password is wrong',
  wrongShop: 'shop has a value that is not valid',
} as const

/** 物流助手: waybills of the delivery companies. */
export const logistics = {
  /**
   * 生成运单
   *
   * The same `orderId` never makes a second waybill, so the call may be repeated after a lost answer.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/express/by-business/logistics.addOrder.html
   */
  addOrder: endpoint({
    http: 'POST /cgi-bin/express/business/order/add',
    cloudCallable: true,
    effect: {
      keyed: 'orderId',
      again: [9300502, 9300509, 9300521, 9909001],
      repeated: [930562, 9300508, 9300522],
      then: 'logistics.getOrder',
    },
    params: order,
    result: {
      orderId: string(),
      waybillId: string(),
      /** The carrier's own code; 0 is success. */
      deliveryResultcode: number(),
      deliveryResultmsg: string(),
      waybillData,
    },
    errcodes: {
      930559: 'the openid is not valid',
      930561: meaning.wrongParams,
      930562: meaning.orderExists,
      930564: { means: 'the quota of the account is used up', fix: 'buy waybills from the carrier' },
      9300501: meaning.carrierRefused,
      9300502: meaning.carrierDown,
      9300503: meaning.unknownCarrier,
      9300508: meaning.orderExists,
      9300509: { means: 'orders come too fast', fix: 'send the same orderId again in a moment' },
      9300510: {
        means: 'the serviceType is not valid',
        fix: 'use one that getAllAccount lists for the account',
      },
      9300521: {
        means: 'the waybill is being made',
        fix: 'ask getOrder in a moment; another orderId would make a second waybill',
      },
      9300522: meaning.orderExists,
      9300525: { means: meaning.notBound, fix: 'bind the account with bindAccount and wait for its review' },
      9300526: 'a field is too long',
      9300531: meaning.wrongPassword,
      9300534: meaning.wrongShop,
      9300535: meaning.wrongShop,
      9300536: 'the wxAppid is not valid',
      9909001: {
        means: 'something failed, and the waybill may have been made all the same',
        fix: 'send the same orderId again, or ask getOrder',
      },
    },
  }),
  /**
   * 批量获取运单数据
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/express/by-business/logistics.batchGetOrder.html
   */
  batchGetOrder: endpoint({
    http: 'POST /cgi-bin/express/business/order/batchget',
    cloudCallable: true,
    effect: 'read',
    params: {
      orderList: array(object({ orderId: string(), deliveryId: string(), waybillId: optional(string()) })),
    },
    result: {
      orderList: array(
        object({
          /** 0, or why this one order could not be read. */
          errcode: number(),
          errmsg: string(),
          /** HTML to print, in base64. */
          printHtml: string(),
          waybillData,
          orderId: string(),
          deliveryId: string(),
          waybillId: string(),
          orderStatus,
        }),
      ),
    },
  }),
  /**
   * 绑定_解绑物流账号
   *
   * Binding goes to the carrier for review: watch `statusCode` of `getAllAccount`.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/express/by-business/logistics.bindAccount.html
   */
  bindAccount: endpoint({
    http: 'POST /cgi-bin/express/business/account/bind',
    cloudCallable: true,
    effect: 'write',
    params: {
      type: oneOf('bind', 'unbind'),
      bizId: string(),
      deliveryId: string(),
      /** Needless for EMS, SF and JD. */
      password: optional(string()),
      /** What the carrier should know for its review. */
      remarkContent: optional(string()),
    },
    result: {},
    errcodes: {
      9300529: 'the account is bound already',
      9300530: 'the bizId to unbind is not bound',
      9300531: meaning.wrongPassword,
      9300532: 'the binding was asked for before and is under review',
    },
  }),
  /**
   * 取消运单
   *
   * Works only as long as the parcel has no trace.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/express/by-business/logistics.cancelOrder.html
   */
  cancelOrder: endpoint({
    http: 'POST /cgi-bin/express/business/order/cancel',
    cloudCallable: true,
    effect: 'write',
    params: {
      openid: optional(userOpenid()),
      deliveryId: string(),
      waybillId: string(),
      orderId: string(),
    },
    result: {
      /** The carrier's own code; 0 is success. */
      deliveryResultcode: number(),
      deliveryResultmsg: string(),
    },
    errcodes: {
      40199: meaning.waybillNotFound,
      930561: meaning.wrongParams,
      930563: meaning.noSuchOrder,
      9300501: meaning.carrierRefused,
      9300503: meaning.unknownCarrier,
      9300506: {
        means: 'the parcel has a trace already',
        fix: 'ask the carrier; it can no longer be cancelled here',
      },
      9300524: 'it could not be cancelled, often because it was before',
    },
  }),
  /**
   * 获取所有绑定的物流账号
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/express/by-business/logistics.getAllAccount.html
   */
  getAllAccount: endpoint({
    http: 'GET /cgi-bin/express/business/account/getall',
    cloudCallable: true,
    effect: 'read',
    params: {},
    result: {
      count: number(),
      list: array(
        object({
          bizId: string(),
          deliveryId: string(),
          /** When it was bound, in seconds since 1970. */
          createTime: number(),
          /** In seconds since 1970. */
          updateTime: number(),
          /** 0: bound, 1: under review, 2: refused, 3: unbound. */
          statusCode: oneOf.open(0, 1, 2, 3),
          alias: string(),
          /** Why the carrier refused. */
          remarkWrongMsg: string(),
          remarkContent: string(),
          /** How many waybills are left. */
          quotaNum: number(),
          /** When the quota was read, in seconds since 1970. */
          quotaUpdateTime: number(),
          serviceType: array(object(service)),
        }),
      ),
    },
  }),
  /**
   * 获取支持的快递公司列表
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/express/by-business/logistics.getAllDelivery.html
   */
  getAllDelivery: endpoint({
    http: 'GET /cgi-bin/express/business/delivery/getall',
    cloudCallable: true,
    effect: 'read',
    params: {},
    result: {
      count: number(),
      data: array(
        object({
          deliveryId: string(),
          deliveryName: string(),
          /** 1: a parcel can be paid for one by one, with `cashBizId`. */
          canUseCash: oneOf.open(0, 1),
          /** 1: the quota can be read with `getQuota`. */
          canGetQuota: oneOf.open(0, 1),
          serviceType: array(object(service)),
          cashBizId: string(),
        }),
      ),
    },
  }),
  /**
   * 获取面单联系人信息
   *
   * For delivery companies.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/express/by-provider/logistics.getContact.html
   */
  getContact: endpoint({
    http: 'POST /cgi-bin/express/delivery/contact/get',
    cloudCallable: true,
    effect: 'read',
    params: {
      /** Of the event that brought the waybill. */
      token: string(),
      waybillId: string(),
    },
    result: {
      waybillId: string(),
      sender: object(contact),
      receiver: object(contact),
    },
    errcodes: { 40199: meaning.waybillNotFound, 9300507: meaning.wrongToken },
  }),
  /**
   * 获取运单数据
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/express/by-business/logistics.getOrder.html
   */
  getOrder: endpoint({
    http: 'POST /cgi-bin/express/business/order/get',
    cloudCallable: true,
    effect: 'read',
    params: {
      orderId: string(),
      openid: optional(userOpenid()),
      deliveryId: string(),
      waybillId: optional(string()),
      /** 1: the sheet is to be printed in full. */
      printType: optional(oneOf(0, 1)),
    },
    result: {
      /** HTML to print, in base64. */
      printHtml: string(),
      waybillData,
      orderId: string(),
      deliveryId: string(),
      waybillId: string(),
      orderStatus,
    },
  }),
  /**
   * 查询运单轨迹
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/express/by-business/logistics.getPath.html
   */
  getPath: endpoint({
    http: 'POST /cgi-bin/express/business/path/get',
    cloudCallable: true,
    effect: 'read',
    params: {
      openid: optional(userOpenid()),
      deliveryId: string(),
      waybillId: string(),
      orderId: optional(string()),
    },
    result: {
      openid: userOpenid(),
      deliveryId: string(),
      waybillId: string(),
      pathItemNum: number(),
      pathItemList: array(
        object({
          /** In seconds since 1970. */
          actionTime: number(),
          actionType: oneOf.open(...actionTypes),
          actionMsg: string(),
        }),
      ),
    },
  }),
  /**
   * 获取打印员
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/express/by-business/logistics.getPrinter.html
   */
  getPrinter: endpoint({
    http: 'GET /cgi-bin/express/business/printer/getall',
    cloudCallable: true,
    effect: 'read',
    params: {},
    result: {
      count: number(),
      /** OPENIDs of the printers; a list in spite of its name. */
      openid: array(userOpenid()),
      tagidList: array(string()),
    },
  }),
  /**
   * 获取电子面单余额
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/express/by-business/logistics.getQuota.html
   */
  getQuota: endpoint({
    http: 'POST /cgi-bin/express/business/quota/get',
    cloudCallable: true,
    effect: 'read',
    params: { deliveryId: string(), bizId: string() },
    result: { quotaNum: number() },
  }),
  /**
   * 预览面单模板
   *
   * For delivery companies.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/express/by-provider/logistics.previewTemplate.html
   */
  previewTemplate: endpoint({
    http: 'POST /cgi-bin/express/delivery/template/preview',
    cloudCallable: true,
    effect: 'read',
    params: {
      waybillId: string(),
      /** HTML of the template, in base64. */
      waybillTemplate: string(),
      /** What the carrier prints, in base64. */
      waybillData: string(),
      custom: object({ ...order, addSource: optional(order.addSource) }),
    },
    result: {
      waybillId: string(),
      /** HTML with the data filled in, in base64. */
      renderedWaybillTemplate: string(),
    },
    errcodes: {
      40199: meaning.waybillNotFound,
      9300502: meaning.carrierDown,
      9300507: meaning.wrongToken,
      9300512: 'the template is malformed',
    },
  }),
  /**
   * 运力取消订单
   *
   * For delivery companies.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/delivery/single-delivery.html
   */
  scatterCancelOrder: endpoint({
    http: 'POST /cgi-bin/express/delivery/single_waybill/cancel_order',
    effect: 'write',
    params: { token: string(), reason: string() },
    result: {},
  }),
  /**
   * 对账单下载
   *
   * For delivery companies.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/delivery/single-delivery.html
   */
  scatterGetBill: endpoint({
    http: 'POST /cgi-bin/express/delivery/single_waybill/get_bill',
    effect: 'read',
    params: { date: string(), type: string() },
    result: {},
  }),
  /**
   * 运力公司退款
   *
   * For delivery companies.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/delivery/single-delivery.html
   */
  scatterRefundOrder: endpoint({
    http: 'POST /cgi-bin/express/delivery/single_waybill/refund_order',
    effect: 'write',
    params: { token: string(), fee: number() },
    result: {},
  }),
  /**
   * 运力返回用户投诉处理结果
   *
   * For delivery companies.
   * @see no public page found
   */
  scatterUpdateComplaintResult: endpoint({
    http: 'POST /cgi-bin/express/delivery/scatter/update_complaint_result',
    effect: 'write',
    params: { token: string(), waybillId: string(), result: string(), desc: string() },
    result: {},
  }),
  /**
   * 运力更新需支付的运费
   *
   * For delivery companies.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/delivery/single-delivery.html
   */
  scatterUpdateFee: endpoint({
    http: 'POST /cgi-bin/express/delivery/single_waybill/fee',
    effect: 'write',
    params: {
      token: string(),
      waybillId: string(),
      needPay: number(),
      fee: number(),
      originalFee: number(),
      baseFee: number(),
      insuredFee: optional(number()),
      otherFee: optional(number()),
      remark: optional(string()),
      payGoodsName: optional(string()),
    },
    result: {},
  }),
  /**
   * 运力更新订单状态
   *
   * For delivery companies.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/delivery/single-delivery.html
   */
  scatterUpdateOrder: endpoint({
    http: 'POST /cgi-bin/express/delivery/single_waybill/update',
    effect: 'write',
    params: {
      token: string(),
      waybillId: optional(string()),
      /** In seconds since 1970. */
      actionTime: number(),
      actionType: oneOf(
        90001,
        90002,
        90003,
        90010,
        90011,
        100001,
        100002,
        200001,
        300002,
        300003,
        300004,
        300005,
        300006,
        300007,
        400001,
        400002,
        400003,
        400004,
        400005,
        500001,
      ),
      actionMsg: string(),
      pickupCourierName: string(),
      pickupCourierPhone: string(),
      deliveryCourierName: string(),
      deliveryCourierPhone: string(),
    },
    result: {},
  }),
  /**
   * 模拟更新订单状态
   *
   * Moves an order of the sandbox: `bizId` must be `test_biz_id` and `deliveryId` must be `TEST`.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/express/by-business/logistics.testUpdateOrder.html
   */
  testUpdateOrder: endpoint({
    http: 'POST /cgi-bin/express/business/test_update_order',
    effect: 'write',
    params: {
      bizId: string(),
      orderId: string(),
      deliveryId: string(),
      waybillId: string(),
      /** In seconds since 1970. */
      actionTime: number(),
      actionType,
      actionMsg: string(),
    },
    result: {},
  }),
  /**
   * 更新商户审核结果
   *
   * For delivery companies.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/express/by-provider/logistics.updateBusiness.html
   */
  updateBusiness: endpoint({
    http: 'POST /cgi-bin/express/delivery/service/business/update',
    cloudCallable: true,
    effect: 'write',
    params: {
      /** Appid of the shop. */
      shopAppId: string(),
      bizId: string(),
      /** 0 is accepted. */
      resultCode: number(),
      /** Why it was refused. */
      resultMsg: optional(string()),
    },
    result: {},
    errcodes: { 9300525: meaning.notBound },
  }),
  /**
   * 更新运单轨迹
   *
   * For delivery companies.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/express/by-provider/logistics.updatePath.html
   */
  updatePath: endpoint({
    http: 'POST /cgi-bin/express/delivery/path/update',
    cloudCallable: true,
    effect: 'write',
    params: {
      token: string(),
      waybillId: string(),
      /** In seconds since 1970. */
      actionTime: number(),
      actionType,
      actionMsg: string(),
    },
    result: {},
    errcodes: { 40199: meaning.waybillNotFound, 9300507: meaning.wrongToken },
  }),
  /**
   * 配置面单打印员
   *
   * Who may print; a printer prints from PC with the WeChat client.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/express/by-business/logistics.updatePrinter.html
   */
  updatePrinter: endpoint({
    http: 'POST /cgi-bin/express/business/printer/update',
    cloudCallable: true,
    effect: 'write',
    params: {
      /** OPENID of the printer. */
      openid: userOpenid(),
      updateType: oneOf('bind', 'unbind'),
      /** Tag ids, separated by commas, at most 10: which orders the printer gets. */
      tagidList: optional(string()),
    },
    result: {},
    errcodes: { 9300517: { means: 'the updateType is not valid', fix: "give 'bind' or 'unbind'" } },
  }),
}
