import { waitFor } from '../auth/wait'
import { ticket as ticketRows } from '../catalogue/officialAccount/ticket'
import type { Deadline } from '../client/wire-client'
import type { Answered } from './answer'
import { callHook, callMember, type Hook } from './call-hook'
import { call } from './define'
import type { Instance } from './instance'
import type { AnyEntry } from './perform'
import { perform } from './perform'
import { newTicket, type Ticket, usableTicket } from './ticket'
import { endOf } from './tokens'

const row = call(ticketRows.getTicket, 'type', (type: string) => ({ type })) as unknown as AnyEntry

/** Fetches a ticket and saves it. */
export async function fetchTicket(api: Instance, type: string, deadline: Deadline): Promise<Answered> {
  const { data, res } = await perform(api, 'getTicket', row, [type], deadline)
  const { ticket, expires_in: expiresIn } = data as { ticket: string; expires_in: unknown }
  const fresh = newTicket(ticket, endOf(expiresIn))
  await callHook(api, api.saveTicketToken as Hook, [type, fresh], { method: 'getTicket', deadline })
  return { data: fresh, res }
}

const fetching = new WeakMap<object, Map<string, Promise<Ticket>>>()

/** A ticket from the store if it is good, else a fresh one; who asks meanwhile waits for the same. */
export async function latestTicket(api: Instance, type: string, deadline: Deadline): Promise<Ticket> {
  const waiting = { method: 'getTicket', deadline }
  const kept = await callHook(api, api.getTicketToken as Hook, [type], waiting)
  const usable = usableTicket(kept)
  if (usable) return usable
  let underWay = fetching.get(api)
  if (!underWay) {
    underWay = new Map()
    fetching.set(api, underWay)
  }
  let fresh = underWay.get(type)
  if (!fresh) {
    fresh = callMember(api, 'getTicket', [type])
      .then(({ data }) => data as Ticket)
      .finally(() => underWay.delete(type))
    underWay.set(type, fresh)
  }
  return waitFor(fresh, waiting)
}
