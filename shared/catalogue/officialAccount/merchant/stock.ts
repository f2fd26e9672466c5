import { endpoint } from '../../../schema/endpoint'
import { number, optional, string } from '../../../schema/fields'

const retired =
  'the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own'

const change = {
  productId: string(),
  /** `id1:vid1;id2:vid2`; empty for goods of one kind. */
  skuInfo: optional(string()),
  quantity: number(),
}

/** 库存管理 of the shop of 2014 (微信小店). No reference describes it any more. */
export const stock = {
  /**
   * 增加库存
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  add: endpoint({
    http: 'POST /merchant/stock/add',
    effect: 'write',
    deprecated: retired,
    params: change,
    result: {},
  }),
  /**
   * 减少库存
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  reduce: endpoint({
    http: 'POST /merchant/stock/reduce',
    effect: 'write',
    deprecated: retired,
    params: change,
    result: {},
  }),
}
