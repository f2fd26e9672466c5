import { notifyPaid } from '../gateway/pay/notify'
import { isMembers } from '../platform/members'
import type { ControlAnswer, ControlCall } from './control-call'

/**
 * Does with an order what its user would: `{ prepayId }` pays it and calls the function that the order names, and
 * `{ prepayId, again: true }` calls that function once more.
 */
async function pay({ given, serving }: ControlCall): Promise<ControlAnswer> {
  const { prepayId, again, ...unknown } = isMembers(given) ? given : {}
  const isValid = typeof prepayId === 'string' && (again === undefined || again === true)
  if (!isValid || Object.keys(unknown).length > 0) {
    return {
      problem: 'Send { "prepayId": … } to pay an order, with "again": true to call its function again.',
    }
  }
  const { world } = serving
  const { payments } = world
  const found = payments.list().find(one => one.prepayId === prepayId)
  try {
    if (again && found?.paidAt === undefined) return { problem: 'The order was not paid.' }
    const payment = again ? found! : payments.pay(prepayId)
    await notifyPaid(payment, serving, world)
    return { json: payment }
  } catch (error) {
    return { problem: `${(error as Error).message}.` }
  }
}

/** What shows and pays the orders of `cloudPay`. */
export const paymentRoutes = {
  '/__emu/payments': {
    GET: ({ serving }: ControlCall) => ({ json: serving.world.payments.list() }),
    POST: pay,
  },
}
