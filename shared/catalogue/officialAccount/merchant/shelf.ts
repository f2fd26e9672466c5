import { endpoint } from '../../../schema/endpoint'
import { array, json, number, object, optional, string } from '../../../schema/fields'

const retired =
  'the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own'

/** What a shelf shows: `{ module_infos }`, an open record. */
const design = { shelfData: json(), shelfBanner: optional(string()), shelfName: string() }

const knownShelf = {
  shelfId: number(),
  shelfInfo: json(),
  shelfBanner: optional(string()),
  shelfName: string(),
}

/** 货架管理 of the shop of 2014 (微信小店). No reference describes it any more. */
export const shelf = {
  /**
   * 增加货架
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  add: endpoint({
    http: 'POST /merchant/shelf/add',
    effect: 'write',
    deprecated: retired,
    params: design,
    result: { shelfId: number() },
  }),
  /**
   * 删除货架
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  del: endpoint({
    http: 'POST /merchant/shelf/del',
    effect: 'write',
    deprecated: retired,
    params: { shelfId: number() },
    result: {},
  }),
  /**
   * 获取所有货架
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  getAll: endpoint({
    http: 'GET /merchant/shelf/getall',
    effect: 'read',
    deprecated: retired,
    params: {},
    result: { shelves: array(object(knownShelf)) },
  }),
  /**
   * 根据货架ID获取货架信息
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  getById: endpoint({
    http: 'POST /merchant/shelf/getbyid',
    effect: 'read',
    deprecated: retired,
    params: { shelfId: number() },
    result: {
      shelfInfo: json(),
      shelfBanner: optional(string()),
      shelfName: string(),
      shelfId: optional(number()),
    },
  }),
  /**
   * 修改货架
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  mod: endpoint({
    http: 'POST /merchant/shelf/mod',
    effect: 'write',
    deprecated: retired,
    params: { ...design, shelfId: number() },
    result: {},
  }),
}
