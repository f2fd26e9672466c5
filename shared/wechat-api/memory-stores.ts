import type { Instance, Kept } from './instance'
import type { AccessToken, Ticket } from './token-and-ticket'

type Done = (error: unknown, value?: unknown) => void

let isTold = false

/** Warns once per process that memory does not suit several processes with one account. */
function warnInProduction(): void {
  if (process.env.NODE_ENV !== 'production' || isTold) return
  isTold = true
  console.warn(
    'wechat-api: tokens are kept in the memory of this process; give getToken and saveToken to share them',
  )
}

/** Calls back, or returns a promise without a callback: programs of either style call the stores themselves. */
function give(value: unknown, callback: unknown): Promise<unknown> | undefined {
  if (typeof callback !== 'function') return Promise.resolve(value)
  callback(null, value)
  return undefined
}

export function getTokenFromMemory(this: Instance, callback?: Done) {
  return give(this.store, callback)
}

export function saveTokenInMemory(this: Instance, token: Kept<AccessToken>, callback?: Done) {
  this.store = token
  warnInProduction()
  return give(undefined, callback)
}

/** The first argument is optional; default: `jsapi`. */
export function getTicketFromMemory(this: Instance, type?: string | Done, callback?: Done) {
  return typeof type === 'function'
    ? give(this.ticketStore.jsapi, type)
    : give(this.ticketStore[type ?? 'jsapi'], callback)
}

export function saveTicketInMemory(
  this: Instance,
  type: string | Kept<Ticket>,
  ticket?: Kept<Ticket> | Done,
  callback?: Done,
) {
  warnInProduction()
  if (typeof type === 'string') {
    this.ticketStore[type] = ticket as Kept<Ticket>
    return give(undefined, callback)
  }
  this.ticketStore.jsapi = type
  return give(undefined, ticket)
}
