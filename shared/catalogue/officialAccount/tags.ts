import { endpoint } from '../../schema/endpoint'
import { array, number, object, optional, string, userOpenid } from '../../schema/fields'

/** A tag: its id and its name, at most 30 characters. */
const tag = { id: number(), name: string() }

/** 用户标签管理: at most 100 tags, at most 20 on one user. */
export const tags = {
  /**
   * 批量为用户打标签
   *
   * At most 50 users at a time.
   * @see https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html
   */
  batchTagging: endpoint({
    http: 'POST /cgi-bin/tags/members/batchtagging',
    cloudCallable: true,
    effect: 'write',
    params: {
      openidList: array(userOpenid()),
      tagid: number(),
    },
    result: {},
  }),
  /**
   * 批量为用户取消标签
   *
   * At most 50 users at a time.
   * @see https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html
   */
  batchUntagging: endpoint({
    http: 'POST /cgi-bin/tags/members/batchuntagging',
    cloudCallable: true,
    effect: 'write',
    params: {
      openidList: array(userOpenid()),
      tagid: number(),
    },
    result: {},
  }),
  /**
   * 创建标签
   * @see https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html
   */
  create: endpoint({
    http: 'POST /cgi-bin/tags/create',
    cloudCallable: true,
    effect: 'write',
    params: {
      tag: object({
        name: string(),
      }),
    },
    result: { tag: object(tag) },
  }),
  /**
   * 删除标签
   *
   * A tag with more than 100,000 users must be taken off them first.
   * @see https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html
   */
  delete: endpoint({
    http: 'POST /cgi-bin/tags/delete',
    cloudCallable: true,
    effect: 'write',
    params: {
      tag: object({
        id: number(),
      }),
    },
    result: {},
  }),
  /**
   * 获取公众号已创建的标签
   * @see https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html
   */
  get: endpoint({
    http: 'GET /cgi-bin/tags/get',
    cloudCallable: true,
    effect: 'read',
    params: {},
    result: {
      tags: array(
        object({
          id: number(),
          name: string(),
          /** How many users have the tag. */
          count: number(),
        }),
      ),
    },
  }),
  /**
   * 获取用户身上的标签列表
   * @see https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html
   */
  getUserTagList: endpoint({
    http: 'POST /cgi-bin/tags/getidlist',
    cloudCallable: true,
    effect: 'read',
    params: {
      openid: userOpenid(),
    },
    result: {
      tagidList: array(number()),
    },
  }),
  /**
   * 获取标签下粉丝列表
   * @see https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html
   */
  getUsers: endpoint({
    http: 'POST /cgi-bin/user/tag/get',
    cloudCallable: true,
    effect: 'read',
    pages: { items: 'data.openid', next: 'nextOpenid' },
    params: {
      tagid: number(),
      /** Where to go on; the first page wants none. */
      nextOpenid: optional(string()),
    },
    result: {
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
   * 编辑标签
   * @see https://developers.weixin.qq.com/doc/offiaccount/User_Management/User_Tag_Management.html
   */
  update: endpoint({
    http: 'POST /cgi-bin/tags/update',
    cloudCallable: true,
    effect: 'write',
    params: { tag: object(tag) },
    result: {},
  }),
}
