/** A ticket and the moment it ends. */
export interface Ticket {
  ticket: string
  /** In milliseconds since 1970. */
  expireTime: number
  /** Whether there is a ticket that has not ended. */
  isValid(): boolean
}

const prototype = {
  isValid(this: Ticket): boolean {
    return Boolean(this.ticket) && Date.now() < this.expireTime
  },
}

/** A ticket whose own members are what stores keep. */
export const newTicket = (ticket: string, expireTime: number): Ticket =>
  Object.assign(Object.create(prototype) as Ticket, { ticket, expireTime })

/** A ticket as a store gave it; `undefined` when it is none, or has ended. */
export function usableTicket(kept: unknown): Ticket | undefined {
  const { ticket, expireTime } = (kept ?? {}) as Partial<Ticket>
  const known = newTicket(ticket as string, expireTime as number)
  return typeof ticket === 'string' && known.isValid() ? known : undefined
}
