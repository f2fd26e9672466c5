import { randomBytes } from 'node:crypto'
import { minuteMs } from '../../../shared/errors/time'
import { type Clock, dayOf } from '../state/clock'

/** `stable` and `classic` tokens live side by side and know nothing of each other. */
export type TokenKind = 'stable' | 'classic'

/** The errcodes with which WeChat refuses a token. */
export type TokenErrcode = 40001 | 40014 | 42001

interface Token {
  readonly value: string
  readonly appid: string
  readonly kind: TokenKind
  /** When it expires. */
  readonly expiresAt: number
  /** When it stops working: before `expiresAt` once another has replaced it. */
  diesAt: number
  /** The errcode of a request with it, after it was revoked. */
  revokedAs?: TokenErrcode
}

/** A token as it is issued. */
export interface Grant {
  token: string
  /** Whole seconds. */
  expiresIn: number
  /** Whether it was made for this request. */
  isNew: boolean
}

/** Which tokens are meant; a member that is omitted matches all. */
export interface TokenChoice {
  readonly token?: string
  readonly appid?: string
  readonly kind?: TokenKind
}

const lifetime = 120 * minuteMs
/** A replaced classic token, and a stable one that is about to expire, stay valid this long beside the new one. */
const overlap = 5 * minuteMs
const forcedRefreshesApart = minuteMs / 2
const forcedRefreshesPerDay = 20
// More than any test makes on purpose; beyond it the oldest are dropped.
const mostTokens = 10_000

/** All tokens that the emulator issued, and their state. */
export class TokenBook {
  private readonly tokens = new Map<string, Token>()
  private readonly newest = new Map<string, Token>()
  private readonly forced = new Map<string, { at: number; day: number; count: number }>()

  constructor(
    private readonly clock: Clock,
    public policy: TokenPolicy = 'stable',
  ) {}

  /** `cgi-bin/token`: always another one; what becomes of those before it is the policy's. */
  giveClassic(appid: string): Grant {
    this.replace(appid, 'classic', sparedByClassic[this.policy])
    return this.make(appid, 'classic')
  }

  /**
   * `cgi-bin/stable_token`: the same one until its last five minutes, then another while it lives on. Forced: another
   * at once, but two forced refreshes must be 30 seconds apart, or the second does nothing.
   * @returns undefined when the forced refreshes of the day are used up
   */
  giveStable(appid: string, isForced: boolean): Grant | undefined {
    const now = this.clock.now()
    if (isForced) {
      const may = this.mayForce(appid, now)
      if (may === 'used up') return undefined
      if (may === 'yes') {
        this.replace(appid, 'stable', sparedByForce[this.policy])
        return this.make(appid, 'stable')
      }
    }
    const current = this.newest.get(`stable ${appid}`)
    if (!current || current.diesAt - now < overlap) return this.make(appid, 'stable')
    return { token: current.value, expiresIn: Math.floor((current.expiresAt - now) / 1000), isNew: false }
  }

  /** Whose token it is, or the errcode with which WeChat refuses it. */
  check(value: string): { appid: string } | { errcode: TokenErrcode } {
    const token = this.tokens.get(value)
    const now = this.clock.now()
    if (token?.revokedAs) return { errcode: token.revokedAs }
    if (!token || (now >= token.diesAt && token.diesAt < token.expiresAt)) return { errcode: 40001 }
    return now >= token.expiresAt ? { errcode: 42001 } : { appid: token.appid }
  }

  /** Revokes tokens, as another system or the console does; returns how many. */
  revoke({ token: value, appid, kind }: TokenChoice, errcode: TokenErrcode): number {
    let count = 0
    const now = this.clock.now()
    for (const token of this.tokens.values()) {
      const isMeant =
        (value === undefined || token.value === value) &&
        (appid === undefined || token.appid === appid) &&
        (kind === undefined || token.kind === kind)
      if (!isMeant || token.revokedAs || now >= token.diesAt) continue
      token.diesAt = now
      token.revokedAs = errcode
      count += 1
    }
    return count
  }

  private mayForce(appid: string, now: number): 'yes' | 'too soon' | 'used up' {
    const before = this.forced.get(appid)
    const day = dayOf(now)
    const count = before?.day === day ? before.count : 0
    if (before && Math.abs(now - before.at) < forcedRefreshesApart) return 'too soon'
    if (count >= forcedRefreshesPerDay) return 'used up'
    this.forced.set(appid, { at: now, day, count: count + 1 })
    return 'yes'
  }

  private replace(appid: string, kind: TokenKind, spared: Spared): void {
    const now = this.clock.now()
    const newest = this.newest.get(`${kind} ${appid}`)
    for (const token of this.tokens.values()) {
      if (token.appid !== appid || token.kind !== kind) continue
      const isSpared = spared === 'all' || (spared === 'newest' && token === newest)
      token.diesAt = Math.min(token.diesAt, isSpared ? now + overlap : now)
    }
  }

  private make(appid: string, kind: TokenKind): Grant {
    const expiresAt = this.clock.now() + lifetime
    const token: Token = {
      // As long and random as WeChat's, but not to be mistaken for one.
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

/**
 * What a new token does to those before it. `stable` is the platform as documented: of `cgi-bin/token`, all older
 * tokens stay valid five more minutes; a forced refresh of `stable_token` revokes them at once. The others are the readings that
 * were seen or are disputed:
 * - `classic-strict`: an older token is revoked at once
 * - `classic-overlap-last`: the newest before it works five minutes more, those before that die at once; so it is after
 *   a forced refresh
 * - `classic-overlap-5min`: all work five minutes more; so it is after a forced refresh
 */
export type TokenPolicy = (typeof tokenPolicies)[number]

export const tokenPolicies = [
  'stable',
  'classic-strict',
  'classic-overlap-last',
  'classic-overlap-5min',
] as const

export const isTokenPolicy = (value: unknown): value is TokenPolicy =>
  tokenPolicies.includes(value as TokenPolicy)

/** Which older tokens get the overlap, when another takes their place: all, the newest of them, or none. */
type Spared = 'all' | 'newest' | 'none'

/** After a fetch from `cgi-bin/token`. */
const sparedByClassic: { readonly [P in TokenPolicy]: Spared } = {
  stable: 'all',
  'classic-strict': 'none',
  'classic-overlap-last': 'newest',
  'classic-overlap-5min': 'all',
}

/** After a forced refresh of `stable_token`. */
const sparedByForce: { readonly [P in TokenPolicy]: Spared } = {
  stable: 'none',
  'classic-strict': 'none',
  'classic-overlap-last': 'newest',
  'classic-overlap-5min': 'all',
}
