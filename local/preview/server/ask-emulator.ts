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
  if (!emulator) throw refused(en.notices.noOrder)
  const url = `${emulator}/__emu/payments`
  const orders = (await (await fetch(url)).json()) as (ShownOrder & { prepayId: string })[]
  const order = orders.find(one => one.prepayId === prepayId)
  if (!order) throw refused(en.notices.noOrder)
  if (isPaid === true) await post(url, { prepayId })
  return { body: order.body, totalFee: order.totalFee }
}

/** What a page may get of WeChat for its user: codes that work once, and data that is encrypted for a server. */
const wanted = ['login', 'phoneCode', 'user', 'phone', 'run', 'group']

/**
 * Gets such a thing from the emulator for the user whose phone it is: `{ wants, caller }`.
 * @throws Error with `status` for what is no request of our page, or when there is no emulator
 */
export async function askForUser(
  { emulator, appId }: { emulator: string | undefined; appId: string },
  isUser: (openid: string) => boolean,
  request: IncomingMessage,
): Promise<object> {
  const { wants, caller } = (await readJson(request)) as { wants?: unknown; caller?: unknown }
  if (!emulator) throw refused(en.notices.noUserData)
  if (typeof caller !== 'string' || !isUser(caller)) throw refused(en.server.unknownCaller)
  if (!wanted.includes(String(wants))) throw refused(en.server.notForPages)
  const response = await post(`${emulator}/__emu/users`, { openid: caller, wants, appid: appId })
  return (await response.json()) as object
}

const refused = (why: string) => Object.assign(new Error(why), { status: 400 })

/** @throws Error with `status` and the emulator's words when it refuses */
async function post(url: string, body: object): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!response.ok) throw refused((await response.text()).trim())
  return response
}
