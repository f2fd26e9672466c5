import { endpoint } from '../../schema/endpoint'
import { number, oneOf, string } from '../../schema/fields'

/** JS-SDK使用权限签名: tickets to sign the configuration of a web page. */
export const ticket = {
  /**
   * 获取JS-SDK的ticket
   *
   * Keep it for its lifetime; it is asked for at most a few times a day.
   * @see https://developers.weixin.qq.com/doc/offiaccount/OA_Web_Apps/JS-SDK.html#54
   */
  getTicket: endpoint({
    http: 'GET /cgi-bin/ticket/getticket',
    effect: 'read',
    params: {
      /** `jsapi`: web pages, `wx_card`: cards. */
      type: oneOf('jsapi', 'wx_card'),
    },
    result: {
      ticket: string(),
      /** How long it may be used, in seconds. */
      expiresIn: number(),
    },
  }),
}
