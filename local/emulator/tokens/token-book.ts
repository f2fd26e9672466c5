import { randomBytes } from 'node:crypto'
import { type Clock, minute } from '../state/clock'

/** `stable` and `classic` tokens live side by side and know nothing of each other. */
export type TokenKind = 'stable' | 'classic'

interface Token {
  readonly value: string
  readonly appid: string
  readonly kind: TokenKind
  /** When its time is over. */
  readonly expiresAt: number
  /** When it stops to work: earlier than `expiresAt` once another took its place. */
  diesAt: number
}

/** A token as it is given to somebody who asked. */
export interface Grant {
  token: string
  /** Whole seconds. */
  expiresIn: number
  /** Whether it was made for this very request. */
  isNew: boolean
}

const lifetime = 120 * minute
/** A replaced classic token, and a stable one near its end, work this long beside the new one. */
const overlap = 5 * minute
const forcedRefreshesApart = minute / 2
// More than any test makes on purpose; beyond it the oldest are forgotten.
const mostTokens = 10_000

/** All tokens that the emulator gave, and what became of them. */
export class TokenBook {
  private readonly tokens = new Map<string, Token>()
  private readonly newest = new Map<string, Token>()
  private readonly forcedAt = new Map<string, number>()

  constructor(private readonly clock: Clock) {}

  /** `cgi-bin/token`: always another one; the one before it works five minutes more. */
  giveClassic(appid: string): Grant {
    const now = this.clock.now()
    for (const token of this.tokens.values()) {
      if (token.appid === appid && token.kind === 'classic')
        token.diesAt = Math.min(token.diesAt, now + overlap)
    }
    return this.make(appid, 'classic')
  }

  /**
   * `cgi-bin/stable_token`: the same one until its last five minutes, then another while it lives on. Forced: the one
   * in use dies at once, but two forced refreshes must be 30 seconds apart, or the second does nothing.
   */
  giveStable(appid: string, isForced: boolean): Grant {
    const now = this.clock.now()
    const current = this.newest.get(`stable ${appid}`)
    const forcedAt = this.forcedAt.get(appid)
    const mayForce = forcedAt === undefined || now - forcedAt >= forcedRefreshesApart
    if (isForced && mayForce) {
      this.forcedAt.set(appid, now)
      for (const token of this.tokens.values()) {
        if (token.appid === appid && token.kind === 'stable') token.diesAt = Math.min(token.diesAt, now)
      }
      return this.make(appid, 'stable')
    }
    if (!current || current.diesAt - now < overlap) return this.make(appid, 'stable')
    return { token: current.value, expiresIn: Math.floor((current.expiresAt - now) / 1000), isNew: false }
  }

  /** Whose token it is, or the errcode with which WeChat refuses it. */
  check(value: string): { appid: string } | { errcode: 40001 | 42001 } {
    const token = this.tokens.get(value)
    const now = this.clock.now()
    if (!token || (now >= token.diesAt && token.diesAt < token.expiresAt)) return { errcode: 40001 }
    return now >= token.expiresAt ? { errcode: 42001 } : { appid: token.appid }
  }

  private make(appid: string, kind: TokenKind): Grant {
    const expiresAt = this.clock.now() + lifetime
    const token: Token = {
      // As long and random as WeChat's, but nobody can take it for one.
      value: `EMU_${randomBytes(99).toString('base64url')}`,
      appid,
      kind,
      expiresAt,
      diesAt: expiresAt,
    }
    this.tokens.set(token.value, token)
    this.newest.set(`${kind} ${appid}`, token)
    if (this.tokens.size > mostTokens) this.tokens.delete(this.tokens.keys().next().value!)
    return { token: token.value, expiresIn: lifetime / 1000, isNew: true }
  }
}
