/** A token and its expiry. Users' own stores may return plain objects with the same two members. */
export interface AccessToken {
  accessToken: string
  /** In milliseconds since 1970. */
  expireTime: number
  /** Whether there is a token that has not expired. */
  isValid(): boolean
}

interface AccessTokenConstructor {
  new (accessToken: string, expireTime: number): AccessToken
  (accessToken: string, expireTime: number): AccessToken
}

// A plain function, because it was always callable without `new`.
function Token(this: AccessToken | undefined, accessToken: string, expireTime: number): AccessToken {
  const token = this instanceof Token ? this : (Object.create(Token.prototype) as AccessToken)
  token.accessToken = accessToken
  token.expireTime = expireTime
  return token
}

Object.defineProperty(Token, 'name', { value: 'AccessToken' })
Token.prototype.isValid = function (this: AccessToken): boolean {
  return Boolean(this.accessToken) && Date.now() < this.expireTime
}

export const AccessToken = Token as unknown as AccessTokenConstructor

/** A token from a user's store; `undefined` if it is not a token, or has expired. */
export function usable(kept: unknown): AccessToken | undefined {
  const { accessToken, expireTime } = (kept ?? {}) as Partial<AccessToken>
  const token = AccessToken(accessToken as string, expireTime as number)
  return typeof accessToken === 'string' && token.isValid() ? token : undefined
}

/** A ticket and its expiry. */
export interface Ticket {
  ticket: string
  /** In milliseconds since 1970. */
  expireTime: number
  /** Whether there is a ticket that has not expired. */
  isValid(): boolean
}

const prototype = {
  isValid(this: Ticket): boolean {
    return Boolean(this.ticket) && Date.now() < this.expireTime
  },
}

/** A ticket; its own members are what stores keep. */
export const newTicket = (ticket: string, expireTime: number): Ticket =>
  Object.assign(Object.create(prototype) as Ticket, { ticket, expireTime })

/** A ticket from a store; `undefined` if it is not a ticket, or has expired. */
export function usableTicket(kept: unknown): Ticket | undefined {
  const { ticket, expireTime } = (kept ?? {}) as Partial<Ticket>
  const known = newTicket(ticket as string, expireTime as number)
  return typeof ticket === 'string' && known.isValid() ? known : undefined
}
