import { endpoint } from '../../../schema/endpoint'
import { array, bigInteger, object, string } from '../../../schema/fields'

const retired =
  'the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own'

const named = { id: string(), name: string() }

/** 类目 of the shop of 2014 (微信小店). No reference describes it any more. */
export const category = {
  /**
   * 获取指定分类的所有属性
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  getProperty: endpoint({
    http: 'POST /merchant/category/getproperty',
    effect: 'read',
    deprecated: retired,
    params: { cateId: bigInteger() },
    result: { properties: array(object({ ...named, propertyValue: array(object(named)) })) },
  }),
  /**
   * 获取指定子分类的所有SKU
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  getSku: endpoint({
    http: 'POST /merchant/category/getsku',
    effect: 'read',
    deprecated: retired,
    params: { cateId: bigInteger() },
    result: { skuTable: array(object({ ...named, valueList: array(object(named)) })) },
  }),
  /**
   * 获取指定分类的所有子分类
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  getSub: endpoint({
    http: 'POST /merchant/category/getsub',
    effect: 'read',
    deprecated: retired,
    params: {
      /** 1: the top. */
      cateId: bigInteger(),
    },
    result: { cateList: array(object(named)) },
  }),
}
