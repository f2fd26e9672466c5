import { endpoint } from '../schema/endpoint'
import { array, number, object, optional, string, userId, userOpenid } from '../schema/fields'

const kfErrcodes = {
  40005: 'the media type is not supported',
  40009: 'the file is too large',
  65400: 'customer service is not open for the account',
  65401: 'the customer service account is not valid',
  65402: 'the customer service account has no WeChat id',
  65403: 'the customer service nickname is not valid',
  65404: 'the customer service account name is not valid',
  65405: 'there are too many customer service accounts',
  65406: 'the customer service account exists already',
  65407: 'the invited one serves this mini program already',
  65408: 'this WeChat id has an invitation already',
  65409: 'the WeChat id is not valid',
  65410: 'the invited one serves too many mini programs',
  65411: 'an invitation of this account is open',
  65412: 'the account is bound already and cannot be invited',
  65413: 'there is no session with this user',
  65414: 'the user is with somebody else',
}

/** 客服消息: who answers users. */
export const customerService = {
  /**
   * 添加客服账号
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html#1
   */
  addKfAccount: endpoint({
    http: 'POST /customservice/kfaccount/add',
    effect: 'write',
    params: {
      kfAccount: string(),
      nickname: string(),
      businessId: optional(string()),
      password: optional(string()),
      kfWx: optional(userId()),
    },
    result: {},
    errcodes: kfErrcodes,
  }),
  /**
   * 取消客服管理员
   *
   * A GET that changes something, all the same.
   * @see https://developers.weixin.qq.com/miniprogram/introduction/custom.html#%E5%8F%96%E6%B6%88%E5%AE%A2%E6%9C%8D%E7%AE%A1%E7%90%86%E5%91%98
   */
  cancelKfAdmin: endpoint({
    http: 'GET /customservice/kfaccount/canceladmin',
    effect: 'write',
    params: { kfOpenid: userOpenid(), businessId: optional(string()) },
    result: {},
    errcodes: kfErrcodes,
  }),
  /**
   * 删除客服账号
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html#3
   */
  delKfAccount: endpoint({
    http: 'POST /customservice/kfaccount/del',
    effect: 'write',
    params: { kfAccount: string(), businessId: optional(string()) },
    result: {},
    errcodes: kfErrcodes,
  }),
  /**
   * 获取所有客服账号
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html#5
   */
  getKfList: endpoint({
    http: 'GET /cgi-bin/customservice/getkflist',
    effect: 'read',
    params: { businessId: optional(string()) },
    result: {
      kfList: array(
        object({
          kfAccount: string(),
          kfNick: string(),
          kfId: string(),
          kfHeadimgurl: string(),
          kfWx: userId(),
          inviteWx: userId(),
          inviteExpireTime: number(),
          inviteStatus: string(),
          kfOpenid: userOpenid(),
        }),
      ),
    },
    errcodes: kfErrcodes,
  }),
  /**
   * 获取在线客服列表
   * @see https://developers.weixin.qq.com/doc/offiaccount/Customer_Service/Customer_Service_Management.html#0
   */
  getOnlineKfList: endpoint({
    http: 'GET /cgi-bin/customservice/getonlinekflist',
    effect: 'read',
    params: { businessId: optional(string()) },
    result: {
      kfOnlineList: array(
        object({
          kfAccount: string(),
          status: number(),
          kfId: string(),
          acceptedCase: number(),
          kfOpenid: userOpenid(),
        }),
      ),
    },
    errcodes: kfErrcodes,
  }),
  /**
   * 设置客服管理员
   *
   * A GET that changes something, all the same.
   * @see https://developers.weixin.qq.com/miniprogram/introduction/custom.html#%E8%AE%BE%E7%BD%AE%E5%AE%A2%E6%9C%8D%E7%AE%A1%E7%90%86%E5%91%98
   */
  setKfAdmin: endpoint({
    http: 'GET /customservice/kfaccount/setadmin',
    effect: 'write',
    params: { kfOpenid: userOpenid(), businessId: optional(string()) },
    result: {},
    errcodes: kfErrcodes,
  }),
}
