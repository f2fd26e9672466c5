import { endpoint } from '../schema/endpoint'
import { json, object, optional, record, string, userOpenid } from '../schema/fields'

/** One message through a mini program or an official account. */
export const uniformMessage = {
  /**
   * no title found
   *
   * Sends a message through an official account. The part for mini programs was withdrawn in January 2020.
   * @deprecated gone from WeChat's documentation; use subscribeMessage.send
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/uniform-message/uniformMessage.send.html
   */
  send: endpoint({
    http: 'POST /cgi-bin/message/wxopen/template/uniform_send',
    cloudCallable: true,
    effect: 'write',
    deprecated: "gone from WeChat's documentation; use subscribeMessage.send",
    params: {
      touser: userOpenid(),
      weappTemplateMsg: optional(
        object({
          templateId: string(),
          page: string(),
          formId: string(),
          /** By the keywords of the template. */
          data: optional(record(object({ value: json(), color: optional(string()) }))),
          emphasisKeyword: string(),
        }),
      ),
      mpTemplateMsg: object({
        appid: string(),
        templateId: string(),
        url: string(),
        miniprogram: object({ appid: string(), pagepath: optional(string()) }),
        /** By the keywords of the template. */
        data: optional(record(object({ value: json(), color: optional(string()) }))),
      }),
    },
    result: {},
    errcodes: {
      40037: 'the templateId is not valid',
      41028: 'the formId is wrong or has expired',
      41029: 'the formId was used before',
      41030: 'the page is not one of the mini program',
    },
  }),
}
