import { endpoint } from '../../schema/endpoint'
import {
  array,
  bigInteger,
  media,
  number,
  object,
  optional,
  query,
  string,
  userId,
  userOpenid,
} from '../../schema/fields'

/** 客服管理: who answers the users, and what was said. `customerService.addKfAccount` and the lists stand with the mini program methods. */
export const customService = {
  /**
   * 关闭会话
   * @see https://developers.weixin.qq.com/doc/offiaccount/Customer_Service/Session_control.html
   */
  closeKfSession: endpoint({
    http: 'POST /customservice/kfsession/close',
    effect: 'write',
    params: {
      /** Account of the customer service, `name@account`. */
      kfAccount: string(),
      openid: userOpenid(),
    },
    result: {},
  }),
  /**
   * 创建会话
   * @see https://developers.weixin.qq.com/doc/offiaccount/Customer_Service/Session_control.html
   */
  createKfSession: endpoint({
    http: 'POST /customservice/kfsession/create',
    effect: 'write',
    params: {
      /** Account of the customer service, `name@account`. */
      kfAccount: string(),
      openid: userOpenid(),
    },
    result: {},
  }),
  /**
   * 删除客服账号
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html#3
   */
  delKfAccount: endpoint({
    http: 'GET /customservice/kfaccount/del',
    effect: 'write',
    params: {
      /** Account of the customer service, `name@account`. */
      kfAccount: string(),
    },
    result: {},
  }),
  /**
   * 获取客户会话状态
   * @see https://developers.weixin.qq.com/doc/offiaccount/Customer_Service/Session_control.html
   */
  getKfSession: endpoint({
    http: 'GET /customservice/kfsession/getsession',
    effect: 'read',
    params: {
      openid: userOpenid(),
    },
    result: {
      /** Empty when nobody serves the user. */
      kfAccount: string(),
      /** In seconds since 1970. */
      createtime: number(),
    },
  }),
  /**
   * 获取客服会话列表
   * @see https://developers.weixin.qq.com/doc/offiaccount/Customer_Service/Session_control.html
   */
  getKfSessionList: endpoint({
    http: 'GET /customservice/kfsession/getsessionlist',
    effect: 'read',
    params: {
      /** Account of the customer service, `name@account`. */
      kfAccount: string(),
    },
    result: {
      sessionlist: array(
        object({
          openid: userOpenid(),
          /** In seconds since 1970. */
          createtime: number(),
        }),
      ),
    },
  }),
  /**
   * 获取聊天记录
   *
   * Spans at most 24 hours.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Customer_Service/Obtain_chat_transcript.html
   */
  getMsgList: endpoint({
    http: 'POST /customservice/msgrecord/getmsglist',
    effect: 'read',
    pages: { items: 'recordlist', next: 'msgid' },
    params: {
      /** In seconds since 1970. */
      starttime: number(),
      /** In seconds since 1970. */
      endtime: number(),
      /** Where to go on; 1 at first. */
      msgid: bigInteger(),
      /** How many at most; up to 10,000. */
      number: number(),
    },
    result: {
      recordlist: array(
        object({
          openid: userOpenid(),
          worker: string(),
          /** 2002: the customer service wrote, 2003: the user wrote. */
          opercode: number(),
          text: string(),
          /** In seconds since 1970. */
          time: number(),
        }),
      ),
      number: number(),
      msgid: bigInteger(),
    },
  }),
  /**
   * 获取未接入会话列表
   *
   * At most 100 users, the longest waiting first.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Customer_Service/Session_control.html
   */
  getWaitCase: endpoint({
    http: 'GET /customservice/kfsession/getwaitcase',
    effect: 'read',
    params: {},
    result: {
      /** How many wait altogether. */
      count: number(),
      waitcaselist: array(
        object({
          openid: userOpenid(),
          /** When the user wrote last, in seconds since 1970. */
          latestTime: number(),
        }),
      ),
    },
  }),
  /**
   * 邀请绑定客服账号
   *
   * The invited WeChat id must accept within 24 hours.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Customer_Service/Customer_Service_Management.html#3
   */
  inviteWorker: endpoint({
    http: 'POST /customservice/kfaccount/inviteworker',
    effect: 'write',
    params: {
      /** Account of the customer service, `name@account`. */
      kfAccount: string(),
      /** WeChat id of who is invited. */
      inviteWx: userId(),
    },
    result: {},
  }),
  /**
   * 修改客服账号
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html#2
   */
  updateKfAccount: endpoint({
    http: 'POST /customservice/kfaccount/update',
    effect: 'write',
    params: {
      /** Account of the customer service, `name@account`. */
      kfAccount: string(),
      /** At most 16 characters. */
      nickname: string(),
      /** Needless since 2016. */
      password: optional(string()),
      kfWx: optional(userId()),
    },
    result: {},
  }),
  /**
   * 设置客服账号的头像
   *
   * A JPG of 640 × 640 pixels looks best.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html#4
   */
  uploadHeadimg: endpoint({
    http: 'POST /customservice/kfaccount/uploadheadimg',
    effect: 'write',
    body: 'multipart',
    params: {
      /** Account of the customer service, `name@account`. */
      kfAccount: query(string()),
      media: media(),
    },
    result: {},
  }),
}
