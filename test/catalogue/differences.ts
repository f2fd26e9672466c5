import type { AuthKind } from '../../shared/schema/endpoint'

/** A place where a row differs from the facts on purpose. */
export interface Difference {
  readonly method: string
  /** The place as the comparison names it; everything below it is covered too. */
  readonly where: string
  readonly reason: string
}

/** What the client adds to a request by itself, by the kind of right: no parameters of the user's. */
export const sentByClient: { readonly [kind in AuthKind]?: readonly string[] } = {
  paySignature: ['query pay_sig'],
  payAndUserSignature: ['query pay_sig', 'query signature'],
  userSignature: ['query signature', 'query sig_method'],
  midasSignature: ['body sig'],
}

const secondSource = {
  isList: 'the name and a second source say that it is a list',
  isText: 'it holds words, and a second source says text',
  isSampled: 'the official sample shows it so, and a second source says so',
  signedFamily: 'all other methods of the family are signed, most of these too in a second source',
}

const inUrl = 'a second source sends it in the URL, and the body is what the function gets'

const unsigned = [
  'bindTransferAccout',
  'cancelSubscribeContract',
  'createFundsBill',
  'downloadAdverfundsOrder',
  'notifyProvideGoods',
  'presentCurrency',
  'queryAdverFunds',
  'queryFundsBill',
  'queryRecoverBill',
  'queryTransferAccount',
  'submitSubscribePayOrder',
]

const takesDeviceType = [
  'bindTransferAccout',
  'cancelCurrencyPay',
  'createFundsBill',
  'createWithdrawOrder',
  'currencyPay',
  'downloadBill',
  'notifyProvideGoods',
  'presentCurrency',
  'queryAdverFunds',
  'queryBizBalance',
  'queryFundsBill',
  'queryOrder',
  'queryPublishGoods',
  'queryRecoverBill',
  'queryTransferAccount',
  'queryUploadGoods',
  'queryUserBalance',
  'queryWithdrawOrder',
  'refundOrder',
  'startPublishGoods',
  'startUploadGoods',
]

/** Every deliberate difference. One that is not needed any more fails the tests. */
export const differences: readonly Difference[] = [
  { method: 'book.listBook', where: 'response book_list[].title', reason: secondSource.isText },
  {
    method: 'cityService.getMsgRelation',
    where: 'response is_subscribed',
    reason: 'a boolean holds true or false, whatever numbers a page lists beside it',
  },
  {
    method: 'cloudbase.invokeCloudFunction',
    where: 'body env',
    reason: inUrl,
  },
  {
    method: 'cloudbase.invokeCloudFunction',
    where: 'body name',
    reason: inUrl,
  },
  { method: 'cloudbase.invokeCloudFunction', where: 'query env', reason: inUrl },
  { method: 'cloudbase.invokeCloudFunction', where: 'query name', reason: inUrl },
  { method: 'complaint.getOrderDetail', where: 'response item', reason: secondSource.isList },
  { method: 'deliveryOpenMsg.getDeliveryList', where: 'response delivery_list', reason: secondSource.isList },
  {
    method: 'deliveryOpenMsg.queryFollowTrace',
    where: 'response shop_info.goods_info.detail_list',
    reason: secondSource.isList,
  },
  {
    method: 'deliveryOpenMsg.queryTrace',
    where: 'response shop_info.goods_info.detail_list',
    reason: secondSource.isList,
  },
  { method: 'intracity.addorder', where: 'body cargo.item_list', reason: secondSource.isList },
  {
    method: 'intracity.addorder',
    where: 'body verify_code_type',
    reason: 'its values are numbers, and a second source says so',
  },
  { method: 'intracity.balancequery', where: 'response balance_detail', reason: secondSource.isList },
  {
    method: 'intracity.getcity',
    where: 'response support_list',
    reason: 'the name says a list, one entry a carrier',
  },
  { method: 'intracity.queryorder', where: 'response cargo_info.item_list', reason: secondSource.isList },
  {
    method: 'logistics.previewTemplate',
    where: 'body custom.shop.detail_list',
    reason: 'the template shows an order of addOrder, and that has a list of goods',
  },
  {
    method: 'logistics.scatterUpdateComplaintResult',
    where: 'body access_token',
    reason: 'the client adds the access token, and always to the URL',
  },
  { method: 'logistics.scatterUpdateFee', where: 'body remark', reason: secondSource.isText },
  { method: 'openApi.getCallbackIp', where: 'response ip_list', reason: secondSource.isList },
  { method: 'vod.commitUpload', where: 'body cover_part_infos', reason: secondSource.isList },
  { method: 'vod.commitUpload', where: 'body media_part_infos', reason: secondSource.isList },
  { method: 'vod.deauthorizeDrama', where: 'response result[].errmsg', reason: secondSource.isText },
  {
    method: 'vod.getCdnLogs',
    where: 'response domestic_cdn_logs',
    reason: 'the name says a list, and names and addresses in it are text',
  },
  {
    method: 'xpay.getComplaintDetail',
    where: 'response complaint',
    reason: 'a complaint is the one of getComplaintList, where the members of its lists are known',
  },
  { method: 'book.addbookauthbyappid', where: 'response results[].errcode', reason: secondSource.isSampled },
  { method: 'book.addbookauthbyappid', where: 'response results[].errmsg', reason: secondSource.isSampled },
  { method: 'book.getBook', where: 'response book', reason: secondSource.isSampled },
  {
    method: 'customerService.getKfList',
    where: 'response kf_list[].invite_expire_time',
    reason: secondSource.isSampled,
  },
  {
    method: 'customerService.getOnlineKfList',
    where: 'response kf_online_list[].kf_id',
    reason: secondSource.isSampled,
  },
  {
    method: 'hardwareDevice.addIotGroupDevice',
    where: 'response device_list[].errcode',
    reason: secondSource.isSampled,
  },
  {
    method: 'hardwareDevice.getIotGroupInfo',
    where: 'response device_list[].errcode',
    reason: secondSource.isSampled,
  },
  { method: 'immediateDelivery.preAddOrder', where: 'response insurancfee', reason: secondSource.isSampled },
  {
    method: 'insuranceFreight.getpayorderlist',
    where: 'response list[].can_refund',
    reason: secondSource.isSampled,
  },
  {
    method: 'xpay.queryPunishmentReasons',
    where: 'response recovery_specifications[].relate_limitations',
    reason: secondSource.isSampled,
  },
  {
    method: 'wxaMpTrade.getPenaltyList',
    where: 'response appealList[].complaintOrderId',
    reason: secondSource.isSampled,
  },
  {
    method: 'wxaMpTrade.getPenaltyList',
    where: 'response appealList[].illegalOrderId',
    reason: secondSource.isSampled,
  },
  {
    method: 'wxaMpTrade.getPenaltyList',
    where: 'response appealList[].orderId',
    reason: secondSource.isSampled,
  },
  {
    method: 'operation.getSceneList',
    where: 'response scene[].value',
    reason: 'the official sample has a word and a number',
  },
  ...[
    'verb',
    'bodyKind',
    'body authorized_appid',
    'body authz_expire_time',
    'body drama_id',
    'query authorized',
    'query authz_expire_time',
    'query drama_id',
  ].map(where => ({
    method: 'vod.authorizeDrama',
    where,
    reason: 'the official sample is a body with authorized_appid, and two more sources say POST',
  })),
  ...takesDeviceType.map(name => ({
    method: `xpay.${name}`,
    where: 'body device_type',
    reason: 'the pages had it until 2024, and other sources still send it',
  })),
  ...unsigned.map(name => ({
    method: `xpay.${name}`,
    where: 'query pay_sig',
    reason: secondSource.signedFamily,
  })),
]
