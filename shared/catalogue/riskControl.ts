import { endpoint } from '../schema/endpoint'
import { bigInteger, boolean, oneOf, optional, string, userOpenid } from '../schema/fields'

/** 安全风控: how likely a user is a fraud. */
export const riskControl = {
  /**
   * 获取用户安全等级
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/safety-control-capability/riskControl.getUserRiskRank.html
   */
  getUserRiskRank: endpoint({
    http: 'POST /wxa/getuserriskrank',
    cloudCallable: true,
    effect: 'read',
    params: {
      appid: string(),
      openid: userOpenid(),
      scene: oneOf(0, 1, 2),
      mobileNo: optional(string()),
      clientIp: string(),
      emailAddress: optional(string()),
      extendedInfo: optional(string()),
      isTest: optional(boolean()),
      bankCardNo: optional(string()),
      certNo: optional(string()),
    },
    result: {
      riskRank: oneOf.open(0, 1, 2, 3, 4),
      /** Id of this request; WeChat's own spelling. */
      unoinId: bigInteger(),
    },
    errcodes: {
      40129: 'the scene is not valid',
      43104: "the appid has no right to this, or the openid is another appid's",
      61010: 'the user was not active lately',
      61080: 'the service is down',
      61081: 'too many calls',
      9410009: 'the quota is used up',
    },
  }),
}
