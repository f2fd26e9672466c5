import { endpoint } from '../schema/endpoint'
import { array, string, userOpenid } from '../schema/fields'

/** 用工关系: messages between employers and employees. */
export const employeeRelation = {
  /**
   * 推送用工消息
   * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/laboruse/api_sendemployeerelationmsg.html
   */
  send: endpoint({
    http: 'POST /cgi-bin/message/wxopen/employeerelationmsg/send',
    effect: 'write',
    params: { templateId: string(), page: string(), touser: userOpenid(), data: string() },
    result: {},
    errcodes: {
      40256: 'there is no such employment',
      40257: 'the touser cannot be decoded',
      43104: "the appid has no right to this, or the openid is another appid's",
    },
  }),
  /**
   * 解绑用工关系
   * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/laboruse/api_unbinduserb2cauthinfo.html
   */
  unbindUserB2CAuthInfo: endpoint({
    http: 'POST /wxa/business/unbinduserb2cauthinfo',
    effect: 'write',
    params: { openidList: array(userOpenid()) },
    result: {},
  }),
}
