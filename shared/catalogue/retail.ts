import { endpoint } from '../schema/endpoint'
import { array, json, number, object, oneOf, optional, string, userOpenid } from '../schema/fields'

/** B2b门店助手: shops that buy from you. */
export const retail = {
  /**
   * 预录入门店信息
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/B2b_store_assistant.html
   */
  batchcreateretail: endpoint({
    http: 'POST /wxa/business/batchcreateretail',
    effect: 'write',
    params: {
      retailInfoList: array(
        object({
          mobilePhone: string(),
          retailName: optional(string()),
          retailType: optional(string()),
          subRetailType: optional(string()),
          addressProvince: string(),
          addressCity: string(),
          addressRegion: string(),
          addressStreet: string(),
          registrationNumber: optional(string()),
          bizName: optional(string()),
          corporationName: optional(string()),
          latitude: optional(number()),
          longitude: optional(number()),
          businessType: optional(array(json())),
          otherBusinessType: optional(string()),
        }),
      ),
    },
    result: {
      numSuccess: number(),
      numFailure: number(),
      failureRecordList: array(
        object({
          mobilePhone: string(),
          registrationNumber: string(),
          failureCode: oneOf.open(2, 3, 4, 5, 6, 7),
        }),
      ),
    },
    errcodes: { 9404000: 'too many stores at once', 9404001: 'the stores are missing' },
  }),
  /**
   * 门店信息查询
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/B2b_store_assistant.html
   */
  getRetailInfo: endpoint({
    http: 'POST /wxa/business/getretailinfo',
    effect: 'read',
    params: { openid: optional(userOpenid()), mobilePhone: optional(string()) },
    result: {
      mobilePhone: string(),
      retailType: string(),
      subRetailType: string(),
      retailAddress: string(),
      retailName: string(),
      identification: string(),
      principal: string(),
      legalPersonName: string(),
      openid: userOpenid(),
      role: string(),
      status: number(),
      authTime: number(),
      grantTime: number(),
      longitude: number(),
      latitude: number(),
      businessType: array(json()),
      otherBusinessType: string(),
      staffList: array(object({ openid: userOpenid(), role: number(), createTime: number() })),
      info: array(
        object({
          retailType: string(),
          subRetailType: string(),
          retailName: string(),
          retailAddress: string(),
          openid: userOpenid(),
          mobilePhone: string(),
          principal: string(),
          identification: string(),
          legalPersonName: string(),
          authMode: number(),
          status: number(),
          authTime: number(),
          grantTime: number(),
          longitude: number(),
          latitude: number(),
          businessType: array(string()),
        }),
      ),
    },
    errcodes: {
      9404101: 'a parameter is wrong',
      9404102: 'the owner of the store is not known, not certified, or did not agree',
      9404103: 'too many calls',
    },
  }),
  /**
   * 消息效果数据
   * @see no public page found
   */
  getRetailMessageList: endpoint({
    http: 'POST /wxa/business/getretailmessagelist',
    effect: 'read',
    params: {
      start: number(),
      offset: number(),
      beginDate: string(),
      endDate: string(),
    },
    result: {
      totalNum: number(),
      dataLine: array(
        object({
          msgId: number(),
          msgType: number(),
          date: string(),
          msgTime: string(),
          sendUv: number(),
          entryUv: number(),
          businessMsgId: string(),
        }),
      ),
    },
    errcodes: { 40079: 'the form of a date is wrong', 45165: 'the offset is malformed or too large' },
  }),
  /**
   * 全量授权门店查询
   * @see no public page found
   */
  getRetailOpenidList: endpoint({
    http: 'POST /wxa/business/getretailopenidlist',
    effect: 'read',
    params: { limit: number(), pageContext: string() },
    result: { openidList: array(userOpenid()), pageContext: string() },
    errcodes: { 9404151: 'the page size is not valid', 9404152: 'the pageContext is not valid' },
  }),
  /**
   * 开通流程
   * @see no public page found
   */
  retailBusinessApply: endpoint({
    http: 'POST /wxa/business/retailbusinessapply',
    effect: 'write',
    params: {
      goodsTypeList: array(string()),
      goodsSaleList: array(string()),
      coverNum: string(),
      serviceList: array(string()),
      description: string(),
      contactName: string(),
      contactPhone: string(),
      contactEmail: string(),
    },
    result: {},
    errcodes: {
      9404201: 'the goodsTypeList is not valid',
      9404202: 'the goodsSaleList is not valid',
      9404203: 'the coverNum is not valid',
      9404204: 'the serviceList is not valid',
      9404205: 'the description is not valid',
      9404206: 'the contactName is not valid',
      9404207: 'the contactPhone is not valid',
      9404208: 'the contactEmail is not valid',
      9404209: 'the account does not qualify',
      9404210: 'it was asked for before and is under review',
    },
  }),
  /**
   * 模板消息列表及下发
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/B2b_store_assistant.html
   */
  retailNotifyBusiness: endpoint({
    http: 'POST /wxa/business/retailnotifybusiness',
    effect: 'write',
    params: { type: number(), toUserList: array(userOpenid()), content: optional(string()) },
    result: {},
    errcodes: {
      9403000: 'the type of the message is wrong',
      9403001: 'a field of the message is too long',
      9403002: 'a field of the message breaks the rules',
      9403003: 'too many users',
    },
  }),
}
