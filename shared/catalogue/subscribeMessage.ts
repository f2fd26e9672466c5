import { endpoint } from '../schema/endpoint'
import { json, object, oneOf, optional, record, string, userOpenid } from '../schema/fields'
import { newtmpl } from './officialAccount/newtmpl'

/** 订阅消息: messages that users asked for. */
export const subscribeMessage = {
  /**
   * 选用模板
   * @see https://developers.weixin.qq.com/doc/offiaccount/Subscription_Messages/api.html#addTemplate%E9%80%89%E7%94%A8%E6%A8%A1%E6%9D%BF
   */
  addTemplate: endpoint({ ...newtmpl.addTemplate, aliasOf: 'officialAccount.newtmpl.addTemplate' }),
  /**
   * 删除模板
   * @see https://developers.weixin.qq.com/doc/offiaccount/Subscription_Messages/api.html#deleteTemplate%E5%88%A0%E9%99%A4%E6%A8%A1%E6%9D%BF
   */
  deleteTemplate: endpoint({ ...newtmpl.delTemplate, aliasOf: 'officialAccount.newtmpl.delTemplate' }),
  /**
   * 获取类目
   * @see https://developers.weixin.qq.com/doc/offiaccount/Subscription_Messages/api.html#getCategory%E8%8E%B7%E5%8F%96%E5%85%AC%E4%BC%97%E5%8F%B7%E7%B1%BB%E7%9B%AE
   */
  getCategory: endpoint({ ...newtmpl.getCategory, aliasOf: 'officialAccount.newtmpl.getCategory' }),
  /**
   * 获取模板中的关键词
   * @see https://developers.weixin.qq.com/doc/offiaccount/Subscription_Messages/api.html#getPubTemplateKeyWordsById%E8%8E%B7%E5%8F%96%E6%A8%A1%E6%9D%BF%E4%B8%AD%E7%9A%84%E5%85%B3%E9%94%AE%E8%AF%8D
   */
  getPubTemplateKeyWordsById: endpoint({
    ...newtmpl.getPubTemplateKeywords,
    aliasOf: 'officialAccount.newtmpl.getPubTemplateKeywords',
  }),
  /**
   * 获取类目下的公共模板
   * @see https://developers.weixin.qq.com/doc/offiaccount/Subscription_Messages/api.html#getPubTemplateTitleList%E8%8E%B7%E5%8F%96%E7%B1%BB%E7%9B%AE%E4%B8%8B%E7%9A%84%E5%85%AC%E5%85%B1%E6%A8%A1%E6%9D%BF
   */
  getPubTemplateTitleList: endpoint({
    ...newtmpl.getPubTemplateTitles,
    aliasOf: 'officialAccount.newtmpl.getPubTemplateTitles',
  }),
  /**
   * 获取已有模板列表
   * @see https://developers.weixin.qq.com/doc/offiaccount/Subscription_Messages/api.html#getTemplateList%E8%8E%B7%E5%8F%96%E7%A7%81%E6%9C%89%E6%A8%A1%E6%9D%BF%E5%88%97%E8%A1%A8
   */
  getTemplateList: endpoint({ ...newtmpl.getTemplate, aliasOf: 'officialAccount.newtmpl.getTemplate' }),
  /**
   * 发送订阅消息
   *
   * There is no key that keeps WeChat from sending the same message twice.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/subscribe-message/subscribeMessage.send.html
   */
  send: endpoint({
    http: 'POST /cgi-bin/message/subscribe/send',
    cloudCallable: true,
    effect: 'write',
    params: {
      /** Of a template of the account, as `getTemplateList` lists them. */
      templateId: string(),
      /** Page of the mini program that the message opens, with its query; without it the message opens nothing. */
      page: optional(string()),
      /** OPENID of the user who asked for the message. */
      touser: userOpenid(),
      /** By the keywords of the template, `thing1`: every one must be there. */
      data: record(
        object({
          /** Text. The kind of the keyword says how much: a `thing` has at most 20 characters. */
          value: json(),
        }),
      ),
      /** Which version opens; formal by default. */
      miniprogramState: optional(oneOf('developer', 'trial', 'formal')),
      /** Language of what the message opens; zh_CN by default. */
      lang: optional(oneOf('zh_CN', 'en_US', 'zh_HK', 'zh_TW')),
    },
    result: {},
    errcodes: {
      40037: { means: 'the templateId is not valid', fix: 'use one that getTemplateList lists' },
      41030: {
        means: 'the page is not one of the mini program',
        fix: 'publish it first; give its path without a leading /',
      },
      43107: {
        means: 'the account may not send subscribe messages',
        fix: 'look into the notices of the console',
      },
      43108: { means: 'another message is being sent to this user', fix: 'send them one after the other' },
      45168: { means: 'the message has a banned word', fix: 'look for it in data' },
      47003: {
        means: 'a parameter is not valid',
        fix: 'compare data with the template: every keyword, each in the form of its kind',
      },
    },
  }),
}
