import { endpoint } from '../schema/endpoint'
import {
  array,
  bigInteger,
  binary,
  boolean,
  json,
  jsonString,
  number,
  object,
  oneOf,
  optional,
  string,
  userOpenid,
  wire,
} from '../schema/fields'

/** 运维中心: versions, logs, errors and feedback. */
export const operation = {
  /**
   * 查询域名配置
   *
   * Without `action` all lists come.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/operation/operation.getDomainInfo.html
   */
  getDomainInfo: endpoint({
    http: 'POST /wxa/getwxadevinfo',
    cloudCallable: true,
    effect: 'read',
    params: { action: optional(oneOf('getbizdomain', 'getserverdomain')) },
    result: {
      requestdomain: array(string()),
      wsrequestdomain: array(string()),
      uploaddomain: array(string()),
      downloaddomain: array(string()),
      udpdomain: array(string()),
      bizdomain: array(string()),
    },
  }),
  /**
   * 获取用户反馈列表
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/operation/operation.getFeedback.html
   */
  getFeedback: endpoint({
    http: 'GET /wxaapi/feedback/list',
    cloudCallable: true,
    effect: 'read',
    params: { type: optional(number()), page: number(), num: number() },
    result: {
      list: array(
        object({
          recordId: number(),
          createTime: number(),
          content: string(),
          phone: bigInteger(),
          openid: userOpenid(),
          nickname: string(),
          headUrl: string(),
          type: number(),
          mediaIds: wire('mediaIds', array(string())),
          systemInfo: wire('systemInfo', string()),
        }),
      ),
      totalNum: number(),
    },
  }),
  /**
   * 获取mediaId图片
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/operation/operation.getFeedbackmedia.html
   */
  getFeedbackmedia: endpoint({
    http: 'GET /cgi-bin/media/getfeedbackmedia',
    cloudCallable: true,
    effect: 'read',
    params: { recordId: number(), mediaId: string() },
    result: binary(),
    errcodes: { 46001: 'there is nothing under this mediaId' },
  }),
  /**
   * 获取分阶段发布详情
   * @see https://developers.weixin.qq.com/doc/oplatform/openApi/OpenApiDoc/miniprogram-management/code-management/getGrayReleasePlan.html
   */
  getGrayReleasePlan: endpoint({
    http: 'GET /wxa/getgrayreleaseplan',
    cloudCallable: true,
    effect: 'read',
    params: {},
    result: {
      grayReleasePlan: object({
        status: number(),
        createTimestamp: number(),
        grayPercentage: number(),
        /** WeChat's own spelling. */
        supportDebugerFirst: boolean(),
        supportExperiencerFirst: boolean(),
      }),
    },
  }),
  /**
   * 查询js错误详情
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/operation/operation.getJsErrDetail.html
   */
  getJsErrDetail: endpoint({
    http: 'POST /wxaapi/log/jserr_detail',
    cloudCallable: true,
    effect: 'read',
    params: {
      startTime: wire('startTime', string()),
      endTime: wire('endTime', string()),
      errorMsgMd5: wire('errorMsgMd5', string()),
      errorStackMd5: wire('errorStackMd5', string()),
      appVersion: wire('appVersion', string()),
      sdkVersion: wire('sdkVersion', string()),
      osName: wire('osName', oneOf('0', '1', '2', '3')),
      clientVersion: wire('clientVersion', string()),
      openid: userOpenid(),
      offset: number(),
      limit: number(),
      desc: string(),
    },
    result: {
      data: array(
        object({
          Count: wire('Count', string()),
          sdkVersion: wire('sdkVersion', string()),
          ClientVersion: wire('ClientVersion', string()),
          errorStackMd5: wire('errorStackMd5', string()),
          TimeStamp: wire('TimeStamp', string()),
          appVersion: wire('appVersion', string()),
          errorMsgMd5: wire('errorMsgMd5', string()),
          errorMsg: wire('errorMsg', string()),
          errorStack: wire('errorStack', string()),
          Ds: wire('Ds', string()),
          OsName: wire('OsName', string()),
          openId: wire('openId', userOpenid()),
          pluginversion: string(),
          appId: wire('appId', string()),
          DeviceModel: wire('DeviceModel', string()),
          source: string(),
          route: string(),
          nickname: string(),
          Uin: wire('Uin', string()),
        }),
      ),
      totalCount: wire('totalCount', number()),
      success: boolean(),
      openid: userOpenid(),
    },
    errcodes: { [-3]: 'the system is busy' },
  }),
  /**
   * 查询错误列表
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/operation/operation.getJsErrList.html
   */
  getJsErrList: endpoint({
    http: 'POST /wxaapi/log/jserr_list',
    cloudCallable: true,
    effect: 'read',
    params: {
      appVersion: wire('appVersion', string()),
      errType: wire('errType', oneOf('0', '1', '2', '3')),
      startTime: wire('startTime', string()),
      endTime: wire('endTime', string()),
      keyword: string(),
      openid: userOpenid(),
      orderby: oneOf('uv', 'pv'),
      desc: oneOf('1', '2'),
      offset: number(),
      limit: number(),
    },
    result: {
      data: array(
        object({
          errorMsgMd5: wire('errorMsgMd5', string()),
          errorMsg: wire('errorMsg', string()),
          uv: number(),
          pv: number(),
          errorStackMd5: wire('errorStackMd5', string()),
          errorStack: wire('errorStack', string()),
          pvPercent: wire('pvPercent', string()),
          uvPercent: wire('uvPercent', string()),
        }),
      ),
      totalCount: wire('totalCount', number()),
      success: boolean(),
      openid: userOpenid(),
    },
    errcodes: { 20011: 'too many calls' },
  }),
  /**
   * no title found
   *
   * Which parameters it takes is not known; what is given is sent.
   * @deprecated WeChat announced in 2021 that it would go; use operation.getJsErrList
   * @see no public page found
   */
  getJsErrSearch: endpoint({
    http: 'POST /wxaapi/log/jserr_search',
    effect: 'read',
    deprecated: 'WeChat announced in 2021 that it would go; use operation.getJsErrList',
    params: {},
    result: { results: array(object({})), total: number() },
  }),
  /**
   * 获取性能数据
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/operation/operation.getPerformance.html
   */
  getPerformance: endpoint({
    http: 'POST /wxaapi/log/get_performance',
    cloudCallable: true,
    effect: 'read',
    params: {
      costTimeType: oneOf(1, 2, 3),
      defaultStartTime: number(),
      defaultEndTime: number(),
      /** `@_all` for all. */
      device: string(),
      /** `@_all` for all. */
      isDownloadCode: string(),
      /** `@_all` for all. */
      scene: string(),
      /** `@_all` for all. */
      networktype: string(),
    },
    result: {
      defaultTimeData: jsonString(
        object({
          list: array(object({ refDate: string(), costTimeType: number(), costTime: number() })),
        }),
      ),
      compareTimeData: jsonString(json()),
    },
  }),
  /**
   * 获取访问来源
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/operation/operation.getSceneList.html
   */
  getSceneList: endpoint({
    http: 'GET /wxaapi/log/get_scene',
    cloudCallable: true,
    effect: 'read',
    params: {},
    result: { scene: array(object({ name: string(), value: oneOf.open('@_all', 1) })) },
    errcodes: { 507010: 'the mini program is not published' },
  }),
  /**
   * 获取客户端版本
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/operation/operation.getVersionList.html
   */
  getVersionList: endpoint({
    http: 'GET /wxaapi/log/get_client_version',
    cloudCallable: true,
    effect: 'read',
    params: {},
    result: {
      cvlist: array(object({ type: number(), clientVersionList: array(string()) })),
    },
  }),
  /**
   * 查询实时日志
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/operation/operation.realtimelogSearch.html
   */
  realtimelogSearch: endpoint({
    http: 'GET /wxaapi/userlog/userlog_search',
    cloudCallable: true,
    effect: 'read',
    params: {
      date: string(),
      begintime: number(),
      endtime: number(),
      start: optional(number()),
      limit: optional(number()),
      traceId: wire('traceId', optional(string())),
      url: optional(string()),
      id: optional(string()),
      filterMsg: wire('filterMsg', optional(string())),
      level: optional(oneOf(2, 4, 8)),
    },
    result: {
      data: object({
        list: array(
          object({
            level: number(),
            libraryVersion: wire('libraryVersion', string()),
            clientVersion: wire('clientVersion', string()),
            id: string(),
            timestamp: number(),
            platform: number(),
            url: string(),
            msg: array(object({ time: number(), msg: array(string()), level: number() })),
            /** Asked for as `traceId`. */
            traceid: string(),
            filterMsg: wire('filterMsg', string()),
          }),
        ),
        total: number(),
      }),
    },
    errcodes: {
      200002: 'a parameter is wrong',
      200007: 'the account has no right to this',
      200010: 'too many calls',
    },
  }),
}
