import { endpoint } from '../schema/endpoint'
import { array, json, number, object, optional, record, string, userOpenid } from '../schema/fields'

const page = { offset: number(), count: number() }

/** Template messages, withdrawn in January 2020. */
export const templateMessage = {
  /**
   * no title found
   *
   * Takes a template of the library for the mini program.
   * @deprecated withdrawn in January 2020; use subscribeMessage.send
   * @see no public page found
   */
  addTemplate: endpoint({
    http: 'POST /cgi-bin/wxopen/template/add',
    cloudCallable: true,
    effect: 'write',
    deprecated: 'withdrawn in January 2020; use subscribeMessage.addTemplate',
    params: { id: string(), keywordIdList: array(number()) },
    result: { templateId: string() },
  }),
  /**
   * no title found
   *
   * Deletes a template of the mini program.
   * @deprecated withdrawn in January 2020; use subscribeMessage.deleteTemplate
   * @see no public page found
   */
  deleteTemplate: endpoint({
    http: 'POST /cgi-bin/wxopen/template/del',
    cloudCallable: true,
    effect: 'write',
    deprecated: 'withdrawn in January 2020; use subscribeMessage.deleteTemplate',
    params: { templateId: string() },
    result: {},
  }),
  /**
   * no title found
   *
   * The keywords of a template of the library.
   * @deprecated withdrawn in January 2020; use subscribeMessage.getPubTemplateKeyWordsById
   * @see no public page found
   */
  getTemplateLibraryById: endpoint({
    http: 'POST /cgi-bin/wxopen/template/library/get',
    cloudCallable: true,
    effect: 'read',
    deprecated: 'withdrawn in January 2020; use subscribeMessage.getPubTemplateKeyWordsById',
    params: { id: string() },
    result: {
      id: string(),
      title: string(),
      keywordList: array(object({ keywordId: string(), name: string(), example: string() })),
    },
  }),
  /**
   * no title found
   *
   * Lists the templates of the library.
   * @deprecated withdrawn in January 2020; use subscribeMessage.getPubTemplateTitleList
   * @see no public page found
   */
  getTemplateLibraryList: endpoint({
    http: 'POST /cgi-bin/wxopen/template/library/list',
    cloudCallable: true,
    effect: 'read',
    deprecated: 'withdrawn in January 2020; use subscribeMessage.getPubTemplateTitleList',
    params: page,
    result: {
      list: array(object({ id: string(), title: string() })),
      totalCount: number(),
    },
  }),
  /**
   * no title found
   *
   * Lists the templates of the mini program.
   * @deprecated withdrawn in January 2020; use subscribeMessage.getTemplateList
   * @see no public page found
   */
  getTemplateList: endpoint({
    http: 'POST /cgi-bin/wxopen/template/list',
    cloudCallable: true,
    effect: 'read',
    deprecated: 'withdrawn in January 2020; use subscribeMessage.getTemplateList',
    params: page,
    result: {
      list: array(
        object({
          templateId: string(),
          title: string(),
          content: string(),
          example: string(),
        }),
      ),
    },
  }),
  /**
   * no title found
   *
   * Sends a message after a form or a payment.
   * @deprecated withdrawn in January 2020; use subscribeMessage.send
   * @see no public page found
   */
  send: endpoint({
    http: 'POST /cgi-bin/message/wxopen/template/send',
    cloudCallable: true,
    effect: 'write',
    deprecated: 'withdrawn in January 2020; use subscribeMessage.send',
    params: {
      touser: userOpenid(),
      templateId: string(),
      page: optional(string()),
      /** Of the form that was submitted, or the prepay_id of the payment. */
      formId: string(),
      /** By the keywords of the template. */
      data: optional(record(object({ value: json(), color: optional(string()) }))),
      color: optional(string()),
      emphasisKeyword: optional(string()),
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
