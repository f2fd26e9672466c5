import type { IncomingMessage } from 'node:http'
import { en } from '../texts/en'
import { readJson } from './call-function'

/** An order of `cloudPay`, as far as the phone shows it. */
export interface ShownOrder {
  readonly body: string
  /** In fen. */
  readonly totalFee: number
}

/**
 * Looks an order up at the emulator, or pays it there: `{ prepayId, isPaid }`.
 * @throws Error with `status` and a sentence that says why it cannot be paid
 */
export async function payOrder(emulator: string | undefined, request: IncomingMessage): Promise<ShownOrder> {
  const { prepayId, isPaid } = (await readJson(request)) as { prepayId?: unknown; isPaid?: unknown }
  const refused = (why: string) => Object.assign(new Error(why), { status: 400 })
  if (!emulator) throw refused(en.notices.noOrder)
  const url = `${emulator}/__emu/payments`
  const orders = (await (await fetch(url)).json()) as (ShownOrder & { prepayId: string })[]
  const order = orders.find(one => one.prepayId === prepayId)
  if (!order) throw refused(en.notices.noOrder)
  if (isPaid === true) {
    const body = JSON.stringify({ prepayId })
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    })
    if (!response.ok) throw refused((await response.text()).trim())
  }
  return { body: order.body, totalFee: order.totalFee }
}
