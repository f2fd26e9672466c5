import { hourMs } from '../../../../shared/errors/time'
import { Refusal } from '../../platform/refusal'
import type { Clock } from '../../state/clock'
import type { World } from '../../state/world'
import { carrierOf, type Service, sandbox } from './carriers'

/** 0: bound, 1: under review, 2: refused, 3: unbound. */
type Status = 0 | 1 | 2 | 3

/** An account with a carrier, as WeChat lists it. */
export interface Account {
  biz_id: string
  delivery_id: string
  create_time: number
  update_time: number
  status_code: Status
  alias: string
  remark_wrong_msg: string
  remark_content: string
  quota_num: number
  quota_update_time: number
  service_type: Service[]
  /** A review under way: when it ends, and how. */
  review?: { endsAt: number; accepts: boolean }
}

/** A sender or receiver. */
export interface Contact {
  name?: string
  tel?: string
  mobile?: string
  province?: string
  city?: string
  area?: string
  address?: string
}

/** Something that happened to a parcel. */
export interface Trace {
  action_time: number
  action_type: number
  action_msg: string
}

/** A waybill, as the emulator keeps it. */
export interface Waybill {
  order_id: string
  waybill_id: string
  delivery_id: string
  biz_id: string
  openid: string
  sender: Contact
  receiver: Contact
  waybill_data: { key: string; value: string }[]
  isCancelled: boolean
  /** Emulator time in milliseconds. */
  madeAt: number
  /** Proves, in calls of the carrier, that the waybill is the carrier's. */
  token: string
  /** What carrier or sandbox reported by a call. From the first report on, nothing happens by itself. */
  reports: Trace[]
}

/** What logistics remembers of one mini program. */
export interface Shop {
  readonly appid: string
  readonly accounts: Account[]
  /** Tag ids by openid of the printer. */
  readonly printers: Map<string, string[]>
  /** By order id. */
  readonly waybills: Map<string, Waybill>
}

/** The shops of all accounts of one emulator. */
export interface Shops {
  readonly world: World
  of(appid: string): Shop
  all(): readonly Shop[]
  /** Numbers waybills, over all shops. */
  nextNumber(): number
}

/** Opens a shop with the demo data for every account; one that comes later gets its own when it first calls. */
export function openShops(world: World): Shops {
  const shops = new Map<string, Shop>()
  const open = (appid: string): Shop => {
    const shop = { appid, accounts: [demoAccount()], printers: new Map(), waybills: new Map() }
    shops.set(appid, shop)
    return shop
  }
  for (const { appid } of world.accounts) open(appid)
  let number = 0
  return {
    world,
    of: appid => shops.get(appid) ?? open(appid),
    all: () => [...shops.values()],
    nextNumber: () => {
      number += 1
      return number
    },
  }
}

/** The account with which every shop starts: bound long ago, 55 waybills left. */
const demoAccount = (): Account => ({
  biz_id: '123456789',
  delivery_id: 'YUNDA',
  create_time: 1555482786,
  update_time: 1556594799,
  status_code: 0,
  alias: '',
  remark_wrong_msg: '',
  remark_content: '',
  quota_num: 55,
  quota_update_time: 1556594799,
  service_type: carrierOf('YUNDA').service_type,
})

/** What happens to a parcel by itself, in milliseconds after the order was made. */
export const journey: readonly { after: number; type: number; says: string }[] = [
  { after: hourMs, type: 100001, says: '快递员已揽件' },
  { after: 3 * hourMs, type: 200001, says: '快件已发往目的地' },
  { after: 24 * hourMs, type: 300002, says: '快递员正在派送' },
  { after: 26 * hourMs, type: 300003, says: '快件已签收' },
]

/** The trace of a parcel up to now, oldest first. */
export function traceOf(waybill: Waybill, clock: Clock): Trace[] {
  const firstReport = waybill.reports[0]?.action_time ?? Number.POSITIVE_INFINITY
  const byItself = waybill.isCancelled || waybill.delivery_id === sandbox.delivery_id ? [] : journey
  const grown = byItself
    .filter(({ after }) => waybill.madeAt + after <= clock.now())
    .map(({ after, type, says }) => ({
      action_time: Math.floor((waybill.madeAt + after) / 1000),
      action_type: type,
      action_msg: says,
    }))
    .filter(({ action_time }) => action_time < firstReport)
  return [...grown, ...waybill.reports]
}

/** Adds a report of carrier or sandbox. */
export function report(waybill: Waybill, { action_time, action_type, action_msg }: Trace): void {
  waybill.reports.push({ action_time, action_type, action_msg })
  waybill.reports.sort((a, b) => a.action_time - b.action_time)
}

/**
 * The waybill of an order.
 * @throws Refusal 930563 when there is no such order, 40199 when its waybill is another
 */
export function waybillOfOrder(
  shop: Shop,
  { order_id, delivery_id, waybill_id }: { order_id: string; delivery_id: string; waybill_id?: string },
): Waybill {
  const waybill = shop.waybills.get(order_id)
  if (waybill?.delivery_id !== delivery_id) throw new Refusal(930563, undefined, 'order not exist')
  if (waybill_id && waybill.waybill_id !== waybill_id) throw new Refusal(40199)
  return waybill
}
