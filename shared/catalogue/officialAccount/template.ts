import { endpoint } from '../../schema/endpoint'
import { array, bigInteger, object, optional, record, string, userOpenid } from '../../schema/fields'

/** The words of a template: each keyword with its text. */
const data = record(
  object({
    value: string(),
    /** Without effect since May 2023. */
    color: optional(string()),
  }),
)

/** The mini program that a touch opens, in place of `url`. */
const miniprogram = optional(object({ appid: string(), pagepath: optional(string()) }))

/** 模板消息: notices about what a user ordered or did. */
export const template = {
  /**
   * 从类目模板库选用模板
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Template_Message_Interface.html#2
   */
  addTemplate: endpoint({
    http: 'POST /cgi-bin/template/api_add_template',
    effect: 'write',
    params: {
      /** Number of the template in the library, `TM00015`. */
      templateIdShort: string(),
      /** Which keywords, in which order; for templates by category. */
      keywordNameList: optional(array(string())),
    },
    result: {
      templateId: string(),
    },
  }),
  /**
   * 删除模板
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Template_Message_Interface.html#4
   */
  delPrivateTemplate: endpoint({
    http: 'POST /cgi-bin/template/del_private_template',
    effect: 'write',
    params: {
      templateId: string(),
    },
    result: {},
  }),
  /**
   * 获取已选用模板列表
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Template_Message_Interface.html#3
   */
  getAllPrivateTemplate: endpoint({
    http: 'GET /cgi-bin/template/get_all_private_template',
    effect: 'read',
    params: {},
    result: {
      templateList: array(
        object({
          templateId: string(),
          title: string(),
          primaryIndustry: string(),
          deputyIndustry: string(),
          content: string(),
          example: string(),
        }),
      ),
    },
  }),
  /**
   * 获取设置的行业信息
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Template_Message_Interface.html#1
   */
  getIndustry: endpoint({
    http: 'GET /cgi-bin/template/get_industry',
    effect: 'read',
    params: {},
    result: {
      primaryIndustry: object({
        firstClass: string(),
        secondClass: string(),
      }),
      secondaryIndustry: object({
        firstClass: string(),
        secondClass: string(),
      }),
    },
  }),
  /**
   * 发送模板消息
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Template_Message_Interface.html#5
   */
  send: endpoint({
    http: 'POST /cgi-bin/message/template/send',
    effect: { keyed: 'clientMsgId' },
    params: {
      touser: userOpenid(),
      templateId: string(),
      /** What a touch opens. */
      url: optional(string()),
      miniprogram,
      data,
      /** Without effect since May 2023. */
      color: optional(string()),
      /** To one user the same id is sent once within ten minutes. */
      clientMsgId: optional(string()),
    },
    result: { msgid: bigInteger() },
    errcodes: { 40037: 'the template id is not valid', 43004: 'the user does not follow the account' },
  }),
  /**
   * 设置所属行业
   *
   * Once a month.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Template_Message_Interface.html#0
   */
  setIndustry: endpoint({
    http: 'POST /cgi-bin/template/api_set_industry',
    effect: 'write',
    params: {
      industryId1: string(),
      industryId2: string(),
    },
    result: {},
  }),
  /**
   * 推送一次性订阅消息
   *
   * Once for each time that the user agreed.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/One-time_subscription_info.html
   */
  subscribe: endpoint({
    http: 'POST /cgi-bin/message/template/subscribe',
    effect: 'write',
    params: {
      touser: userOpenid(),
      templateId: string(),
      url: optional(string()),
      miniprogram,
      /** Which of the subscriptions, from 0 to 10000. */
      scene: string(),
      /** At most 15 characters. */
      title: string(),
      data,
    },
    result: {},
  }),
}
