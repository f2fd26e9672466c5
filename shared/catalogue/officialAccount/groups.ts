import { endpoint } from '../../schema/endpoint'
import { array, number, object, optional, string, userOpenid } from '../../schema/fields'

const replaced = 'replaced by tags in 2016; use officialAccount.tags'

/** A group and how many users are in it. */
const group = { id: number(), name: string(), count: optional(number()) }

/** 用户分组管理, the forerunner of tags. */
export const groups = {
  /**
   * 批量移动用户分组
   *
   * At most 50 users at a time.
   * @deprecated replaced by tags in 2016; use officialAccount.tags
   * @see no public page found
   */
  batchUpdateMembers: endpoint({
    http: 'POST /cgi-bin/groups/members/batchupdate',
    effect: 'write',
    deprecated: replaced,
    params: {
      openidList: array(userOpenid()),
      toGroupid: number(),
    },
    result: {},
  }),
  /**
   * 创建分组
   * @deprecated replaced by tags in 2016; use officialAccount.tags
   * @see no public page found
   */
  create: endpoint({
    http: 'POST /cgi-bin/groups/create',
    effect: 'write',
    deprecated: replaced,
    params: {
      group: object({
        name: string(),
      }),
    },
    result: { group: object(group) },
  }),
  /**
   * 删除分组
   * @deprecated replaced by tags in 2016; use officialAccount.tags
   * @see no public page found
   */
  delete: endpoint({
    http: 'POST /cgi-bin/groups/delete',
    effect: 'write',
    deprecated: replaced,
    params: {
      group: object({
        id: number(),
      }),
    },
    result: {},
  }),
  /**
   * 查询所有分组
   * @deprecated replaced by tags in 2016; use officialAccount.tags
   * @see no public page found
   */
  get: endpoint({
    http: 'GET /cgi-bin/groups/get',
    effect: 'read',
    deprecated: replaced,
    params: {},
    result: { groups: array(object(group)) },
  }),
  /**
   * 查询用户所在分组
   * @deprecated replaced by tags in 2016; use officialAccount.tags
   * @see no public page found
   */
  getId: endpoint({
    http: 'POST /cgi-bin/groups/getid',
    effect: 'read',
    deprecated: replaced,
    params: {
      openid: userOpenid(),
    },
    result: {
      groupid: number(),
    },
  }),
  /**
   * 修改分组名
   * @deprecated replaced by tags in 2016; use officialAccount.tags
   * @see no public page found
   */
  update: endpoint({
    http: 'POST /cgi-bin/groups/update',
    effect: 'write',
    deprecated: replaced,
    params: {
      group: object({
        id: number(),
        name: string(),
      }),
    },
    result: {},
  }),
  /**
   * 移动用户分组
   * @deprecated replaced by tags in 2016; use officialAccount.tags
   * @see no public page found
   */
  updateMember: endpoint({
    http: 'POST /cgi-bin/groups/members/update',
    effect: 'write',
    deprecated: replaced,
    params: {
      openid: userOpenid(),
      toGroupid: number(),
    },
    result: {},
  }),
}
