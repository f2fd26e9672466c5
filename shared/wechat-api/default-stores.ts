import type { AccessToken } from './access-token'
import type { Instance, Kept } from './instance'
import type { Ticket } from './ticket'

type Done = (error: unknown, value?: unknown) => void

let isTold = false

/** Says once a process that memory is a poor store where several processes share an account. */
function warnInProduction(): void {
  if (process.env.NODE_ENV !== 'production' || isTold) return
  isTold = true
  console.warn(
    'wechat-api: tokens are kept in the memory of this process; give getToken and saveToken to share them',
  )
}

export function getTokenFromMemory(this: Instance, callback: Done): void {
  callback(null, this.store)
}

export function saveTokenInMemory(this: Instance, token: Kept<AccessToken>, callback: Done): void {
  this.store = token
  warnInProduction()
  callback(null)
}

/** The first argument may be left out: then it is `jsapi`. */
export function getTicketFromMemory(this: Instance, type: string | Done, callback?: Done): void {
  if (typeof type === 'function') type(null, this.ticketStore.jsapi)
  else callback!(null, this.ticketStore[type])
}

export function saveTicketInMemory(
  this: Instance,
  type: string | Kept<Ticket>,
  ticket: Kept<Ticket> | Done,
  callback?: Done,
): void {
  if (typeof ticket === 'function') this.ticketStore.jsapi = type as Kept<Ticket>
  else this.ticketStore[type as string] = ticket
  warnInProduction()
  const done = typeof ticket === 'function' ? ticket : callback!
  done(null)
}
