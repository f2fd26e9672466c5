import { endpoint } from '../schema/endpoint'
import {
  array,
  bigInteger,
  boolean,
  json,
  number,
  object,
  oneOf,
  optional,
  record,
  string,
  userId,
  userOpenid,
} from '../schema/fields'

const noticeType = oneOf(1, 2)

/** 城市服务: public services, hospitals among them. */
export const cityService = {
  /**
   * 校验实名信息
   *
   * Tells whether name and number are those of the user, without giving them away.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/cityservice/cityservice-checkrealnameinfo.html
   */
  checkRealNameInfo: endpoint({
    http: 'POST /intp/realname/checkrealnameinfo',
    effect: 'read',
    params: {
      openid: userOpenid(),
      realName: string(),
      credId: string(),
      credType: string(),
      code: string(),
    },
    result: {
      verifyOpenid: oneOf.open('V_OP_NA', 'V_OP_NM_MA', 'V_OP_NM_UM'),
      verifyRealName: oneOf.open('V_NM_ID_MA', 'V_NM_ID_UM'),
    },
    errcodes: {
      1005: 'the appid is not valid or does not match',
      80111: 'the code was not found',
      80113: 'the code is not valid',
    },
  }),
  /**
   * 查询所有公告
   * @see no public page found
   */
  getHospNoticeList: endpoint({
    http: 'POST /intp/eldermedical/gethospnoticelist',
    effect: 'read',
    params: { appId: string(), noticeType },
    result: {
      noticeList: array(
        object({
          noticeId: number(),
          content: string(),
          status: oneOf.open('DRAFT', 'PUBLIC'),
          previewOpenid: array(string()),
        }),
      ),
      previewOpenid: array(json()),
    },
  }),
  /**
   * 查询用户实名API
   *
   * The name comes encrypted.
   * @see https://developers.weixin.qq.com/doc/offiaccount/elderMedical/elderMedical-api.html
   */
  getMedRealName: endpoint({
    http: 'POST /cityservice/getmedrealname',
    effect: 'read',
    params: { appId: string(), openId: userOpenid(), wxmedAuthcode: string() },
    result: {
      cipherRealName: string(),
      cipherAlgorithm: string(),
      keyVersion: number(),
      appId: string(),
      openId: userOpenid(),
      openidId: string(),
    },
    errcodes: { 11200: 'the wxmedAuthcode has expired' },
  }),
  /**
   * 查询用户是否开通
   * @see https://developers.weixin.qq.com/doc/offiaccount/elderMedical/elderMedical-api.html
   */
  getMsgRelation: endpoint({
    http: 'POST /cityservice/getmsgrelation',
    effect: 'read',
    params: { businessId: bigInteger(), openId: userOpenid() },
    result: { isSubscribed: oneOf.open(0, 1) },
  }),
  /**
   * 获取城市服务限定页面链接
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/cityservice/InterconnectionCapabilities/API/API.html
   */
  getServicePath: endpoint({
    http: 'POST /cityservice/getservicepath',
    effect: 'read',
    params: {
      pageType: oneOf(0, 1, 3, 5),
      srcChannel: oneOf(0, 1, 2, 3, 5),
      needPathType: optional(number()),
      deviceType: optional(number()),
      cityName: optional(string()),
      contentName: optional(string()),
      extParams: optional(array(object({ key: string(), value: string() }))),
      serviceId: optional(number()),
      params: optional(string()),
      cityId: optional(string()),
      cardType: optional(number()),
    },
    result: {
      path: string(),
      businessType: string(),
      appId: string(),
      username: string(),
      queryString: string(),
      /** WeChat's own spelling; `businessType` is there too. */
      bussinessType: string(),
    },
    errcodes: { 83200: 'the service does not exist' },
  }),
  /**
   * 仿原生跳转
   * @see no public page found
   */
  getTransportBusinessView: endpoint({
    http: 'POST /intp/transportcode/getbusinessview',
    effect: 'read',
    params: { pathType: oneOf(0, 1, 2, 3, 4, 5, 6) },
    result: { businessType: string(), queryString: string(), expireAt: number() },
  }),
  /**
   * 公告草稿预览设置
   *
   * Shows a draft to one user, or no longer.
   * @see no public page found
   */
  previewHospNotice: endpoint({
    http: 'POST /intp/eldermedical/previewhopsnotice',
    effect: 'write',
    params: {
      appId: string(),
      noticeType,
      noticeId: bigInteger(),
      previewUsername: userId(),
      operation: oneOf(1, 2),
    },
    result: { noticeId: number() },
  }),
  /**
   * 正式发布公告
   * @see no public page found
   */
  publishHospNotice: endpoint({
    http: 'POST /intp/eldermedical/publichopsnotice',
    effect: 'write',
    params: { appId: string(), noticeType, noticeId: number() },
    result: { noticeId: number() },
  }),
  /**
   * 消息推送接口
   * @see https://developers.weixin.qq.com/doc/offiaccount/medicalassistant.html
   */
  sendChannelMsg: endpoint({
    http: 'POST /cityservice/sendchannelmsg',
    effect: 'write',
    params: {
      status: number(),
      openId: userOpenid(),
      orderId: string(),
      msgId: string(),
      appId: string(),
      businessId: number(),
      businessInfo: optional(
        object({
          patHospitalId: optional(string()),
          patName: optional(string()),
          docName: optional(string()),
          departmentName: optional(string()),
          departmentLocation: optional(string()),
          appointmentTime: optional(string()),
          memo: optional(string()),
          redirectPage: optional(
            object({
              pageType: optional(oneOf('web', 'mini_program')),
              url: optional(string()),
              appId: optional(string()),
              fullpath: optional(string()),
            }),
          ),
          elderRedirectPage: optional(object({})),
        }),
      ),
      testonlyIsTrial: optional(boolean()),
    },
    result: {},
  }),
  /**
   * 消息通路发消息
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/cityservice/cityservice-results-page.html
   */
  sendMsgData: endpoint({
    http: 'POST /cityservice/sendmsgdata',
    effect: 'write',
    params: {
      openid: userOpenid(),
      bizTemplateId: string(),
      resultPageStyleId: optional(string()),
      dealMsgStyleId: optional(string()),
      cardStyleId: optional(string()),
      orderNo: string(),
      url: optional(string()),
      /** By the keywords of the template. */
      data: record(json()),
    },
    result: { resultPageUrl: string() },
    errcodes: {
      82020: 'the user does not follow and never used the service',
      82021: 'the user does not follow and did not use the service in 30 days',
      82022: 'too many messages in 30 days to a user who does not follow',
      82023: 'too many messages in an hour to a user who does not follow',
      82024: 'something is wrong with the order number',
      82025: 'the URL is not valid',
      82026: 'the service is offline or has long been under review',
    },
  }),
  /**
   * 添加公告草稿
   * @see no public page found
   */
  setHospNotice: endpoint({
    http: 'POST /intp/eldermedical/sethopsnotice',
    effect: 'write',
    params: {
      appId: string(),
      noticeType,
      noticeContent: string(),
      noticeId: optional(number()),
    },
    result: { noticeId: number() },
  }),
}
