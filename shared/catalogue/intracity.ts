import { endpoint } from '../schema/endpoint'
import { array, bigInteger, number, object, oneOf, optional, string, userOpenid } from '../schema/fields'

const storeAddress = {
  province: string(),
  city: string(),
  area: string(),
  street: optional(string()),
  house: string(),
  lat: number(),
  lng: number(),
  phone: string(),
}

/** A store, by the id of WeChat or by your own. */
const storeKey = { wxStoreId: optional(string()), outStoreId: optional(string()) }

const carrier = oneOf('DADA', 'SFTC')

const intracityErrcodes = {
  934000: 'refused for another reason',
  934001: 'a parameter is wrong; errMsg says which',
  934002: 'the order exists and is under way',
  934003: 'the delivery company is not known',
  934005: 'the delivery company refused to quote',
  934006: 'orders under way block the refund',
  934007: 'the order is not under way',
  934008: "the store is another appid's",
  934009: 'the city of the store is not served',
  934010: 'the outStoreId was used before',
  934011: 'the signature of the request is wrong or missing',
  934012: 'the appid is not that of the access token',
  934013: 'the balance of the store is too low',
  934014: 'the delivery company answered with an impossible amount',
  934015: 'the balance could not be charged',
  934016: 'the order does not exist',
  934017: 'the state of the order does not allow cancelling',
  934018: 'the order was cancelled before',
  934019: 'the delivery company does not go there',
  934020: 'the goods are too heavy',
  934021: 'the store does not exist',
  934022: 'personal accounts may not do this',
  934023: 'only ordinary mini programs may do this',
  934999: 'system error',
}

/** 同城配送: deliveries within the city, from your stores. */
export const intracity = {
  /**
   * 创建配送单
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/intracity_service.html#_2-10-%E5%88%9B%E5%BB%BA%E9%85%8D%E9%80%81%E5%8D%95
   */
  addorder: endpoint({
    http: 'POST /cgi-bin/express/intracity/addorder',
    effect: 'write',
    params: {
      wxStoreId: string(),
      storeOrderId: string(),
      userOpenid: userOpenid(),
      userLng: number(),
      userLat: number(),
      userAddress: string(),
      userName: string(),
      userPhone: string(),
      orderSeq: optional(string()),
      verifyCodeType: optional(oneOf(0, 1, 2, 3)),
      orderDetailPath: string(),
      callbackUrl: optional(string()),
      useSandbox: optional(number()),
      cargo: optional(
        object({
          cargoName: string(),
          cargoWeight: number(),
          cargoPrice: number(),
          cargoType: number(),
          cargoNum: number(),
          itemList: array(object({ itemName: string(), itemPicUrl: string(), count: number() })),
        }),
      ),
    },
    result: {
      wxStoreId: string(),
      wxOrderId: string(),
      storeOrderId: string(),
      serviceTransId: string(),
      distance: number(),
      transOrderId: string(),
      waybillId: string(),
      fee: number(),
      fetchCode: string(),
      orderSeq: string(),
    },
    errcodes: intracityErrcodes,
  }),
  /**
   * 开通门店权限
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/intracity_service.html#_2-1-%E5%BC%80%E9%80%9A%E9%97%A8%E5%BA%97%E6%9D%83%E9%99%90
   */
  apply: endpoint({
    http: 'POST /cgi-bin/express/intracity/apply',
    effect: 'write',
    params: {},
    result: {},
    errcodes: intracityErrcodes,
  }),
  /**
   * 门店余额查询
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/intracity_service.html#_2-8-%E9%97%A8%E5%BA%97%E4%BD%99%E9%A2%9D%E6%9F%A5%E8%AF%A2
   */
  balancequery: endpoint({
    http: 'POST /cgi-bin/express/intracity/balancequery',
    effect: 'read',
    params: {
      wxStoreId: optional(string()),
      serviceTransId: optional(string()),
      payMode: optional(string()),
    },
    result: {
      wxStoreId: string(),
      appid: string(),
      allBalance: number(),
      balanceDetail: array(
        object({
          balance: number(),
          serviceTransId: string(),
          serviceTransName: string(),
          orderList: array(
            object({
              payorderId: string(),
              chargeAmt: number(),
              unusedAmt: number(),
              beginTime: number(),
              endTime: number(),
            }),
          ),
        }),
      ),
    },
    errcodes: intracityErrcodes,
  }),
  /**
   * 取消配送单
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/intracity_service.html#_2-12-%E5%8F%96%E6%B6%88%E9%85%8D%E9%80%81%E5%8D%95
   */
  cancelorder: endpoint({
    http: 'POST /cgi-bin/express/intracity/cancelorder',
    effect: 'write',
    params: {
      wxStoreId: optional(string()),
      storeOrderId: optional(string()),
      wxOrderId: optional(string()),
      cancelReasonId: oneOf(1, 2, 3, 99),
      cancelReason: optional(string()),
    },
    result: {
      wxStoreId: string(),
      wxOrderId: string(),
      storeOrderId: string(),
      orderStatus: number(),
      appid: string(),
      deductfee: number(),
    },
    errcodes: intracityErrcodes,
  }),
  /**
   * 创建门店
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/intracity_service.html#_2-2-%E5%88%9B%E5%BB%BA%E9%97%A8%E5%BA%97
   */
  createstore: endpoint({
    http: 'POST /cgi-bin/express/intracity/createstore',
    effect: 'write',
    params: {
      outStoreId: optional(string()),
      storeName: optional(string()),
      orderPattern: optional(number()),
      serviceTransPrefer: optional(carrier),
      addressInfo: optional(object(storeAddress)),
    },
    result: { wxStoreId: string(), appid: string(), outStoreId: string() },
    errcodes: intracityErrcodes,
  }),
  /**
   * 查询支持同城配送的城市
   * @see no public page found
   */
  getcity: endpoint({
    http: 'POST /cgi-bin/express/intracity/getcity',
    effect: 'read',
    params: { serviceTransId: optional(string()) },
    result: {
      supportList: array(
        object({
          serviceTransId: string(),
          cityList: array(object({ cityCode: number(), cityName: string() })),
        }),
      ),
    },
    errcodes: intracityErrcodes,
  }),
  /**
   * 查询扣费主体
   * @see no public page found
   */
  getpaymode: endpoint({
    http: 'POST /cgi-bin/express/intracity/getpaymode',
    effect: 'read',
    params: { appid: string() },
    result: { payMode: string(), payAppid: string(), payComponentAppid: string() },
    errcodes: intracityErrcodes,
  }),
  /**
   * 模拟回调接口
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/intracity_service.html#_3-2-%E6%A8%A1%E6%8B%9F%E5%9B%9E%E8%B0%83%E6%8E%A5%E5%8F%A3
   */
  mocknotify: endpoint({
    http: 'POST /cgi-bin/express/intracity/mocknotify',
    effect: 'write',
    params: {
      wxOrderId: optional(string()),
      wxStoreId: optional(string()),
      storeOrderId: optional(string()),
      orderStatus: number(),
    },
    result: {},
    errcodes: intracityErrcodes,
  }),
  /**
   * 查询运费
   *
   * Asks what a delivery would cost.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/intracity_service.html#_2-9-%E6%9F%A5%E8%AF%A2%E8%BF%90%E8%B4%B9
   */
  preaddorder: endpoint({
    http: 'POST /cgi-bin/express/intracity/preaddorder',
    effect: 'read',
    params: {
      wxStoreId: string(),
      userName: string(),
      userPhone: string(),
      userLng: number(),
      userLat: number(),
      userAddress: string(),
      cargoName: optional(string()),
      cargo: object({
        cargoName: string(),
        cargoWeight: number(),
        cargoPrice: number(),
        cargoType: number(),
        cargoNum: number(),
      }),
      useSandbox: number(),
    },
    result: {
      serviceTransId: string(),
      distance: number(),
      estFee: number(),
      expectedFinishedTime: number(),
      promiseDeliveryTime: number(),
    },
    errcodes: intracityErrcodes,
  }),
  /**
   * 门店运费流水查询
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/intracity_service.html#_2-7-%E9%97%A8%E5%BA%97%E8%BF%90%E8%B4%B9%E6%B5%81%E6%B0%B4%E6%9F%A5%E8%AF%A2
   */
  queryflow: endpoint({
    http: 'POST /cgi-bin/express/intracity/queryflow',
    effect: 'read',
    params: {
      wxStoreId: string(),
      flowType: number(),
      serviceTransId: optional(carrier),
      beginTime: optional(number()),
      endTime: optional(number()),
      payMode: optional(string()),
    },
    result: {
      flowList: array(
        object({
          flowType: number(),
          appid: string(),
          wxStoreId: string(),
          payOrderId: string(),
          serviceTransId: string(),
          payAmount: number(),
          payTime: number(),
          payStatus: string(),
          createTime: number(),
          consumeDeadline: number(),
          refundTime: number(),
          refundAmount: number(),
          openid: userOpenid(),
          deliveryStatus: oneOf.open(10000, 20000, 20001, 30000, 40000, 50000, 60000, 70000, 90000),
          refundStatus: string(),
          deductAmount: number(),
          billId: string(),
          deliveryFinishedTime: number(),
          wxOrderId: string(),
        }),
      ),
      totalPayAmt: number(),
      totalRefundAmt: number(),
      totalDeductAmt: number(),
      total: number(),
    },
    errcodes: intracityErrcodes,
  }),
  /**
   * 查询配送单
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/intracity_service.html#_2-11-%E6%9F%A5%E8%AF%A2%E9%85%8D%E9%80%81%E5%8D%95
   */
  queryorder: endpoint({
    http: 'POST /cgi-bin/express/intracity/queryorder',
    effect: 'read',
    params: {
      wxStoreId: optional(string()),
      storeOrderId: optional(string()),
      wxOrderId: optional(string()),
    },
    result: {
      wxOrderId: string(),
      storeOrderId: string(),
      wxStoreId: string(),
      orderStatus: number(),
      appid: string(),
      userOpenid: userOpenid(),
      serviceTransId: string(),
      deliveryNo: string(),
      distance: number(),
      actualfee: number(),
      deductfee: number(),
      createTime: number(),
      acceptTime: number(),
      finishTime: number(),
      fetchTime: number(),
      cancelTime: number(),
      expectedFinishTime: number(),
      fetchCode: string(),
      recvCode: string(),
      orderSeq: string(),
      transporterInfo: object({ transporterName: string(), transporterPhone: string() }),
      storeInfo: object({
        storeName: string(),
        wxStoreId: string(),
        address: string(),
        lng: number(),
        lat: number(),
        phoneNum: string(),
      }),
      receiverInfo: object({
        receiverName: string(),
        address: string(),
        phoneNum: string(),
        lng: number(),
        lat: number(),
      }),
      cargoInfo: object({
        cargoName: string(),
        cargoWeight: number(),
        cargoPrice: number(),
        cargoType: number(),
        cargoNum: number(),
        itemList: array(
          object({
            itemName: string(),
            itemPicUrl: string(),
            num: number(),
            itemNum: number(),
          }),
        ),
      }),
    },
    errcodes: intracityErrcodes,
  }),
  /**
   * 查询门店
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/intracity_service.html#_2-3-%E6%9F%A5%E8%AF%A2%E9%97%A8%E5%BA%97
   */
  querystore: endpoint({
    http: 'POST /cgi-bin/express/intracity/querystore',
    effect: 'read',
    params: storeKey,
    result: {
      storeList: array(
        object({
          wxStoreId: string(),
          outStoreId: string(),
          cityId: bigInteger(),
          orderPattern: number(),
          serviceTransPrefer: string(),
          addressInfo: object({
            province: string(),
            city: string(),
            area: string(),
            street: string(),
            house: string(),
            lat: number(),
            lng: number(),
            phone: string(),
          }),
        }),
      ),
      total: number(),
      appid: string(),
    },
    errcodes: intracityErrcodes,
  }),
  /**
   * 设置扣费主体
   * @see no public page found
   */
  setpaymode: endpoint({
    http: 'POST /cgi-bin/express/intracity/setpaymode',
    effect: 'write',
    params: { appid: string(), payMode: string() },
    result: {},
    errcodes: intracityErrcodes,
  }),
  /**
   * 门店运费充值
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/intracity_service.html#_2-5-%E9%97%A8%E5%BA%97%E8%BF%90%E8%B4%B9%E5%85%85%E5%80%BC
   */
  storecharge: endpoint({
    http: 'POST /cgi-bin/express/intracity/storecharge',
    effect: 'write',
    params: {
      wxStoreId: optional(string()),
      serviceTransId: carrier,
      amount: number(),
      payMode: optional(string()),
    },
    result: { payurl: string(), appid: string(), wxStoreId: string() },
    errcodes: intracityErrcodes,
  }),
  /**
   * 门店运费退款
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/intracity_service.html#_2-6-%E9%97%A8%E5%BA%97%E8%BF%90%E8%B4%B9%E9%80%80%E6%AC%BE
   */
  storeRefund: endpoint({
    http: 'POST /cgi-bin/express/intracity/storerefund',
    effect: 'write',
    params: {
      wxStoreId: optional(string()),
      payMode: optional(oneOf('PAY_MODE_STORE', 'PAY_MODE_APP', 'PAY_MODE_COMPONENT')),
      serviceTransId: string(),
    },
    result: { appid: string(), wxStoreId: string(), refundAmount: number() },
  }),
  /**
   * 更新门店
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/express/business/intracity_service.html#_2-4-%E6%9B%B4%E6%96%B0%E9%97%A8%E5%BA%97
   */
  updatestore: endpoint({
    http: 'POST /cgi-bin/express/intracity/updatestore',
    effect: 'write',
    params: {
      keys: object(storeKey),
      content: object({
        storeName: optional(string()),
        orderPattern: optional(bigInteger()),
        serviceTransPrefer: optional(carrier),
        addressInfo: optional(object(storeAddress)),
      }),
    },
    result: { outStoreId: string(), wxStoreId: string(), appid: string() },
    errcodes: intracityErrcodes,
  }),
}
