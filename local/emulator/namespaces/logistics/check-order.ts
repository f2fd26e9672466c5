import { Refusal } from '../../platform/refusal'
import { isOpenid } from './openids'
import type { Account, Contact } from './shop'

/** An order as it is asked for, as far as the emulator looks at it. */
export interface Order {
  order_id: string
  openid?: string
  delivery_id: string
  biz_id: string
  custom_remark?: string
  add_source: 0 | 2
  wx_appid?: string
  sender: Contact
  receiver: Contact
  cargo: { count: number; weight: number; detail_list: { name: string; count: number }[] }
  shop: { goods_count?: number }
  service: { service_type: number; service_name: string }
}

// WeChat documents both lengths.
const longestOrderId = 512
const longestRemark = 1_024

/**
 * Holds an order against its account and against WeChat's own rules.
 * @throws Refusal with the errcode of the first rule that it breaks
 */
export function checkOrder(order: Order, account: Account): void {
  if (order.order_id === '') throw wrong('order_id is empty')
  if (Buffer.byteLength(order.order_id) > longestOrderId) throw tooLong('order_id')
  if (Buffer.byteLength(order.custom_remark ?? '') > longestRemark) throw tooLong('custom_remark')
  checkService(order, account)
  checkUser(order)
  checkContact(order.sender, 'sender')
  checkContact(order.receiver, 'receiver')
  checkCargo(order)
  if ((order.shop.goods_count ?? 1) < 1)
    throw new Refusal(9300534, 'shop.goods_count must be at least 1', 'shop is wrong')
}

function checkService({ service }: Order, account: Account): void {
  const known = account.service_type.find(({ service_type }) => service_type === service.service_type)
  if (!known) throw new Refusal(9300510, undefined, 'service_type is wrong')
  if (known.service_name !== service.service_name) {
    throw new Refusal(9300510, `service_name must be ${known.service_name}`, 'service_type is wrong')
  }
}

function checkUser({ add_source, openid, wx_appid }: Order): void {
  if (add_source === 2) {
    if (!wx_appid || !/^wx[\w-]{6,}$/.test(wx_appid))
      throw new Refusal(9300536, undefined, 'wx_appid is wrong')
  } else if (!openid || !isOpenid(openid)) throw new Refusal(930559, undefined, 'invalid openid')
}

function checkContact({ tel, mobile }: Contact, who: string): void {
  if (!tel && !mobile) throw wrong(`${who} has neither tel nor mobile`)
}

function checkCargo({ cargo }: Order): void {
  if (cargo.count < 1) throw wrong('cargo.count must be at least 1')
  if (cargo.weight <= 0) throw wrong('cargo.weight must be above 0')
  if (cargo.detail_list.length === 0) throw wrong('cargo.detail_list is empty')
}

const wrong = (hint: string) => new Refusal(930561, hint, 'invalid args')
const tooLong = (field: string) => new Refusal(9300526, `${field} is too long`, 'field is too long')
