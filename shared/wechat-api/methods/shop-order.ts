import { basename } from 'node:path'
import { common } from '../../catalogue/officialAccount/merchant/common'
import { express } from '../../catalogue/officialAccount/merchant/express'
import { order } from '../../catalogue/officialAccount/merchant/order'
import { ourErrcodes } from '../../errors/errcodes'
import { call, uploading } from '../define'
import { weChatAPIError } from '../errors'

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
