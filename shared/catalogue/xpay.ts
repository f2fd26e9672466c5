import { endpoint } from '../schema/endpoint'
import {
  array,
  bigInteger,
  boolean,
  json,
  number,
  object,
  oneOf,
  optional,
  string,
  userOpenid,
} from '../schema/fields'

const complaintKey = { env: number(), complaintId: string() }

/** What a buyer complains about. */
const complaint = {
  complaintId: string(),
  complaintTime: string(),
  complaintDetail: string(),
  complaintState: string(),
  payerPhone: string(),
  payerOpenid: string(),
  complaintOrderInfo: array(
    object({
      transactionId: string(),
      outTradeNo: string(),
      amount: number(),
      wxaOutTradeNo: string(),
      wxOrderId: string(),
    }),
  ),
  complaintFullRefunded: boolean(),
  incomingUserResponse: boolean(),
  userComplaintTimes: number(),
  complaintMediaList: array(object({ mediaType: string(), mediaUrl: array(json()) })),
  problemDescription: string(),
  problemType: string(),
  applyRefundAmount: number(),
  userTagList: array(json()),
  serviceOrderInfo: array(object({ orderId: string(), outOrderNo: string(), state: string() })),
}

/** Of WeChat's pages until 2024, and still taken. */
const deviceType = optional(number())

const xpayErrcodes = {
  268490001: 'the openid is wrong',
  268490002: 'a parameter is wrong; errMsg says which',
  268490003: 'the signature is wrong',
  268490004: 'it was done before',
  268490005: 'the order was refunded before, with cancelCurrencyPay',
  268490006: 'the user has too few coins',
  268490007: 'a picture or a text is not acceptable',
  268490008: 'the coins are not published',
  268490009: 'the session_key is missing or has expired',
  268490011: 'the data are being made; try again later',
  268490012: 'a batch is running',
  268490013: 'an order that was redeemed cannot be refunded',
  268490014: 'the refund is under way; ask again with the same parameters',
  268490015: 'too many calls',
  268490016: 'the leftFee does not match',
  268490018: 'the industry of the advertising account does not match',
  268490019: 'the advertising account is bound to another appid',
  268490020: 'the company name of the advertising account is wrong',
  268490021: 'the account is not fully set up',
  268490022: 'the advertising account is not valid',
  268490023: 'the advertising funds are too low',
  268490024: 'the advertising funds charged must be more than 0',
}

/** 虚拟支付: virtual goods and coins. Signed with the client's `payAppKey`. */
export const xpay = {
  /**
   * 绑定广告金充值账户
   *
   * `Accout` is WeChat's own spelling.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/virtual-payment.html#_2-3-%E6%9C%8D%E5%8A%A1%E5%99%A8API
   */
  bindTransferAccout: endpoint({
    http: 'POST /xpay/bind_transfer_accout',
    auth: 'paySignature',
    effect: 'write',
    params: {
      transferAccountUid: optional(number()),
      transferAccountOrgName: optional(string()),
      env: optional(number()),
      deviceType,
    },
    result: {},
    errcodes: xpayErrcodes,
  }),
  /**
   * 代币支付退款
   *
   * Signed with the session_key of the user too, from the client's options.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/virtual-payment.html#_2-3-%E6%9C%8D%E5%8A%A1%E5%99%A8API
   */
  cancelCurrencyPay: endpoint({
    http: 'POST /xpay/cancel_currency_pay',
    auth: 'payAndUserSignature',
    effect: 'write',
    params: {
      openid: userOpenid(),
      env: number(),
      userIp: string(),
      payOrderId: string(),
      orderId: string(),
      amount: number(),
      deviceType,
    },
    result: { orderId: string() },
    errcodes: xpayErrcodes,
  }),
  /**
   * 商家解约
   * @see no public page found
   */
  cancelSubscribeContract: endpoint({
    http: 'POST /xpay/cancel_subscribe_contract',
    auth: 'paySignature',
    effect: 'write',
    params: {
      openid: userOpenid(),
      terminationReason: string(),
      productId: string(),
      outContractCode: string(),
    },
    result: {},
  }),
  /**
   * 完成投诉处理
   * @see no public page found
   */
  completeComplaint: endpoint({
    http: 'POST /xpay/complete_complaint',
    auth: 'paySignature',
    effect: 'write',
    params: complaintKey,
    result: {},
    errcodes: xpayErrcodes,
  }),
  /**
   * 充值广告金
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/virtual-payment.html#_2-3-%E6%9C%8D%E5%8A%A1%E5%99%A8API
   */
  createFundsBill: endpoint({
    http: 'POST /xpay/create_funds_bill',
    auth: 'paySignature',
    effect: { keyed: 'requestId', repeated: [268490004] },
    params: {
      transferAmount: number(),
      transferAccountUid: number(),
      transferAccountName: string(),
      transferAccountAgencyId: number(),
      requestId: string(),
      settleBegin: number(),
      settleEnd: number(),
      env: number(),
      authorizeAdvertise: number(),
      fundType: number(),
      deviceType,
    },
    result: { billId: string() },
    errcodes: xpayErrcodes,
  }),
  /**
   * 创建提现单
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/virtual-payment.html#_2-3-%E6%9C%8D%E5%8A%A1%E5%99%A8API
   */
  createWithdrawOrder: endpoint({
    http: 'POST /xpay/create_withdraw_order',
    auth: 'paySignature',
    effect: 'write',
    params: { withdrawNo: string(), withdrawAmount: string(), env: number(), deviceType },
    result: { withdrawNo: string(), wxWithdrawNo: string() },
    errcodes: xpayErrcodes,
  }),
  /**
   * 扣减代币
   *
   * Signed with the session_key of the user too, from the client's options.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/virtual-payment.html#_2-3-%E6%9C%8D%E5%8A%A1%E5%99%A8API
   */
  currencyPay: endpoint({
    http: 'POST /xpay/currency_pay',
    auth: 'payAndUserSignature',
    effect: { keyed: 'orderId', repeated: [268490004] },
    params: {
      openid: optional(userOpenid()),
      env: optional(number()),
      userIp: optional(string()),
      amount: optional(number()),
      orderId: optional(string()),
      payitem: optional(string()),
      remark: optional(string()),
      deviceType,
    },
    result: { orderId: string(), balance: number(), usedPresentAmount: number() },
    errcodes: xpayErrcodes,
  }),
  /**
   * 下载广告金对应的商户订单信息
   * @see no public page found
   */
  downloadAdverfundsOrder: endpoint({
    http: 'POST /xpay/download_adverfunds_order',
    auth: 'paySignature',
    effect: 'read',
    params: { fundId: string(), env: number() },
    result: { url: string() },
    errcodes: xpayErrcodes,
  }),
  /**
   * 下载小程序账单
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/virtual-payment.html#_2-3-%E6%9C%8D%E5%8A%A1%E5%99%A8API
   */
  downloadBill: endpoint({
    http: 'POST /xpay/download_bill',
    auth: 'paySignature',
    effect: 'read',
    params: { beginDs: bigInteger(), endDs: bigInteger(), deviceType },
    result: { url: string() },
    errcodes: xpayErrcodes,
  }),
  /**
   * 下载虚拟支付ios月结账单
   * @see no public page found
   */
  downloadIosSettlementBill: endpoint({
    http: 'POST /xpay/download_ios_settlement_bill',
    auth: 'paySignature',
    effect: 'read',
    params: { startMonth: string(), endMonth: string() },
    result: { billList: array(object({ month: string(), billUrl: string() })) },
  }),
  /**
   * 获取投诉详情
   * @see no public page found
   */
  getComplaintDetail: endpoint({
    http: 'POST /xpay/get_complaint_detail',
    auth: 'paySignature',
    effect: 'read',
    params: complaintKey,
    result: { complaint: object(complaint) },
    errcodes: xpayErrcodes,
  }),
  /**
   * 获取投诉列表
   * @see no public page found
   */
  getComplaintList: endpoint({
    http: 'POST /xpay/get_complaint_list',
    auth: 'paySignature',
    effect: 'read',
    pages: { items: 'complaints', offset: 'offset', total: 'total' },
    params: {
      env: number(),
      beginDate: string(),
      endDate: string(),
      offset: number(),
      limit: number(),
    },
    result: { total: number(), complaints: array(object(complaint)) },
    errcodes: xpayErrcodes,
  }),
  /**
   * 获取协商历史
   * @see no public page found
   */
  getNegotiationHistory: endpoint({
    http: 'POST /xpay/get_negotiation_history',
    auth: 'paySignature',
    effect: 'read',
    pages: { items: 'history', offset: 'offset', total: 'total' },
    params: { ...complaintKey, offset: number(), limit: number() },
    result: {
      total: number(),
      history: array(
        object({
          logId: string(),
          operator: string(),
          operateTime: string(),
          operateType: oneOf.open(
            'USER_CREATE_COMPLAINT',
            'USER_CONTINUE_COMPLAINT',
            'USER_RESPONSE',
            'PLATFORM_RESPONSE',
            'MERCHANT_RESPONSE',
            'MERCHANT_CONFIRM_COMPLETE',
            'USER_CREATE_COMPLAINT_SYSTEM_MESSAGE',
            'COMPLAINT_FULL_REFUNDED_SYSTEM_MESSAGE',
            'USER_CONTINUE_COMPLAINT_SYSTEM_MESSAGE',
            'USER_REVOKE_COMPLAINT',
            'USER_COMFIRM_COMPLAINT',
            'PLATFORM_HELP_APPLICATION',
            'USER_APPLY_PLATFORM_HELP',
            'MERCHANT_APPROVE_REFUND',
            'MERCHANT_REFUSE_RERUND',
            'USER_SUBMIT_SATISFACTION',
            'SERVICE_ORDER_CANCEL',
            'SERVICE_ORDER_COMPLETE',
            'COMPLAINT_PARTIAL_REFUNDED_SYSTEM_MESSAGE',
            'COMPLAINT_REFUND_RECEIVED_SYSTEM_MESSAGE',
          ),
          operateDetails: string(),
          complaintMediaList: array(
            object({
              mediaType: oneOf.open('USER_COMPLAINT_IMAGE', 'OPERATION_IMAGE'),
              mediaUrl: array(json()),
            }),
          ),
        }),
      ),
    },
    errcodes: xpayErrcodes,
  }),
  /**
   * 获取微信支付反馈投诉图片的签名头部
   * @see no public page found
   */
  getUploadFileSign: endpoint({
    http: 'POST /xpay/get_upload_file_sign',
    auth: 'paySignature',
    effect: 'read',
    params: { ...complaintKey, wxpayUrl: string(), convertCos: boolean() },
    result: { sign: string(), cosUrl: string() },
    errcodes: xpayErrcodes,
  }),
  /**
   * 通知已发货完成
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/virtual-payment.html#_2-3-%E6%9C%8D%E5%8A%A1%E5%99%A8API
   */
  notifyProvideGoods: endpoint({
    http: 'POST /xpay/notify_provide_goods',
    auth: 'paySignature',
    effect: 'write',
    params: { orderId: string(), wxOrderId: string(), env: number(), deviceType },
    result: {},
  }),
  /**
   * 代币赠送
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/virtual-payment.html#_2-3-%E6%9C%8D%E5%8A%A1%E5%99%A8API
   */
  presentCurrency: endpoint({
    http: 'POST /xpay/present_currency',
    auth: 'paySignature',
    effect: { keyed: 'orderId', repeated: [268490004] },
    params: { openid: userOpenid(), env: number(), orderId: string(), amount: number(), deviceType },
    result: { balance: number(), orderId: string(), presentBalance: number() },
    errcodes: xpayErrcodes,
  }),
  /**
   * 查询广告金发放记录
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/virtual-payment.html#_2-3-%E6%9C%8D%E5%8A%A1%E5%99%A8API
   */
  queryAdverFunds: endpoint({
    http: 'POST /xpay/query_adver_funds',
    auth: 'paySignature',
    effect: 'read',
    params: {
      page: optional(number()),
      pageSize: optional(number()),
      filter: optional(
        object({
          settleBegin: optional(number()),
          settleEnd: optional(number()),
          fundType: optional(number()),
        }),
      ),
      env: optional(number()),
      deviceType,
    },
    result: {
      adverFundsList: array(
        object({
          settleBegin: number(),
          settleEnd: number(),
          totalAmount: number(),
          remainAmount: number(),
          expireTime: number(),
          fundType: number(),
          fundId: string(),
        }),
      ),
      totalPage: number(),
    },
    errcodes: xpayErrcodes,
  }),
  /**
   * 查询商家账户可提现余额
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/virtual-payment.html#_2-3-%E6%9C%8D%E5%8A%A1%E5%99%A8API
   */
  queryBizBalance: endpoint({
    http: 'POST /xpay/query_biz_balance',
    auth: 'paySignature',
    effect: 'read',
    params: { env: number(), deviceType },
    result: { balanceAvailable: object({ amount: bigInteger(), currencyCode: string() }) },
    errcodes: xpayErrcodes,
  }),
  /**
   * 查询下载订单任务
   * @see no public page found
   */
  queryDownloadOrder: endpoint({
    http: 'POST /xpay/query_download_order',
    auth: 'paySignature',
    effect: 'read',
    params: { taskId: string(), env: number() },
    result: {
      taskId: string(),
      status: number(),
      downloadUrl: string(),
      expireAt: number(),
    },
  }),
  /**
   * 查询广告金充值记录
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/virtual-payment.html#_2-3-%E6%9C%8D%E5%8A%A1%E5%99%A8API
   */
  queryFundsBill: endpoint({
    http: 'POST /xpay/query_funds_bill',
    auth: 'paySignature',
    effect: 'read',
    params: {
      page: number(),
      pageSize: number(),
      filter: object({
        operTimeBegin: number(),
        operTimeEnd: number(),
        billId: optional(string()),
        requestId: optional(string()),
      }),
      env: number(),
      deviceType,
    },
    result: {
      billList: array(
        object({
          billId: string(),
          operTime: number(),
          settleBegin: number(),
          settleEnd: number(),
          fundId: string(),
          transferAccountName: string(),
          transferAccountUid: number(),
          transferAmount: number(),
          status: number(),
          requestId: string(),
        }),
      ),
      totalPage: number(),
    },
    errcodes: xpayErrcodes,
  }),
  /**
   * 查询创建的订单
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/virtual-payment.html#_2-3-%E6%9C%8D%E5%8A%A1%E5%99%A8API
   */
  queryOrder: endpoint({
    http: 'POST /xpay/query_order',
    auth: 'paySignature',
    effect: 'read',
    params: {
      openid: userOpenid(),
      env: number(),
      orderId: optional(string()),
      wxOrderId: optional(string()),
      deviceType,
    },
    result: {
      order: object({
        orderId: string(),
        createTime: number(),
        updateTime: number(),
        status: oneOf.open(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
        bizType: number(),
        orderFee: number(),
        couponFee: number(),
        paidFee: number(),
        orderType: oneOf.open(0, 1, 7, 8),
        refundFee: number(),
        paidTime: number(),
        provideTime: number(),
        bizMeta: string(),
        envType: number(),
        token: string(),
        leftFee: number(),
        wxOrderId: string(),
        channelOrderId: string(),
        wxpayOrderId: string(),
        settTime: number(),
        settState: number(),
        platformFeeFen: number(),
        cpsFeeFen: number(),
      }),
    },
    errcodes: xpayErrcodes,
  }),
  /**
   * 查询批量发布道具任务
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/virtual-payment.html#_2-3-%E6%9C%8D%E5%8A%A1%E5%99%A8API
   */
  queryPublishGoods: endpoint({
    http: 'POST /xpay/query_publish_goods',
    auth: 'paySignature',
    effect: 'read',
    params: { env: number(), deviceType },
    result: {
      publishItem: array(object({ id: string(), publishStatus: number(), errmsg: string() })),
      status: oneOf.open(0, 1, 2, 3),
    },
    errcodes: xpayErrcodes,
  }),
  /**
   * 商户被管控原因查询
   * @see no public page found
   */
  queryPunishmentReasons: endpoint({
    http: 'POST /xpay/query_punishment_reasons',
    auth: 'paySignature',
    effect: 'read',
    params: {},
    result: {
      appid: string(),
      nickname: string(),
      merchantCode: string(),
      limitedFunctions: array(string()),
      otherLimitedFunctions: string(),
      recoverySpecifications: array(
        object({
          limitationCaseId: string(),
          limitationReasonType: string(),
          limitationReason: string(),
          limitationReasonDescribe: string(),
          relateLimitations: array(string()),
          otherRelateLimitations: string(),
          recoverWay: string(),
          recoverWayParam: string(),
          recoverHelpUrl: string(),
          limitationActionType: string(),
          limitationStartDate: string(),
          limitationDate: string(),
        }),
      ),
    },
  }),
  /**
   * 查询广告金回收记录
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/virtual-payment.html#_2-3-%E6%9C%8D%E5%8A%A1%E5%99%A8API
   */
  queryRecoverBill: endpoint({
    http: 'POST /xpay/query_recover_bill',
    auth: 'paySignature',
    effect: 'read',
    params: {
      page: number(),
      pageSize: number(),
      filter: object({ recoverTimeBegin: number(), recoverTimeEnd: number(), billId: string() }),
      env: number(),
      deviceType,
    },
    result: {
      billList: array(
        object({
          billId: string(),
          recoverTime: number(),
          settleBegin: number(),
          settleEnd: number(),
          fundId: string(),
          recoverAccountName: string(),
          recoverAmount: number(),
          refundOrderList: array(string()),
        }),
      ),
      totalPage: number(),
    },
    errcodes: xpayErrcodes,
  }),
  /**
   * 查询签约关系
   * @see no public page found
   */
  querySubscribeContract: endpoint({
    http: 'POST /xpay/query_subscribe_contract',
    auth: 'paySignature',
    effect: 'read',
    params: { openid: userOpenid(), productId: string(), outContractCode: string() },
    result: { authorizationState: string() },
  }),
  /**
   * 查询广告金充值账户
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/virtual-payment.html#_2-3-%E6%9C%8D%E5%8A%A1%E5%99%A8API
   */
  queryTransferAccount: endpoint({
    http: 'POST /xpay/query_transfer_account',
    auth: 'paySignature',
    effect: 'read',
    params: { env: number(), deviceType },
    result: {
      acctList: array(
        object({
          transferAccountName: string(),
          transferAccountUid: number(),
          transferAccountAgencyId: number(),
          transferAccountAgencyName: string(),
          state: number(),
          bindResult: number(),
          errorMsg: string(),
        }),
      ),
    },
    errcodes: xpayErrcodes,
  }),
  /**
   * 查询批量上传道具任务
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/virtual-payment.html#_2-3-%E6%9C%8D%E5%8A%A1%E5%99%A8API
   */
  queryUploadGoods: endpoint({
    http: 'POST /xpay/query_upload_goods',
    auth: 'paySignature',
    effect: 'read',
    params: { env: number(), deviceType },
    result: {
      uploadItem: array(
        object({
          id: string(),
          name: string(),
          price: number(),
          remark: string(),
          itemUrl: string(),
          uploadStatus: number(),
          errmsg: string(),
        }),
      ),
      status: number(),
    },
    errcodes: xpayErrcodes,
  }),
  /**
   * 查询代币余额
   *
   * Signed with the session_key of the user too, from the client's options.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/virtual-payment.html#_2-3-%E6%9C%8D%E5%8A%A1%E5%99%A8API
   */
  queryUserBalance: endpoint({
    http: 'POST /xpay/query_user_balance',
    auth: 'payAndUserSignature',
    effect: 'read',
    params: { openid: userOpenid(), env: number(), userIp: string(), deviceType },
    result: {
      balance: number(),
      presentBalance: number(),
      sumSave: number(),
      sumPresent: number(),
      sumBalance: number(),
      sumCost: number(),
      firstSaveFlag: boolean(),
    },
    errcodes: xpayErrcodes,
  }),
  /**
   * 查询提现单
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/virtual-payment.html#_2-3-%E6%9C%8D%E5%8A%A1%E5%99%A8API
   */
  queryWithdrawOrder: endpoint({
    http: 'POST /xpay/query_withdraw_order',
    auth: 'paySignature',
    effect: 'read',
    params: { withdrawNo: string(), env: number(), deviceType },
    result: {
      withdrawNo: string(),
      status: number(),
      withdrawAmount: string(),
      wxWithdrawNo: string(),
      withdrawSuccessTimestamp: bigInteger(),
      createTime: bigInteger(),
      failReason: string(),
    },
    errcodes: xpayErrcodes,
  }),
  /**
   * 启动订单退款任务
   *
   * Runs on: watch the order with `queryOrder`.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/virtual-payment.html#_2-3-%E6%9C%8D%E5%8A%A1%E5%99%A8API
   */
  refundOrder: endpoint({
    http: 'POST /xpay/refund_order',
    auth: 'paySignature',
    effect: 'write',
    params: {
      openid: userOpenid(),
      orderId: optional(string()),
      wxOrderId: optional(string()),
      refundOrderId: string(),
      leftFee: number(),
      refundFee: number(),
      bizMeta: string(),
      refundReason: string(),
      reqFrom: string(),
      env: number(),
      deviceType,
    },
    result: {
      refundOrderId: string(),
      refundWxOrderId: string(),
      payOrderId: string(),
      payWxOrderId: string(),
    },
    errcodes: xpayErrcodes,
  }),
  /**
   * 回复用户
   * @see no public page found
   */
  responseComplaint: endpoint({
    http: 'POST /xpay/response_complaint',
    auth: 'paySignature',
    effect: 'write',
    params: {
      ...complaintKey,
      responseContent: string(),
      responseImages: array(json()),
    },
    result: {},
    errcodes: xpayErrcodes,
  }),
  /**
   * 预通知扣款
   * @see no public page found
   */
  sendSubscribePrePayment: endpoint({
    http: 'POST /xpay/send_subscribe_pre_payment',
    auth: 'paySignature',
    effect: 'write',
    params: {
      openid: userOpenid(),
      deductPrice: number(),
      productId: string(),
      outContractCode: string(),
    },
    result: {},
    errcodes: {
      674690001: 'this product cannot be charged so',
      690000000: 'the user has no contract',
      690000001: 'the notice cannot be sent now',
    },
  }),
  /**
   * 下载支付订单
   *
   * Runs on: ask for the file with `queryDownloadOrder`.
   * @see no public page found
   */
  startDownloadOrder: endpoint({
    http: 'POST /xpay/start_download_order',
    auth: 'paySignature',
    effect: 'write',
    params: {
      beginDs: number(),
      endDs: number(),
      orderType: number(),
      orderInfo: optional(string()),
      isProvided: optional(boolean()),
      refundStatus: optional(number()),
      env: number(),
      payChannel: number(),
    },
    result: { taskId: string() },
  }),
  /**
   * 启动批量发布道具任务
   *
   * Runs on: watch it with `queryPublishGoods`.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/virtual-payment.html#_2-3-%E6%9C%8D%E5%8A%A1%E5%99%A8API
   */
  startPublishGoods: endpoint({
    http: 'POST /xpay/start_publish_goods',
    auth: 'paySignature',
    effect: 'write',
    params: { publishItem: array(object({ id: string() })), env: number(), deviceType },
    result: {},
    errcodes: xpayErrcodes,
  }),
  /**
   * 批量上传道具
   *
   * Runs on: watch it with `queryUploadGoods`.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/virtual-payment.html#_2-3-%E6%9C%8D%E5%8A%A1%E5%99%A8API
   */
  startUploadGoods: endpoint({
    http: 'POST /xpay/start_upload_goods',
    auth: 'paySignature',
    effect: 'write',
    params: {
      uploadItem: array(
        object({
          id: string(),
          name: string(),
          price: number(),
          remark: string(),
          itemUrl: string(),
        }),
      ),
      env: number(),
      deviceType,
    },
    result: {},
    errcodes: xpayErrcodes,
  }),
  /**
   * 发起订阅扣款
   * @see no public page found
   */
  submitSubscribePayOrder: endpoint({
    http: 'POST /xpay/submit_subscribe_pay_order',
    auth: 'paySignature',
    effect: 'write',
    params: {
      openid: userOpenid(),
      offerId: string(),
      buyQuantity: number(),
      env: optional(number()),
      currencyType: string(),
      productId: string(),
      deductPrice: number(),
      orderId: string(),
      attach: string(),
    },
    result: {},
    errcodes: {
      [-15027]: 'this price cannot be charged',
      [-15026]: 'it cannot be charged at this time',
      [-15025]: 'the notice is missing, or the order was given before',
      [-15021]: 'the mini program trades too much at once',
      [-15020]: 'too many calls; try again later',
      [-15019]: 'WeChat Pay restricts the merchant',
      [-15018]: 'the product did not pass the review',
      [-15017]: 'WeChat Pay lets the merchant take no money',
      [-15016]: 'the signData is malformed',
      [-15014]: 'the product is not live yet',
      [-15013]: 'the price is wrong',
      [-15012]: 'the payment was closed after a failure; use a new order',
      [-15011]: 'a published version must use env 0',
      [-15010]: 'the product is not published',
      [-15009]: 'the coins are not published',
      [-15008]: 'the sub-merchant is not fully set up',
      [-15007]: 'the session_key has expired',
      [-15006]: 'the payment signature is wrong',
      [-15005]: "the user's signature is wrong",
      [-15004]: 'the currency must be CNY',
      [-15003]: 'system error',
      [-15002]: 'the orderId was used before',
      [-15001]: 'a parameter is wrong; errMsg says which',
      1001: 'a parameter is not allowed',
    },
  }),
  /**
   * 上传媒体文件
   * @see no public page found
   */
  uploadVpFile: endpoint({
    http: 'POST /xpay/upload_vp_file',
    auth: 'paySignature',
    effect: 'write',
    params: { env: number(), base64Img: string(), imgUrl: string(), fileName: string() },
    result: { fileId: string() },
    errcodes: xpayErrcodes,
  }),
}
