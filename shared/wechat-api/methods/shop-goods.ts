import { category } from '../../catalogue/officialAccount/merchant/category'
import { goods as rows } from '../../catalogue/officialAccount/merchant/goods'
import { stock } from '../../catalogue/officialAccount/merchant/stock'
import { call, choose } from '../define'

const byCategory = (catId: number | string) => ({ cate_id: catId })

/** 微信小店: goods and stock */
export const shopGoods = {
  createGoods: call(rows.create, 'goods', (goods: object) => goods),
  deleteGoods: call(rows.del, 'productId', (productId: string) => ({ product_id: productId })),
  updateGoods: call(rows.update, 'goods', (goods: object) => goods),
  getGoods: call(rows.get, 'productId', (productId: string) => ({ product_id: productId })),
  getGoodsByStatus: call(rows.getByStatus, 'status', (status: number) => ({ status })),
  updateGoodsStatus: call(rows.modProductStatus, 'productId status', (productId: string, status: number) => ({
    product_id: productId,
    status,
  })),
  getSubCats: call(category.getSub, 'catId', byCategory),
  getSKUs: call(category.getSku, 'catId', byCategory),
  getProperties: call(category.getProperty, 'catId', byCategory),
  /** More than nothing adds, anything else takes away. */
  updateStock: choose(
    [stock.add, stock.reduce],
    'number productId sku',
    (_, number: number, productId: string, sku: string) => ({
      row: number > 0 ? stock.add : stock.reduce,
      params: { product_id: productId, sku_info: sku, quantity: Math.abs(number) },
    }),
  ),
}
