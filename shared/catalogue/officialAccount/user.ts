import { endpoint } from '../../schema/endpoint'
import { array, number, object, oneOf, optional, string, userId, userOpenid } from '../../schema/fields'

/** A follower. WeChat left nickname and picture out in December 2021, so both come empty. */
const profile = {
  openid: userOpenid(),
  /** Same for all accounts of one open platform account. */
  unionid: optional(userId()),
  /** 0: does not follow; then only `openid` and `unionid` come. */
  subscribe: oneOf.open(0, 1),
  /** In seconds since 1970. */
  subscribeTime: optional(number()),
  /** How the user came to follow, `ADD_SCENE_QR_CODE`. */
  subscribeScene: optional(string()),
  language: optional(string()),
  /** The account's own note on the user. */
  remark: optional(string()),
  groupid: optional(number()),
  tagidList: optional(array(number())),
  /** Scene of the QR code that brought the user. */
  qrScene: optional(number()),
  qrSceneStr: optional(string()),
  nickname: optional(string()),
  sex: optional(number()),
  country: optional(string()),
  province: optional(string()),
  city: optional(string()),
  headimgurl: optional(string()),
}

/** Language of the names of places. */
const lang = optional(oneOf('zh_CN', 'zh_TW', 'en'))

/** 用户管理: who follows the account. */
export const user = {
  /**
   * 批量获取用户基本信息
   *
   * At most 100 users at a time.
   * @see https://developers.weixin.qq.com/doc/offiaccount/User_Management/Get_users_basic_information_UnionID.html#UinonId
   */
  batchGetInfo: endpoint({
    http: 'POST /cgi-bin/user/info/batchget',
    cloudCallable: true,
    effect: 'read',
    params: { userList: array(object({ openid: userOpenid(), lang })) },
    result: { userInfoList: array(object(profile)) },
  }),
  /**
   * 获取用户基本信息
   * @see https://developers.weixin.qq.com/doc/offiaccount/User_Management/Get_users_basic_information_UnionID.html#UinonId
   */
  getInfo: endpoint({
    http: 'GET /cgi-bin/user/info',
    effect: 'read',
    params: {
      openid: userOpenid(),
      lang,
    },
    result: profile,
  }),
  /**
   * 获取用户列表
   *
   * At most 10,000 OPENIDs at a time.
   * @see https://developers.weixin.qq.com/doc/offiaccount/User_Management/Getting_a_User_List.html
   */
  getList: endpoint({
    http: 'GET /cgi-bin/user/get',
    cloudCallable: true,
    effect: 'read',
    pages: { items: 'data.openid', next: 'nextOpenid' },
    params: {
      /** Where to go on; the first page wants none. */
      nextOpenid: optional(string()),
    },
    result: {
      /** How many follow the account. */
      total: number(),
      /** How many are in this answer. */
      count: number(),
      data: optional(
        object({
          openid: array(userOpenid()),
        }),
      ),
      /** Where to go on; the first page wants none. */
      nextOpenid: optional(string()),
    },
  }),
  /**
   * 设置用户备注名
   * @see https://developers.weixin.qq.com/doc/offiaccount/User_Management/Configuring_user_notes.html
   */
  updateRemark: endpoint({
    http: 'POST /cgi-bin/user/info/updateremark',
    cloudCallable: true,
    effect: 'write',
    params: {
      openid: userOpenid(),
      /** At most 30 characters. */
      remark: string(),
    },
    result: {},
  }),
}
