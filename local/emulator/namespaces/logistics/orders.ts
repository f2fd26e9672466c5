import { randomBytes } from 'node:crypto'
import { isOpenid } from '../../accounts/account'
import { Refusal } from '../../platform/refusal'
import type { Clock } from '../../state/clock'
import { type Call, type Handlers, handle } from '../handler'
import { boundAccount } from './accounts'
import { type Carrier, carrierOf } from './carriers'
import {
  type Account,
  type Contact,
  type Shop,
  type Shops,
  traceOf,
  type Waybill,
  waybillOfOrder,
} from './shop'

interface OrderRef {
  order_id: string
  delivery_id: string
  waybill_id?: string
}

/** Making, reading and cancelling orders. */
export function orderHandlers(shops: Shops): Handlers {
  const { clock } = shops.world
  return {
    'logistics.addOrder': handle<Order>((order, call) => addOrder(shops, order, call)),
    'logistics.getOrder': handle<OrderRef>((ref, call) => shown(waybillOfOrder(shops.of(call.appid), ref))),
    'logistics.batchGetOrder': handle<{ order_list: OrderRef[] }>(({ order_list }, call) => ({
      order_list: order_list.map(ref => shownOrRefused(shops.of(call.appid), ref)),
    })),
    'logistics.cancelOrder': handle<OrderRef>((ref, call) =>
      cancelOrder(shops.of(call.appid), ref, clock, call),
    ),
    'logistics.getPath': handle<OrderRef & { openid?: string }>(
      ({ delivery_id, waybill_id, openid }, call) => {
        carrierOf(delivery_id)
        const waybill = [...shops.of(call.appid).waybills.values()].find(
          one => one.waybill_id === waybill_id && one.delivery_id === delivery_id,
        )
        if (!waybill) throw new Refusal(40199)
        const path_item_list = traceOf(waybill, clock)
        return {
          openid: openid ?? waybill.openid,
          delivery_id,
          waybill_id,
          path_item_num: path_item_list.length,
          path_item_list,
        }
      },
    ),
  }
}

function addOrder(shops: Shops, order: Order, call: Call) {
  const shop = shops.of(call.appid)
  const { clock } = shops.world
  const carrier = carrierOf(order.delivery_id)
  const account = boundAccount(shop, order.delivery_id, order.biz_id, clock)
  checkOrder(order, account)
  const earlier = shop.waybills.get(order.order_id)
  // The id of a cancelled order cannot be used again; one in force says that it was sent twice.
  if (earlier?.isCancelled) throw new Refusal(9300508, undefined, 'order_id has been used')
  if (earlier) throw new Refusal(9300522, undefined, 'repeated order_id')
  if (carrier.hasQuota) takeQuota(account, clock)
  const waybill = makeWaybill(shops.nextNumber(), order, carrier, clock.now())
  shop.waybills.set(order.order_id, waybill)
  const { order_id, waybill_id, delivery_id, biz_id, waybill_data } = waybill
  call.did('order created', { order_id, waybill_id, delivery_id, biz_id, carrier_token: waybill.token })
  return { order_id, waybill_id, delivery_resultcode: 0, delivery_resultmsg: 'ok', waybill_data }
}

function takeQuota(account: Account, clock: Clock): void {
  if (account.quota_num <= 0) throw new Refusal(930564, undefined, 'quota is used up')
  account.quota_num -= 1
  account.quota_update_time = clock.seconds()
}

function makeWaybill(count: number, order: Order, carrier: Carrier, madeAt: number): Waybill {
  const { order_id, delivery_id, biz_id, openid = '', sender, receiver } = order
  const number = String(count).padStart(9, '0')
  return {
    order_id,
    waybill_id: `${delivery_id}4310${number}`,
    delivery_id,
    biz_id,
    openid,
    sender,
    receiver,
    waybill_data: [
      { key: `${carrier.delivery_id}_mark`, value: `310-${number.slice(-3)} 06` },
      { key: `${carrier.delivery_id}_bagAddr`, value: receiver.city ?? '' },
    ],
    isCancelled: false,
    madeAt,
    token: `EMUCARRIER${randomBytes(12).toString('hex')}`,
    reports: [],
  }
}

function cancelOrder(shop: Shop, ref: OrderRef, clock: Clock, call: Call) {
  const carrier = carrierOf(ref.delivery_id)
  const waybill = waybillOfOrder(shop, ref)
  if (waybill.isCancelled) throw new Refusal(9300524, undefined, 'order has been cancelled')
  if (traceOf(waybill, clock).length > 0)
    throw new Refusal(9300506, undefined, 'waybill has path, can not cancel')
  waybill.isCancelled = true
  const account = shop.accounts.find(
    one => one.biz_id === waybill.biz_id && one.delivery_id === waybill.delivery_id,
  )
  // A prepaid waybill that was not used comes back.
  if (account && carrier.hasQuota) account.quota_num += 1
  call.did('order cancelled', { order_id: waybill.order_id, waybill_id: waybill.waybill_id })
  return { delivery_resultcode: 0, delivery_resultmsg: 'ok' }
}

function shown({ order_id, delivery_id, waybill_id, waybill_data, isCancelled, receiver }: Waybill) {
  const html = `<html><body><h1>${delivery_id} ${waybill_id}</h1><p>${escapeHtml(receiver.name ?? '')}</p></body></html>`
  return {
    print_html: Buffer.from(html, 'utf8').toString('base64'),
    waybill_data,
    order_id,
    delivery_id,
    waybill_id,
    order_status: isCancelled ? 1 : 0,
  }
}

/** One order of a batch: what is wrong with it does not spoil the others. */
function shownOrRefused(shop: Shop, ref: OrderRef) {
  try {
    return { errcode: 0, errmsg: 'ok', ...shown(waybillOfOrder(shop, ref)) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const { order_id, delivery_id, waybill_id = '' } = ref
    const empty = { print_html: '', waybill_data: [], order_id, delivery_id, waybill_id, order_status: 0 }
    return { errcode: error.errcode, errmsg: error.errmsg(), ...empty }
  }
}

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}
const escapeHtml = (text: string) => text.replace(/[&<>"]/g, character => entities[character]!)

/** An order as it is asked for, as far as the emulator looks at it. */
interface Order {
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
function checkOrder(order: Order, account: Account): void {
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
