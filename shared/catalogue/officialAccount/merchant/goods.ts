import { endpoint } from '../../../schema/endpoint'
import { array, json, number, object, oneOf, optional, string } from '../../../schema/fields'

const retired =
  'the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own'

/** What goods are; the members follow the category and are not renamed: an open record. */
const product = {
  /** `category_id`, `property`, `name`, `sku_info`, `main_img`, `img`, `detail`, `buy_limit`. */
  productBase: json(),
  /** Prices in cents: `sku_id`, `price`, `ori_price`, `icon_url`, `quantity`, `product_code`. */
  skuList: optional(json()),
  /** `location`, `isPostFree`, `isHasReceipt`, `isUnderGuaranty`, `isSupportReplace`. */
  attrext: optional(json()),
  /** `delivery_type`, `template_id`, `express`. */
  deliveryInfo: optional(json()),
}

const knownProduct = { ...product, productId: string(), status: optional(number()) }

/** 商品管理 of the shop of 2014 (微信小店). No reference describes it any more. */
export const goods = {
  /**
   * 增加商品
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  create: endpoint({
    http: 'POST /merchant/create',
    effect: 'write',
    deprecated: retired,
    params: product,
    result: {
      productId: string(),
    },
  }),
  /**
   * 删除商品
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  del: endpoint({
    http: 'POST /merchant/del',
    effect: 'write',
    deprecated: retired,
    params: {
      productId: string(),
    },
    result: {},
  }),
  /**
   * 查询商品
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  get: endpoint({
    http: 'GET /merchant/get',
    effect: 'read',
    deprecated: retired,
    params: {
      productId: string(),
    },
    result: { productInfo: object(knownProduct) },
  }),
  /**
   * 获取指定状态的所有商品
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  getByStatus: endpoint({
    http: 'POST /merchant/getbystatus',
    effect: 'read',
    deprecated: retired,
    params: {
      /** 0: all, 1: for sale, 2: not for sale. */
      status: oneOf(0, 1, 2),
    },
    result: { productsInfo: array(object(knownProduct)) },
  }),
  /**
   * 更改商品状态
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  modProductStatus: endpoint({
    http: 'POST /merchant/modproductstatus',
    effect: 'write',
    deprecated: retired,
    params: {
      productId: string(),
      /** 0: not for sale, 1: for sale. */
      status: oneOf(0, 1),
    },
    result: {},
  }),
  /**
   * 修改商品
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  update: endpoint({
    http: 'POST /merchant/update',
    effect: 'write',
    deprecated: retired,
    params: { ...product, productId: string() },
    result: {},
  }),
}
