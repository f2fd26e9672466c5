import { Refusal } from '../../platform/refusal'
import { type Clock, hour } from '../../state/clock'
import { sandbox } from './carriers'
import type { Shop, Trace, Waybill } from './shop'

/** What happens to a parcel by itself, in milliseconds after the order was made. */
export const journey: readonly { after: number; type: number; says: string }[] = [
  { after: hour, type: 100001, says: '快递员已揽件' },
  { after: 3 * hour, type: 200001, says: '快件已发往目的地' },
  { after: 24 * hour, type: 300002, says: '快递员正在派送' },
  { after: 26 * hour, type: 300003, says: '快件已签收' },
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
