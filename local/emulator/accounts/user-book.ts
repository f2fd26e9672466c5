import { createCipheriv, createHash, randomBytes, randomInt } from 'node:crypto'
import { minuteMs } from '../../../shared/errors/time'
import { type OpenDataKind, openDataOf } from '../../functions/cloud-event'
import { Refusal } from '../platform/refusal'
import { type Account, demoOpenids, isOpenid, sessionKeyOf } from './account'

/** What a code is for: signing in, or the phone number of a user. */
type CodeKind = 'login' | 'phone'

interface Code {
  readonly kind: CodeKind
  readonly openid: string
  readonly expiresAt: number
  isUsed: boolean
}

const codeLifeMs = 5 * minuteMs
const mostCodes = 10_000
const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
/** WeChat's codes have this length. */
const codeLength = 32

/** The codes that the pages of users were given, and the accounts that users signed in to. */
export class UserBook {
  readonly #codes = new Map<string, Code>()
  readonly #appids = new Map<string, string>()

  constructor(private readonly now: () => number) {}

  /** A code that works once, for five minutes. */
  give(kind: CodeKind, openid: string): string {
    const code = Array.from({ length: codeLength }, () => letters[randomInt(letters.length)]).join('')
    this.#codes.set(code, { kind, openid, expiresAt: this.now() + codeLifeMs, isUsed: false })
    if (this.#codes.size > mostCodes) this.#codes.delete(this.#codes.keys().next().value!)
    return code
  }

  /**
   * Uses a code up. Beside those that were given, what people type signs in: the openid of a user that user, and
   * `demo-…` the first of the openids that look like WeChat's.
   * @returns the user; undefined when the code was used
   * @throws Refusal when it is no code of this kind, or is too old
   */
  take(kind: CodeKind, code: string): string | undefined {
    if (isOpenid(code)) return code
    if (code.startsWith('demo-')) return demoOpenids[1]!
    const found = this.#codes.get(code)
    if (!found || found.kind !== kind || found.expiresAt <= this.now()) throw new Refusal(40029)
    if (found.isUsed) return undefined
    found.isUsed = true
    return found.openid
  }

  /** From now on what is sealed for the user is for this account. */
  signIn(openid: string, { appid }: Account): void {
    this.#appids.set(openid, appid)
  }

  appidOf(openid: string): string | undefined {
    return this.#appids.get(openid)
  }
}

/** Open data as a page of the user gets it; it never sees the session_key. */
export interface SealedData {
  cloudID: string
  encryptedData: string
  iv: string
  /** Of a profile: its text, and the signature of it. */
  rawData?: string
  signature?: string
}

interface Wanted {
  readonly openid: string
  /** What the watermark says. */
  readonly appid: string
  readonly now: number
}

/**
 * Encrypts open data with the session_key of the user.
 * @throws Error when that is not a key
 */
export function sealData(kind: OpenDataKind, account: Account, { openid, appid, now }: Wanted): SealedData {
  const sessionKey = sessionKeyOf(account, openid)
  const key = Buffer.from(sessionKey, 'base64')
  if (key.length !== 16) throw new Error('the session_key of the user is not 16 bytes in base64')
  const data = openDataOf(kind, { appid, openid, now })
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-128-cbc', key, iv)
  const encryptedData = cipher.update(JSON.stringify(data), 'utf8', 'base64') + cipher.final('base64')
  // Hexadecimal digits spell none of the other words.
  const cloudID = `49_${kind}_${randomBytes(24).toString('hex')}`
  const sealed = { cloudID, encryptedData, iv: iv.toString('base64') }
  if (kind !== 'user') return sealed
  const { openId: _, watermark: __, ...profile } = data as Record<string, unknown>
  const rawData = JSON.stringify(profile)
  return {
    ...sealed,
    rawData,
    signature: createHash('sha1')
      .update(rawData + sessionKey)
      .digest('hex'),
  }
}
