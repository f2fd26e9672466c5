import { endpoint } from '../../schema/endpoint'
import { array, number, object, oneOf, optional, string, wire } from '../../schema/fields'

/** Meanings that several methods share. */
const meaning = {
  wrongTid: 'the tid is wrong',
  wrongAccountType: 'the account type is not allowed',
  wrongParams: 'a parameter is wrong',
  notFound: 'the resource was not found',
} as const

/** 订阅消息: templates of subscribe messages. */
export const newtmpl = {
  /**
   * 选用模板
   *
   * Takes a template of the library for the mini program.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Subscription_Messages/api.html#addTemplate%E9%80%89%E7%94%A8%E6%A8%A1%E6%9D%BF
   */
  addTemplate: endpoint({
    http: 'POST /wxaapi/newtmpl/addtemplate',
    cloudCallable: true,
    effect: 'write',
    params: {
      tid: string(),
      kidList: wire('kidList', array(number())),
      sceneDesc: wire('sceneDesc', optional(string())),
    },
    result: { priTmplId: wire('priTmplId', string()) },
    errcodes: {
      40400: 'the request is malformed',
      200001: 'system error',
      200011: 'the account is banned',
      200012: 'there are too many templates',
      200013: 'the template is banned',
      200014: meaning.wrongTid,
      200020: 'the kidList is wrong',
      200021: 'the sceneDesc is wrong',
      200022: 'a template with this title and these keywords exists already',
      200100: meaning.wrongAccountType,
    },
  }),
  /**
   * 删除模板
   * @see https://developers.weixin.qq.com/doc/offiaccount/Subscription_Messages/api.html#deleteTemplate%E5%88%A0%E9%99%A4%E6%A8%A1%E6%9D%BF
   */
  delTemplate: endpoint({
    http: 'POST /wxaapi/newtmpl/deltemplate',
    cloudCallable: true,
    effect: 'write',
    params: { priTmplId: wire('priTmplId', string()) },
    result: {},
    errcodes: {
      20001: 'system error',
      20002: meaning.wrongParams,
      200001: 'system error',
      200002: meaning.wrongParams,
      200014: meaning.wrongTid,
    },
  }),
  /**
   * 获取类目
   * @see https://developers.weixin.qq.com/doc/offiaccount/Subscription_Messages/api.html#getCategory%E8%8E%B7%E5%8F%96%E5%85%AC%E4%BC%97%E5%8F%B7%E7%B1%BB%E7%9B%AE
   */
  getCategory: endpoint({
    http: 'GET /wxaapi/newtmpl/getcategory',
    cloudCallable: true,
    effect: 'read',
    params: {},
    result: { data: array(object({ id: number(), name: string() })) },
    errcodes: { 404: meaning.notFound, 20001: 'system error', 200100: meaning.wrongAccountType },
  }),
  /**
   * 获取模板中的关键词
   * @see https://developers.weixin.qq.com/doc/offiaccount/Subscription_Messages/api.html#getPubTemplateKeyWordsById%E8%8E%B7%E5%8F%96%E6%A8%A1%E6%9D%BF%E4%B8%AD%E7%9A%84%E5%85%B3%E9%94%AE%E8%AF%8D
   */
  getPubTemplateKeywords: endpoint({
    http: 'GET /wxaapi/newtmpl/getpubtemplatekeywords',
    cloudCallable: true,
    effect: 'read',
    params: { tid: string() },
    result: {
      count: number(),
      data: array(object({ kid: number(), name: string(), example: string(), rule: string() })),
    },
    errcodes: { 20001: 'system error', 200002: meaning.wrongParams, 200014: meaning.wrongTid },
  }),
  /**
   * 获取类目下的公共模板
   * @see https://developers.weixin.qq.com/doc/offiaccount/Subscription_Messages/api.html#getPubTemplateTitleList%E8%8E%B7%E5%8F%96%E7%B1%BB%E7%9B%AE%E4%B8%8B%E7%9A%84%E5%85%AC%E5%85%B1%E6%A8%A1%E6%9D%BF
   */
  getPubTemplateTitles: endpoint({
    http: 'GET /wxaapi/newtmpl/getpubtemplatetitles',
    cloudCallable: true,
    effect: 'read',
    pages: { items: 'data', offset: 'start', size: 'limit', most: 30, total: 'count' },
    params: { ids: string(), start: number(), limit: number() },
    result: {
      count: number(),
      data: array(
        object({
          tid: number(),
          title: string(),
          type: oneOf.open(2, 3),
          categoryId: wire('categoryId', number()),
        }),
      ),
    },
    errcodes: {
      404: meaning.notFound,
      200001: 'system error',
      200016: 'the start is wrong',
      200017: 'the limit is wrong',
      200018: 'ids is missing',
      200019: 'the ids are not valid',
    },
  }),
  /**
   * 获取已有模板列表
   * @see https://developers.weixin.qq.com/doc/offiaccount/Subscription_Messages/api.html#getTemplateList%E8%8E%B7%E5%8F%96%E7%A7%81%E6%9C%89%E6%A8%A1%E6%9D%BF%E5%88%97%E8%A1%A8
   */
  getTemplate: endpoint({
    http: 'GET /wxaapi/newtmpl/gettemplate',
    cloudCallable: true,
    effect: 'read',
    params: {},
    result: {
      data: array(
        object({
          priTmplId: wire('priTmplId', string()),
          title: string(),
          content: string(),
          example: string(),
          type: oneOf.open(2, 3),
          keywordEnumValueList: wire(
            'keywordEnumValueList',
            array(
              object({
                keywordCode: wire('keywordCode', string()),
                enumValueList: wire('enumValueList', array(string())),
              }),
            ),
          ),
        }),
      ),
    },
    errcodes: { 404: meaning.notFound, 200100: meaning.wrongAccountType },
  }),
}
