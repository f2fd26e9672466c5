import { basename } from 'node:path'
import { category } from '../../catalogue/officialAccount/merchant/category'
import { common } from '../../catalogue/officialAccount/merchant/common'
import { express } from '../../catalogue/officialAccount/merchant/express'
import { goods as rows } from '../../catalogue/officialAccount/merchant/goods'
import { group } from '../../catalogue/officialAccount/merchant/group'
import { order } from '../../catalogue/officialAccount/merchant/order'
import { shelf } from '../../catalogue/officialAccount/merchant/shelf'
import { stock } from '../../catalogue/officialAccount/merchant/stock'
import { ourErrcodes } from '../../errors/errcodes'
import { call, choose, uploading } from '../entry'
import { weChatAPIError } from '../errors'

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

const isDate = (value: unknown): value is Date => Object.prototype.toString.call(value) === '[object Date]'
const seconds = (moment: Date) => Math.round(moment.getTime() / 1000)

type Filter =
  | []
  | [status: number]
  | [beginTime: Date]
  | [status: number, beginTime: Date]
  | [status: number, beginTime: Date, endTime: Date]

/**
 * Programs that catch what is thrown look for these words.
 * @throws WeChatAPIError when a status is no number, or a moment no Date
 */
function refuseWrongFilter(...given: unknown[]): void {
  const [first, ...moments] = given
  const mayBeDate = given.length < 2
  const isStatus = first === undefined || typeof first === 'number' || (mayBeDate && isDate(first))
  if (isStatus && moments.every(moment => moment === undefined || isDate(moment))) return
  const others = given.length === 2 ? ' and second parameter must be Date' : ', the others must be Date'
  const words = mayBeDate ? 'Number or Date' : `Number${others}`
  throw weChatAPIError({
    message: `getOrdersByStatus: first parameter must be ${words}`,
    code: ourErrcodes.invalidParams,
  })
}

/** A status, a beginning, an end, as far as they are given; without an end, until now. */
function filterOf(given: Filter) {
  refuseWrongFilter(...given)
  const [status, begin] = isDate(given[0]) ? [undefined, given[0]] : [given[0], given[1]]
  const end = given.length === 3 ? given[2] : begin && new Date()
  return { status, ...(begin && { begintime: seconds(begin) }), ...(end && { endtime: seconds(end) }) }
}

const addExpressTemplate = call(express.add, 'express', (given: object) => given)

/** 微信小店: orders, postage, pictures */
export const shopOrders = {
  getOrderById: call(order.getById, 'orderId', (orderId: string | number) => ({ order_id: orderId })),
  getOrdersByStatus: {
    ...call(order.getByFilter, '', (...given: Filter) => filterOf(given)),
    refuse: refuseWrongFilter,
  },
  setExpressForOrder: call(
    order.setDelivery,
    'orderId deliveryCompany deliveryTrackNo',
    (
      orderId: string | number,
      deliveryCompany: string,
      deliveryTrackNo: string,
      isOthers?: boolean | number,
    ) => ({
      order_id: orderId,
      delivery_company: deliveryCompany,
      delivery_track_no: deliveryTrackNo,
      ...(isOthers !== undefined && { is_others: isOthers ? 1 : 0 }),
    }),
  ),
  setNoDeliveryForOrder: call(order.setDelivery, 'orderId', (orderId: string | number) => ({
    order_id: orderId,
    need_delivery: 0,
  })),
  closeOrder: call(order.close, 'orderId', (orderId: string | number) => ({ order_id: orderId })),
  addExpressTemplate,
  addExpress: addExpressTemplate,
  deleteExpressTemplate: call(express.del, 'templateId', (templateId: number) => ({
    template_id: templateId,
  })),
  updateExpressTemplate: call(express.update, 'template', (template: object) => template),
  getExpressTemplateById: call(express.getById, 'templateId', (templateId: number) => ({
    template_id: templateId,
  })),
  getAllExpressTemplates: call(express.getAll, '', () => ({})),
  /** The bytes travel bare; WeChat has never asked for their type. */
  uploadPicture: uploading(common.uploadImg, 'filepath', (filepath: string) => ({
    file: filepath,
    part: 'media',
    params: { filename: basename(filepath) },
    contentType: '',
  })),
}

const getAllShelves = call(shelf.getAll, '', () => ({}))

/** 微信小店: groups and shelves */
export const shopShelves = {
  createGoodsGroup: call(group.add, 'groupName', (groupName: string, productList: string[] = []) => ({
    group_detail: { group_name: groupName, product_list: productList },
  })),
  deleteGoodsGroup: call(group.del, 'groupId', (groupId: number) => ({ group_id: groupId })),
  updateGoodsGroup: call(group.propertyMod, 'groupId groupName', (groupId: number, groupName: string) => ({
    group_id: groupId,
    group_name: groupName,
  })),
  updateGoodsForGroup: call(
    group.productMod,
    'groupId addProductList delProductList',
    (groupId: number, addProductList: string[], delProductList: string[]) => ({
      group_id: groupId,
      product: [
        ...addProductList.map(id => ({ product_id: id, mod_action: 1 })),
        ...delProductList.map(id => ({ product_id: id, mod_action: 0 })),
      ],
    }),
  ),
  getAllGroups: call(group.getAll, '', () => ({})),
  getGroupById: call(group.getById, 'groupId', (groupId: number) => ({ group_id: groupId })),
  createShelf: call(shelf.add, 'shelf', (given: object) => given),
  deleteShelf: call(shelf.del, 'shelfId', (shelfId: number) => ({ shelf_id: shelfId })),
  updateShelf: call(shelf.mod, 'shelf', (given: object) => given),
  getAllShelves,
  getAllShelf: getAllShelves,
  getShelfById: call(shelf.getById, 'shelfId', (shelfId: number) => ({ shelf_id: shelfId })),
}
