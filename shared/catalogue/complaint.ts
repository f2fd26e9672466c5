import { endpoint } from '../schema/endpoint'
import { array, bigInteger, number, object, oneOf, string, userOpenid, wire } from '../schema/fields'

/** What the shop has to say, with its pictures. */
const proof = {
  content: string(),
  complaintOrderId: wire('complaintOrderId', number()),
  mediaIdList: wire('mediaIdList', array(string())),
}

const appealState = oneOf.open(0, 401, 402, 403, 117, 118)

const complaintErrcodes = {
  1: 'the record was not found',
  309: 'the state does not allow it; it may have moved on',
  10001: 'a parameter is wrong; errMsg says which',
}

/** 交易投诉处理: complaints of buyers. */
export const complaint = {
  /**
   * 商家申诉
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/guarantee/complaint.html
   */
  busiAppeal: endpoint({
    http: 'POST /wxaapi/minishop/busiAppeal',
    effect: 'write',
    params: proof,
    result: {},
    errcodes: {
      1: 'the record was not found',
      2: 'a parameter is wrong',
      1002: 'the state does not allow it',
      10001: 'a parameter is wrong; errMsg says which',
    },
  }),
  /**
   * 查询投诉单详情
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/guarantee/complaint.html
   */
  getOrderDetail: endpoint({
    http: 'GET /wxaapi/minishop/complaintOrderDetail',
    effect: 'read',
    params: { complaintOrderId: wire('complaintOrderId', string()) },
    result: {
      complaintOrder: wire(
        'complaintOrder',
        object({
          complaintOrderId: wire('complaintOrderId', bigInteger()),
          openid: userOpenid(),
          createTime: wire('createTime', number()),
          phoneNumber: wire('phoneNumber', bigInteger()),
          type: oneOf.open(
            ...([
              611, 612, 613, 614, 621, 622, 631, 632, 633, 641, 642, 643, 650, 651, 652, 653, 654, 655, 656,
              657, 658, 659, 660, 661, 662, 663, 664, 665, 666, 667, 668, 670, 671, 672, 673, 674, 675, 676,
              677, 678, 679, 610001, 610002, 610003, 610004, 610005,
            ] as const),
          ),
          status: oneOf.open(
            ...([
              101, 102, 103, 104, 105, 106, 107, 108, 109, 112, 115, 116, 201, 202, 203, 204, 205, 206, 207,
              208, 209, 305, 307, 308, 309, 310, 311, 312,
            ] as const),
          ),
          customerMaterial: wire(
            'customerMaterial',
            object({ content: string(), mediaIdList: wire('mediaIdList', array(string())) }),
          ),
          orderId: wire('orderId', string()),
          outTradeNo: wire('outTradeNo', string()),
          productName: wire('productName', string()),
          payTime: wire('payTime', number()),
          totalCost: wire('totalCost', string()),
          expireTime: wire('expireTime', number()),
          headImgUrl: wire('headImgUrl', string()),
          nickName: wire('nickName', string()),
          appealState: wire('appealState', appealState),
          openId: wire('openId', userOpenid()),
          totalCostStr: wire('totalCostStr', string()),
        }),
      ),
      item: array(
        object({
          itemType: wire(
            'itemType',
            oneOf.open(
              ...([
                1, 2, 3, 7, 8, 11, 12, 13, 14, 16, 18, 26, 30, 31, 32, 33, 36, 37, 101, 104, 107, 108, 109,
                110, 111, 112, 113, 118,
              ] as const),
            ),
          ),
          time: number(),
          content: string(),
          mediaIdList: wire('mediaIdList', array(string())),
          phoneNumber: wire('phoneNumber', bigInteger()),
          blameResult: wire('blameResult', number()),
          nickName: wire('nickName', string()),
          appealItemType: wire('appealItemType', appealState),
        }),
      ),
      returnBill: wire(
        'returnBill',
        object({
          returnId: wire('returnId', string()),
          waybillId: wire('waybillId', string()),
          deliveryName: wire('deliveryName', string()),
          orderStatus: wire('orderStatus', oneOf.open(0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 11, 12, 13, 14, 15, 99)),
        }),
      ),
    },
  }),
  /**
   * 商家回应投诉
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/guarantee/complaint.html
   */
  respondComplaint: endpoint({
    http: 'POST /wxaapi/minishop/bussiRespondComplaint',
    effect: 'write',
    params: { ...proof, bussiHandle: wire('bussiHandle', number()) },
    result: {},
    errcodes: complaintErrcodes,
  }),
  /**
   * 商家提交退款凭证
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/guarantee/complaint.html
   */
  submitRefund: endpoint({
    http: 'POST /wxaapi/minishop/bussiSupplyRefund',
    effect: 'write',
    params: {
      ...proof,
      acceptReturn: wire('acceptReturn', number()),
      returnId: wire('returnId', number()),
    },
    result: {},
    errcodes: complaintErrcodes,
  }),
  /**
   * 商家补充凭证
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/guarantee/complaint.html
   */
  supplyProof: endpoint({
    http: 'POST /wxaapi/minishop/bussiSupplyProof',
    effect: 'write',
    params: proof,
    result: {},
    errcodes: complaintErrcodes,
  }),
}
