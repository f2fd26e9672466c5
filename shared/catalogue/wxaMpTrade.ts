import { endpoint } from '../schema/endpoint'
import { array, boolean, number, object, oneOf, string, wire } from '../schema/fields'

/** 交易保障: the mark, and what was held against the mini program. */
export const wxaMpTrade = {
  /**
   * 获取交易保障标状态
   * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/transaction-guarantee/GetGuaranteeStatus.html
   */
  getGuaranteeStatus: endpoint({
    http: 'GET /wxaapi/wxamptrade/get_guarantee_status',
    effect: 'read',
    params: {},
    result: {
      isActived: wire('isActived', boolean()),
      msg: string(),
      reasons: array(string()),
    },
    errcodes: { 200002: 'a parameter is wrong' },
  }),
  /**
   * 获取小程序交易体验分违规记录
   * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/transaction-guarantee/GetPenaltyList.html
   */
  getPenaltyList: endpoint({
    http: 'GET /wxaapi/wxamptrade/get_penalty_list',
    effect: 'read',
    params: { offset: number(), limit: number() },
    result: {
      appealList: wire(
        'appealList',
        array(
          object({
            illegalOrderId: wire('illegalOrderId', string()),
            complaintOrderId: wire('complaintOrderId', string()),
            illegalWording: wire('illegalWording', string()),
            status: oneOf.open(2, 4, 5, 6),
            minusScore: wire('minusScore', number()),
            orderId: wire('orderId', string()),
            illegalTime: wire('illegalTime', number()),
            updateTime: wire('updateTime', number()),
          }),
        ),
      ),
      currentScore: wire('currentScore', number()),
      totalNum: wire('totalNum', number()),
    },
    errcodes: { 20002: 'a parameter is wrong', 200002: 'a parameter is wrong' },
  }),
}
