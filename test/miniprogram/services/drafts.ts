import type { AccountView } from '../../../miniprogram/services/accounts'
import type { OrderDraft } from '../../../miniprogram/services/order-draft'

/** An account that is bound, with two services. */
export const account: AccountView = {
  key: 'YTO|88',
  deliveryId: 'YTO',
  bizId: '88',
  company: '圆通速递',
  alias: '',
  stateText: '绑定成功',
  tone: 'good',
  usable: true,
  bindable: false,
  quota: '55',
  quotaLow: false,
  quotaTime: '',
  refusal: '',
  remark: '',
  services: [
    { serviceType: 0, serviceName: '普通快递' },
    { serviceType: 1, serviceName: '圆准达' },
  ],
  serviceText: '普通快递、圆准达',
}

/** An order that can be sent as it is. */
export const draft: OrderDraft = {
  orderId: 'SO1',
  sent: false,
  accountKey: 'YTO|88',
  serviceType: '1',
  sender: {
    name: '陈掌柜',
    mobile: '13800138000',
    tel: '',
    company: '茶叶店',
    region: ['广东省', '广州市', '海珠区'],
    address: '新港中路 397 号',
  },
  receiver: {
    name: '李四',
    mobile: '',
    tel: '020-83333333',
    company: '',
    region: ['北京市', '北京市', '朝阳区'],
    address: '建国路 1 号',
  },
  rememberReceiver: true,
  cargoName: ' 茶叶 ',
  cargoCount: '2',
  weight: '1.5',
  spaceX: '20',
  spaceY: '15',
  spaceZ: '10.5',
  addSource: '0',
  openid: 'oABC',
  wxAppid: '',
  imageUrl: '',
  pagePath: '',
  insured: false,
  insuredValue: '',
  pickup: false,
  pickupDay: '',
  pickupTime: '',
  tagid: '',
  remark: '',
}
