import { endpoint } from '../schema/endpoint'
import { array, credential, number, object, string } from '../schema/fields'

/** So many calls in so many seconds. */
const rateLimit = { callCount: number(), refreshSecond: number() }

/** Meanings that several methods share. */
const meaning = {
  noSuchPath: 'the cgiPath was not found',
  pathRefused: 'the cgiPath is not allowed',
} as const

/** openApi管理: quotas, addresses and what became of a request. */
export const openApi = {
  /**
   * 网络通信检测
   *
   * Looks whether WeChat reaches your server.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Network_Detection.html
   */
  callbackCheck: endpoint({
    http: 'POST /cgi-bin/callback/check',
    effect: 'read',
    params: { action: string(), checkOperator: string() },
    result: {
      dns: array(object({ ip: string(), realOperator: string() })),
      ping: array(
        object({
          ip: string(),
          fromOperator: string(),
          packageLoss: string(),
          time: string(),
        }),
      ),
    },
    errcodes: {
      40201: 'the URL is not valid',
      40202: 'the action is not valid',
      40203: 'the checkOperator is not valid',
    },
  }),
  /**
   * 重置指定API调用次数
   * @see https://developers.weixin.qq.com/doc/channels/API/apimgnt/clearApiQuota.html
   */
  clearApiQuota: endpoint({
    http: 'POST /cgi-bin/openapi/quota/clear',
    effect: 'write',
    params: { cgiPath: string() },
    result: {},
    errcodes: { 76021: meaning.noSuchPath, 76022: meaning.pathRefused },
  }),
  /**
   * 重置API调用次数
   *
   * Ten times a month.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/API_Call_Limits.html
   */
  clearQuota: endpoint({
    http: 'POST /cgi-bin/clear_quota',
    effect: 'write',
    params: { appid: credential('appid') },
    result: {},
  }),
  /**
   * 使用AppSecret重置API调用次数
   *
   * Needs no access token, so it helps when none can be had.
   * @see https://developers.weixin.qq.com/doc/offiaccount/openApi/clearQuotaByAppSecret.html
   */
  clearQuotaByAppSecret: endpoint({
    http: 'POST /cgi-bin/clear_quota/v2',
    auth: 'appSecret',
    effect: 'write',
    params: { appid: credential('appid'), appsecret: credential('secret') },
    result: {},
  }),
  /**
   * 获取微信API服务器IP
   *
   * The addresses of the API.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Get_the_WeChat_server_IP_address.html
   */
  getApiDomainIp: endpoint({
    http: 'GET /cgi-bin/get_api_domain_ip',
    effect: 'read',
    params: {},
    result: { ipList: array(string()) },
  }),
  /**
   * 查询API调用额度
   * @see https://developers.weixin.qq.com/doc/offiaccount/openApi/get_api_quota.html
   */
  getApiQuota: endpoint({
    http: 'POST /cgi-bin/openapi/quota/get',
    effect: 'read',
    params: { cgiPath: string() },
    result: {
      quota: object({ dailyLimit: number(), used: number(), remain: number() }),
      rateLimit: object(rateLimit),
      componentRateLimit: object(rateLimit),
    },
    errcodes: { 76021: meaning.noSuchPath, 76022: meaning.pathRefused },
  }),
  /**
   * 获取微信推送服务器IP
   *
   * The addresses that push messages come from.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Get_the_WeChat_server_IP_address.html
   */
  getCallbackIp: endpoint({
    http: 'GET /cgi-bin/getcallbackip',
    effect: 'read',
    params: {},
    result: { ipList: array(string()) },
  }),
  /**
   * 查询rid信息
   *
   * What WeChat knows about a request; `rid` is part of every error message.
   * @see https://developers.weixin.qq.com/doc/offiaccount/openApi/get_rid_info.html
   */
  getRidInfo: endpoint({
    http: 'POST /cgi-bin/openapi/rid/get',
    effect: 'read',
    params: { rid: string() },
    result: {
      request: object({
        invokeTime: number(),
        costInMs: number(),
        requestUrl: string(),
        requestBody: string(),
        responseBody: string(),
        clientIp: string(),
      }),
    },
    errcodes: {
      76001: 'the rid was not found',
      76002: 'the rid is malformed',
      76003: 'the rid is of another account',
      76004: 'the rid is too old',
    },
  }),
}
