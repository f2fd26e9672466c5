import { endpoint } from '../../../schema/endpoint'
import { array, number, object, oneOf, string } from '../../../schema/fields'

const retired =
  'the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own'

/** 分组管理 of the shop of 2014 (微信小店). No reference describes it any more. */
export const group = {
  /**
   * 增加分组
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  add: endpoint({
    http: 'POST /merchant/group/add',
    effect: 'write',
    deprecated: retired,
    params: { groupDetail: object({ groupName: string(), productList: array(string()) }) },
    result: { groupId: number() },
  }),
  /**
   * 删除分组
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  del: endpoint({
    http: 'POST /merchant/group/del',
    effect: 'write',
    deprecated: retired,
    params: { groupId: number() },
    result: {},
  }),
  /**
   * 获取所有分组
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  getAll: endpoint({
    http: 'GET /merchant/group/getall',
    effect: 'read',
    deprecated: retired,
    params: {},
    result: { groupsDetail: array(object({ groupId: number(), groupName: string() })) },
  }),
  /**
   * 根据分组ID获取分组信息
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  getById: endpoint({
    http: 'POST /merchant/group/getbyid',
    effect: 'read',
    deprecated: retired,
    params: { groupId: number() },
    result: { groupDetail: object({ groupId: number(), groupName: string(), productList: array(string()) }) },
  }),
  /**
   * 修改分组商品
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  productMod: endpoint({
    http: 'POST /merchant/group/productmod',
    effect: 'write',
    deprecated: retired,
    params: {
      groupId: number(),
      product: array(
        object({
          productId: string(),
          /** 1: add, 0: take away. */
          modAction: oneOf(0, 1),
        }),
      ),
    },
    result: {},
  }),
  /**
   * 修改分组属性
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  propertyMod: endpoint({
    http: 'POST /merchant/group/propertymod',
    effect: 'write',
    deprecated: retired,
    params: { groupId: number(), groupName: string() },
    result: {},
  }),
}
