import { endpoint } from '../schema/endpoint'
import { boolean, credential, fixed, number, optional, string, userId, userOpenid } from '../schema/fields'
import { getAccessToken, getStableAccessToken } from './shapes/token'

/** Signs a request with a user's session_key, so that only who holds it can send it. */
const userSignature = {
  /** OPENID of the user. */
  openid: userOpenid(),
} as const

/** 登录与凭证: who a user is, and the tokens that calls are made with. */
export const auth = {
  /**
   * 检查加密信息
   *
   * Whether encrypted data of a user came from this mini program within three days.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/user-info/auth.checkEncryptedData.html
   */
  checkEncryptedData: endpoint({
    http: 'POST /wxa/business/checkencryptedmsg',
    effect: 'read',
    params: {
      /** SHA-256 of the encrypted data, in hexadecimal. */
      encryptedMsgHash: string(),
    },
    result: {
      /** Whether the data is valid; `vaild` is WeChat's own spelling. */
      vaild: boolean(),
      /** When the data was encrypted, in seconds since 1970. */
      createTime: number(),
    },
    errcodes: { 1: 'record not found' },
  }),
  /**
   * 检验登录态
   *
   * Signed with the session_key of the user, from the client's options.
   * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/checkSessionKey.html
   */
  checkSessionKey: endpoint({
    http: 'GET /wxa/checksession',
    auth: 'userSignature',
    effect: 'read',
    params: userSignature,
    result: {},
    errcodes: { 87009: 'the signature is wrong' },
  }),
  /**
   * 小程序登录凭证校验
   *
   * The answer holds the session_key: keep it on the server.
   * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/code2Session.html
   */
  code2Session: endpoint({
    http: 'GET /sns/jscode2session',
    auth: 'appSecret',
    effect: 'write',
    params: {
      appid: credential('appid'),
      secret: credential('secret'),
      /** The code that `wx.login` gave; works once, for five minutes. */
      jsCode: string(),
      grantType: fixed('authorization_code'),
    },
    result: {
      sessionKey: string(),
      unionid: optional(userId()),
      openid: userOpenid(),
    },
    errcodes: {
      40163: { means: 'the code was used', fix: 'get a fresh one with wx.login; each works once' },
      40226: 'a high-risk user was blocked',
    },
  }),
  /**
   * 获取接口调用凭据
   *
   * Every fetch lets the token before it die within five minutes; prefer `getStableAccessToken`.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/Get_access_token.html
   */
  getAccessToken: endpoint({ ...getAccessToken }),
  /**
   * 支付后获取Unionid
   *
   * Wants either `transactionId`, or `mchId` together with `outTradeNo`.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/user-info/auth.getPaidUnionId.html
   */
  getPaidUnionId: endpoint({
    http: 'GET /wxa/getpaidunionid',
    cloudCallable: true,
    effect: 'read',
    params: {
      openid: userOpenid(),
      transactionId: optional(string()),
      mchId: optional(string()),
      outTradeNo: optional(string()),
    },
    result: {
      unionid: userId(),
    },
    errcodes: {
      89002: 'the mini program is not bound to an open platform account',
      89300: 'the payment order is not valid',
    },
  }),
  /**
   * 获取插件用户openpid
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/user-info/auth.getPluginOpenPId.html
   */
  getPluginOpenPId: endpoint({
    http: 'POST /wxa/getpluginopenpid',
    effect: 'read',
    params: {
      /** The code that `wx.pluginLogin` gave. */
      code: string(),
    },
    result: {
      openpid: string(),
    },
    errcodes: {
      1000: 'system error',
      1001: 'a parameter is not allowed',
      1003: 'too many requests',
      1005: 'the appid is not valid or does not match',
      1007: 'no data found',
      1022: 'the JSON of the request cannot be read',
      40016: 'the number of buttons is not valid',
    },
  }),
  /**
   * 获取稳定版接口调用凭据
   *
   * Gives the same token to everybody who asks, until its last five minutes; isolated from `getAccessToken`.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Basic_Information/getStableAccessToken.html
   */
  getStableAccessToken: endpoint({ ...getStableAccessToken }),
  /**
   * 重置登录态
   *
   * Signed with the session_key of the user, from the client's options; the answer holds the new one.
   * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/user-login/ResetUserSessionKey.html
   */
  resetUserSessionKey: endpoint({
    http: 'GET /wxa/resetusersessionkey',
    auth: 'userSignature',
    effect: 'write',
    params: userSignature,
    result: {
      openid: userOpenid(),
      sessionKey: string(),
    },
    errcodes: {
      87007: 'the session_key is missing or has expired',
      87008: 'the sig_method is not valid',
      87009: 'the signature is wrong',
    },
  }),
}
