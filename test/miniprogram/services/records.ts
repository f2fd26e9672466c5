import type { OrderRecord } from '../../../miniprogram/services/order-book'

/** An order that was made. */
export const record: OrderRecord = {
  orderId: 'SO1',
  state: 'made',
  deliveryId: 'YTO',
  bizId: '88',
  company: '圆通速递',
  waybillId: 'YT1',
  openid: 'oABC',
  goods: '茶叶',
  receiverName: '李四',
  receiverPhone: '13900139000',
  receiverAddress: '北京市朝阳区建国路 1 号',
  sentAt: new Date(2026, 0, 31, 9, 5).getTime(),
}
