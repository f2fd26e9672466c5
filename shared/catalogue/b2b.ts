import { endpoint } from '../schema/endpoint'
import { array, boolean, number, object, oneOf, optional, string, userId } from '../schema/fields'

/** An order, by your number or by that of WeChat. */
const orderKey = {
  mchid: string(),
  outTradeNo: optional(string()),
  orderId: optional(string()),
}

const payeeType = oneOf('PAYEE_TYPE_EXTERNAL_USER', 'PAYEE_TYPE_EXTERNAL_MERCHANT')

const sharingStatus = oneOf.open(1, 2, 3)

/** What a bank transfer costs the merchant. */
const chargeFee = {
  merchantName: string(),
  certifiedChargeFeeNumerator: number(),
  uncertifiedChargeFeeNumerator: number(),
  effectTime: string(),
  expireTime: string(),
}

/** Meanings that several methods share. */
const meaning = {
  notReady: 'not ready yet; try again later',
  noSuchRecord: 'the record was not found',
  wrongParams: 'a parameter is wrong',
  rateOutOfRange: 'the rate is out of range',
} as const

const receiverErrcodes = {
  210001: 'the receiver was changed too often',
  210002: 'the environment is wrong',
  210003: 'the type of the receiver is wrong, or it was deleted',
}

const orderErrcodes = {
  9403200: 'a parameter is missing or wrong, or the signature is',
  9403201: 'the data or the order does not exist',
  9403203: 'the profile of the merchant is not complete',
}

const refundErrcodes = {
  ...orderErrcodes,
  10604: 'too many refunds of one order',
  9403202: 'the refund was accepted before',
  9403205: 'the order cannot be refunded',
  9403206: 'the state of the refund is not known yet',
  9403208: 'the refund is under way',
  9403209: 'it cannot be refunded before it is settled',
}

/** B2b支付: payments among shops and their suppliers. */
export const b2b = {
  /**
   * 添加分账方
   * @see no public page found
   */
  addProfitSharingAccount: endpoint({
    http: 'POST /retail/B2b/addprofitsharingaccount',
    auth: 'paySignature',
    effect: 'write',
    params: {
      profitSharingRelationType: oneOf(
        'RELATION_TYPE_SUPPLIER',
        'RELATION_TYPE_DISTRIBUTOR',
        'RELATION_TYPE_SERVICE_PROVIDER',
        'RELATION_TYPE_PLATFORM',
        'RELATION_TYPE_OTHERS',
      ),
      payeeType,
      payeeId: userId(),
      payeeName: optional(string()),
    },
    result: {},
    errcodes: {
      ...receiverErrcodes,
      210004: 'the receiver was added before',
      210006: 'there are too many receivers',
    },
  }),
  /**
   * 关闭订单
   *
   * Wants `outTradeNo` or `orderId`.
   * @see no public page found
   */
  closeB2bOrder: endpoint({
    http: 'POST /retail/B2b/closeb2border',
    auth: 'paySignature',
    effect: 'write',
    params: orderKey,
    result: {},
    errcodes: {
      10004: 'the order could not be closed',
      10711: 'the state of the order does not allow closing',
      9403203: 'the profile of the merchant is not complete',
    },
  }),
  /**
   * 请求分账
   * @see no public page found
   */
  createProfitSharingOrder: endpoint({
    http: 'POST /retail/B2b/createprofitsharingorder',
    auth: 'paySignature',
    effect: 'write',
    params: {
      mchid: string(),
      outTradeNo: string(),
      profitFee: number(),
      receiverType: string(),
      receiverAccount: userId(),
    },
    result: {},
    errcodes: {
      10031: 'there is nothing to share',
      10032: 'more would be shared than is allowed',
      10034: meaning.notReady,
      10037: 'sharing was started before',
    },
  }),
  /**
   * 跳转银行转账页面
   * @see no public page found
   */
  createWqfLink: endpoint({
    http: 'POST /retail/B2b/createwqflink',
    effect: 'write',
    params: { requestNo: string() },
    result: { url: string(), expireTime: string() },
  }),
  /**
   * 删除分账方
   * @see no public page found
   */
  delProfitSharingAccount: endpoint({
    http: 'POST /retail/B2b/delprofitsharingaccount',
    auth: 'paySignature',
    effect: 'write',
    params: { payeeType, payeeId: userId() },
    result: {},
    errcodes: {
      ...receiverErrcodes,
      210005: 'the receiver does not exist',
      210007: 'the type of the receiver is wrong',
    },
  }),
  /**
   * 接口下载交易账单与资金账单
   * @see no public page found
   */
  downLoadBill: endpoint({
    http: 'POST /retail/B2b/downloadbill',
    auth: 'paySignature',
    effect: 'read',
    params: { mchid: string(), billDate: string() },
    result: {
      successBillUrl: string(),
      refundBillUrl: string(),
      allBillUrl: string(),
      fundBillUrl: string(),
      endedDayAvailAmt: number(),
      endedDayFrozenAmt: number(),
      endedDayTotalAmt: number(),
      profitSharingBillUrl: string(),
      profitRefundBillUrl: string(),
      bankpayFundBillUrl: string(),
    },
    errcodes: orderErrcodes,
  }),
  /**
   * 完成分账
   * @see no public page found
   */
  finishProfitSharingOrder: endpoint({
    http: 'POST /retail/B2b/finishprofitsharingorder',
    auth: 'paySignature',
    effect: 'write',
    params: { mchid: string(), outTradeNo: string() },
    result: {},
    errcodes: { 10034: meaning.notReady, 10036: 'all of the payment was shared before' },
  }),
  /**
   * 获取密钥AppKey
   *
   * The answer holds the keys that payments are signed with: keep them on the server.
   * @see no public page found
   */
  getAppKey: endpoint({
    http: 'POST /retail/B2b/getappkey',
    effect: 'read',
    params: { mchid: string() },
    result: { appkey: string(), sandboxAppkey: string() },
  }),
  /**
   * 查询账户余额
   * @see no public page found
   */
  getMchBalance: endpoint({
    http: 'POST /retail/B2b/getmchbalance',
    auth: 'paySignature',
    effect: 'read',
    params: { mchid: string() },
    result: {
      balanceList: array(
        object({
          balanceType: oneOf.open('BALANCE_TYPE_AVAILABLE', 'BALANCE_TYPE_FROZEN'),
          amount: string(),
          currency: string(),
        }),
      ),
    },
  }),
  /**
   * 获取小程序下所有商户的信息
   * @see no public page found
   */
  getMchInfo: endpoint({
    http: 'POST /retail/B2b/getmchinfo',
    effect: 'read',
    params: {},
    result: {
      mchList: array(
        object({
          subMchid: string(),
          companyName: string(),
          bankName: string(),
          bankAccount: string(),
          wxpayStatus: string(),
          bankTransferStatus: string(),
        }),
      ),
      total: number(),
    },
  }),
  /**
   * 查询订单
   * @see no public page found
   */
  getOrder: endpoint({
    http: 'POST /retail/B2b/getorder',
    auth: 'paySignature',
    effect: 'read',
    params: orderKey,
    result: {
      appid: string(),
      mchid: string(),
      outTradeNo: string(),
      orderId: string(),
      payStatus: string(),
      payTime: string(),
      attach: string(),
      payerOpenid: string(),
      amount: object({ orderAmount: number(), payerAmount: number(), currency: string() }),
      wxpayTransactionId: string(),
      env: number(),
      settleStatus: number(),
      settleFinishTime: string(),
      platformProfitPercent: number(),
      platformProfitFee: number(),
      bankType: string(),
    },
    errcodes: orderErrcodes,
  }),
  /**
   * 查询退款
   * @see no public page found
   */
  getRefund: endpoint({
    http: 'POST /retail/B2b/getrefund',
    auth: 'paySignature',
    effect: 'read',
    params: { mchid: string(), outRefundNo: string(), refundId: optional(string()) },
    result: {
      refundId: string(),
      outRefundNo: string(),
      orderId: string(),
      outTradeNo: string(),
      createTime: string(),
      refundTime: string(),
      refundStatus: string(),
      refundDesc: string(),
      amount: object({ orderAmount: number(), refundAmount: number(), currency: string() }),
      wxpayRefundId: string(),
      reverseSettState: number(),
      reverseSettFinishTime: string(),
      platformProfitPercent: number(),
      reverseSettAmt: number(),
      refundChannelInfo: object({ channel: string(), userReceivedAccount: string(), fundsAccount: string() }),
      description: string(),
    },
    errcodes: refundErrcodes,
  }),
  /**
   * 查询银行转账的技术服务费率
   * @see no public page found
   */
  getWqfChargeFee: endpoint({
    http: 'POST /retail/B2b/getwqfchargefee',
    effect: 'read',
    params: { subMchid: string() },
    result: chargeFee,
    errcodes: { 1: meaning.noSuchRecord, 2: meaning.wrongParams },
  }),
  /**
   * 发起手动提现
   * @see no public page found
   */
  manualWithdraw: endpoint({
    http: 'POST /retail/B2b/withdraw',
    auth: 'paySignature',
    effect: 'write',
    params: { mchid: string(), withdrawAmount: number(), outWithdrawNo: string() },
    result: {},
  }),
  /**
   * 查询分账方
   * @see no public page found
   */
  queryprofitsharingaccount: endpoint({
    http: 'POST /retail/B2b/queryprofitsharingaccount',
    auth: 'paySignature',
    effect: 'read',
    params: { offset: optional(number()), limit: optional(number()) },
    result: {
      accountList: array(
        object({
          sharingAccountType: string(),
          sharingAccount: string(),
          addTime: number(),
          updateTime: number(),
          name: string(),
        }),
      ),
    },
    errcodes: { 1: meaning.noSuchRecord },
  }),
  /**
   * 查询分账结果
   * @see no public page found
   */
  queryProfitSharingOrder: endpoint({
    http: 'POST /retail/B2b/queryprofitsharingorder',
    auth: 'paySignature',
    effect: 'read',
    params: {
      outTradeNo: string(),
      receiverType: string(),
      receiverAccount: userId(),
      mchid: optional(string()),
    },
    result: { orderStatus: sharingStatus },
    errcodes: { 10038: 'sharing was never started' },
  }),
  /**
   * 查询分账剩余金额
   * @see no public page found
   */
  queryProfitSharingRemainamt: endpoint({
    http: 'POST /retail/B2b/queryprofitsharingremainamt',
    auth: 'paySignature',
    effect: 'read',
    params: { mchid: string(), outTradeNo: string() },
    result: { remainAmt: number() },
  }),
  /**
   * 查询分账回退结果
   * @see no public page found
   */
  queryRefundProfitSharingOrder: endpoint({
    http: 'POST /retail/B2b/queryrefundprofitsharingorder',
    auth: 'paySignature',
    effect: 'read',
    params: {
      outTradeNo: string(),
      outRefundNo: string(),
      mchid: string(),
      payeeType: string(),
      payeeId: userId(),
    },
    result: { orderStatus: sharingStatus },
  }),
  /**
   * 查询提现状态
   * @see no public page found
   */
  queryWithdraw: endpoint({
    http: 'POST /retail/B2b/querywithdraw',
    auth: 'paySignature',
    effect: 'read',
    params: { mchid: string(), outWithdrawNo: string() },
    result: {
      outWithdrawNo: string(),
      withdrawAmount: number(),
      status: oneOf.open(
        'WITHDRAW_INIT',
        'WITHDRAW_PROCESSING',
        'WITHDRAW_SUCC',
        'WITHDRAW_FAIL',
        'WITHDRAW_REFUND',
      ),
      failReason: string(),
    },
  }),
  /**
   * 退款
   * @see no public page found
   */
  refundOrder: endpoint({
    http: 'POST /retail/B2b/refund',
    auth: 'paySignature',
    effect: 'write',
    params: {
      ...orderKey,
      outRefundNo: string(),
      refundAmount: number(),
      refundFrom: number(),
      refundReason: optional(number()),
      description: optional(string()),
    },
    result: {
      refundId: string(),
      outRefundNo: string(),
      orderId: string(),
      outTradeNo: string(),
    },
    errcodes: refundErrcodes,
  }),
  /**
   * 请求分账回退
   * @see no public page found
   */
  refundProfitSharing: endpoint({
    http: 'POST /retail/B2b/refundprofitsharing',
    auth: 'paySignature',
    effect: 'write',
    params: {
      outTradeNo: string(),
      outRefundNo: string(),
      payeeType: string(),
      payeeId: userId(),
      mchid: string(),
      refundAmt: optional(number()),
    },
    result: {},
    errcodes: {
      10044: 'more is to be returned than was shared',
      10045: 'the return was asked for before',
      10046: 'the order was not found',
    },
  }),
  /**
   * 申请开通银行转账
   * @see no public page found
   */
  registerOnlyWqf: endpoint({
    http: 'POST /retail/B2b/registeronlywqf',
    effect: 'write',
    params: { outRegistrationId: string() },
    result: {},
  }),
  /**
   * 查询商户号开通状态
   * @see no public page found
   */
  retailGetMchOrder: endpoint({
    http: 'POST /retail/B2b/retailgetmchorder',
    effect: 'read',
    params: {
      outRegistrationId: optional(string()),
      pageIndex: optional(number()),
      pageSize: optional(number()),
    },
    result: {
      list: array(
        object({
          status: number(),
          innerResp: object({
            subMerchantRegistrationStatus: object({
              applymentState: string(),
              applymentStateDesc: string(),
              signState: string(),
              signUrl: string(),
              subMchid: string(),
              accountValidation: object({
                accountName: string(),
                accountNo: string(),
                payAmount: number(),
                destinationAccountNumber: string(),
                destinationAccountName: string(),
                destinationAccountBank: string(),
                city: string(),
                remark: string(),
                deadline: string(),
              }),
              auditDetail: array(object({ paramName: string(), rejectReason: string() })),
              legalValidationUrl: string(),
            }),
          }),
          wqfRegisterStatement: object({
            wqfRegisterState: number(),
            wqfRegisterStateDesc: string(),
            requestNo: string(),
          }),
          wxPayRate: number(),
          wqfCertifiedRate: number(),
          bindSceneStatus: number(),
        }),
      ),
      total: number(),
    },
  }),
  /**
   * 商户号进件
   *
   * Goes to WeChat Pay for review: watch it with `retailGetMchOrder`.
   * @see no public page found
   */
  retailRegisterMch: endpoint({
    http: 'POST /retail/B2b/retailregistermch',
    effect: 'write',
    params: {
      idDocTypeNum: number(),
      idCardInfo: optional(
        object({
          idCardCopy: string(),
          idCardNational: string(),
          idCardName: string(),
          idCardNumber: string(),
          idCardValidTime: string(),
          idCardAddress: string(),
          idCardValidTimeBegin: string(),
        }),
      ),
      idDocInfo: optional(
        object({
          idDocName: string(),
          idDocNumber: string(),
          idDocCopy: string(),
          docPeriodEnd: string(),
          docPeriodBegin: string(),
          idDocAddress: string(),
          idDocCopyBack: string(),
        }),
      ),
      accountInfo: object({
        bankAccountType: string(),
        accountBank: string(),
        accountName: optional(string()),
        bankAddressCode: string(),
        bankBranchId: optional(string()),
        bankName: string(),
        accountNumber: string(),
      }),
      contactInfo: object({
        contactType: string(),
        contactName: string(),
        contactIdDocType: optional(string()),
        contactIdCardNumber: string(),
        contactIdDocCopy: optional(string()),
        contactIdDocCopyBack: optional(string()),
        contactIdDocPeriodBegin: optional(string()),
        contactIdDocPeriodEnd: optional(string()),
        businessAuthorizationLetter: optional(string()),
        mobilePhone: string(),
        contactEmail: string(),
      }),
      businessLicense: object({
        businessLicenseCopy: string(),
        businessLicenseNumber: string(),
        merchantName: string(),
        legalPerson: string(),
        companyAddress: optional(string()),
        businessTime: optional(string()),
        certType: optional(string()),
      }),
      merchantShortname: string(),
      organizationType: boolean(),
      qualification: object({ qualificationType: string(), qualifications: optional(string()) }),
      businessAdditionDesc: optional(string()),
      businessAdditionPics: optional(string()),
      openType: number(),
      extRegisterInfo: object({
        doorHeadFileId: string(),
        storeFileId: string(),
        onlinePayFileId: string(),
        merchantScale: oneOf('LARGE', 'MIDDLE', 'SMALL', 'TINY'),
        authorizationLetterFileId: optional(string()),
      }),
      clientIp: string(),
      ignoreSameEntity: optional(boolean()),
      launchPollTask: optional(boolean()),
    },
    result: { orderNo: string() },
    errcodes: {
      90000: 'the merchant is being set up',
      90001: 'this kind of company is not accepted',
      90003: 'it was asked for too often',
      90004: 'the kind of the certificate does not match',
      90005: 'the company has too many merchants',
      222229: 'the form is not complete',
      9403200: 'a parameter is missing or wrong, or the signature is',
    },
  }),
  /**
   * 上传商户图片
   * @see no public page found
   */
  retailUploadMchFile: endpoint({
    http: 'POST /retail/B2b/retailuploadmchfile',
    effect: 'write',
    params: { fileName: string(), file: string() },
    result: { fileId: string() },
  }),
  /**
   * 微信支付自动提现接口
   * @see no public page found
   */
  setautoWithdraw: endpoint({
    http: 'POST /retail/B2b/setautowithdraw',
    auth: 'paySignature',
    effect: 'write',
    params: {
      mchid: string(),
      status: optional(oneOf(1, 2)),
      retainAmt: optional(number()),
    },
    result: {},
  }),
  /**
   * 报名微信支付技术服务费优惠活动
   * @see no public page found
   */
  setMchProfitrate: endpoint({
    http: 'POST /retail/B2b/setmchprofitrate',
    effect: 'write',
    params: { subMchid: string(), profitRate: number() },
    result: {},
    errcodes: {
      11: 'the account may not set the rate',
      12: 'the rate cannot be changed at this time',
      13: 'the rate may only go down',
      14: meaning.rateOutOfRange,
    },
  }),
  /**
   * 报名银行转账技术服务费优惠活动
   * @see no public page found
   */
  updateWqfChargeFee: endpoint({
    http: 'POST /retail/B2b/updatewqfchargefee',
    effect: 'write',
    params: { subMchid: string(), certifiedChargeFeeNumerator: number() },
    result: chargeFee,
    errcodes: { 2: meaning.wrongParams, 14: meaning.rateOutOfRange },
  }),
}
