import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { isMembers } from '../platform/members'

/** An account as it is given to the emulator. Never give real secrets. */
export interface EmulatorAccount {
  appid: string
  secret: string
  /** The app key that payments are signed with; `demo-pay-app-key` by default. */
  payAppKey?: string
  /** The app key of the sandbox (`env: 1`, and the sandbox methods of midas); the same by default. */
  sandboxPayAppKey?: string
  /** The session_key of users by openid. */
  sessionKeys?: { readonly [openid: string]: string }
  /** The session_key of all other users; `ZGVtby1zZXNzaW9uLWtleQ==` by default. */
  sessionKey?: string
  /** The addresses that may send the secret; every address by default, and with null. */
  ipAllowList?: readonly string[] | null
  /** Whether the secret is frozen. */
  secretFrozen?: boolean
}

/** An account that the emulator knows; what a user of it does can change it. */
export interface Account {
  readonly appid: string
  /** Sealed where a function brought it along: it may be a real one. */
  secret: string | SealedSecret
  payAppKey: string
  sandboxPayAppKey: string
  sessionKey: string
  readonly sessionKeys: Map<string, string>
  ipAllowList: readonly string[] | undefined
  secretFrozen: boolean
}

/** How WeChat writes an appid. */
export const realAppid = /^wx[\da-f]{16}$/

/** Keys that obviously open nothing. */
export const demoKeys = { payAppKey: 'demo-pay-app-key', sessionKey: 'ZGVtby1zZXNzaW9uLWtleQ==' } as const

/** The account of every emulator that is given none. It opens nothing else. */
export const demoAccount = {
  appid: 'wxdemo0000000000',
  secret: 'demo-secret-that-is-not-one',
} as const

/** An account as it is at the start. */
export function openAccount(given: EmulatorAccount): Account {
  const payAppKey = given.payAppKey ?? demoKeys.payAppKey
  return {
    appid: given.appid,
    secret: given.secret,
    payAppKey,
    sandboxPayAppKey: given.sandboxPayAppKey ?? payAppKey,
    sessionKey: given.sessionKey ?? demoKeys.sessionKey,
    sessionKeys: new Map(Object.entries(given.sessionKeys ?? {})),
    ipAllowList: given.ipAllowList ?? undefined,
    secretFrozen: given.secretFrozen ?? false,
  }
}

/** Whether a text is the secret of an account. */
export const isSecretOf = ({ secret }: Account, given: unknown): boolean =>
  secret instanceof SealedSecret ? secret.matches(String(given)) : given === secret

/** The account of a function that calls WeChat with an appid and a secret of its own. */
export const openGuest = (appid: string, secret: string): Account => ({
  ...openAccount({ appid, secret: '' }),
  secret: new SealedSecret(secret),
})

/** The session_key of a user. */
export const sessionKeyOf = ({ sessionKeys, sessionKey }: Account, openid: unknown): string =>
  sessionKeys.get(String(openid)) ?? sessionKey

/** Everything of an account that no log may show. */
export const secretsOf = (account: Account): (string | SealedSecret)[] => [
  account.secret,
  account.payAppKey,
  account.sandboxPayAppKey,
  account.sessionKey,
  ...account.sessionKeys.values(),
]

/** Applies the changes that were given. */
export function changeAccount(account: Account, given: Partial<EmulatorAccount>): void {
  const { appid: _, sessionKeys, ipAllowList, ...changes } = given
  Object.assign(account, changes)
  if (ipAllowList !== undefined) account.ipAllowList = ipAllowList ?? undefined
  for (const [openid, key] of Object.entries(sessionKeys ?? {})) account.sessionKeys.set(openid, key)
}

const texts = ['appid', 'secret', 'payAppKey', 'sandboxPayAppKey', 'sessionKey'] as const

/**
 * Reads an account that was sent.
 * @throws Error with a sentence that says what is wrong
 */
export function readAccount(given: unknown): Partial<EmulatorAccount> {
  if (!isMembers(given)) throw new Error('an account must be an object')
  const { sessionKeys, ipAllowList, secretFrozen } = given
  for (const name of texts) {
    if (given[name] !== undefined && !isFilled(given[name]))
      throw new Error(`${name} of an account must be a string`)
  }
  if (sessionKeys !== undefined && !(isMembers(sessionKeys) && Object.values(sessionKeys).every(isFilled))) {
    throw new Error('sessionKeys of an account must be an object of strings by openid')
  }
  const isAllowList = Array.isArray(ipAllowList) && ipAllowList.every(isFilled)
  if (ipAllowList !== undefined && ipAllowList !== null && !isAllowList) {
    throw new Error('ipAllowList of an account must be a list of addresses, or null')
  }
  if (secretFrozen !== undefined && typeof secretFrozen !== 'boolean') {
    throw new Error('secretFrozen of an account must be true or false')
  }
  const known: readonly string[] = [...texts, 'sessionKeys', 'ipAllowList', 'secretFrozen']
  const unknown = Object.keys(given).find(key => !known.includes(key))
  if (unknown) throw new Error(`an account has "${unknown.slice(0, 40)}"; it may have ${known.join(', ')}`)
  return given
}

const isFilled = (value: unknown): boolean => typeof value === 'string' && value !== ''

/**
 * Reads the accounts of an emulator.
 * @throws Error when one of them is not valid
 */
export function readAccounts(given: unknown): readonly EmulatorAccount[] {
  if (!Array.isArray(given)) throw new Error('accounts must be a list')
  if (given.length === 0) throw new Error('the emulator needs at least one account')
  const accounts = given.map(one => {
    const { appid, secret } = readAccount(one)
    if (!appid || !secret) throw new Error('each account of the emulator needs an appid and a secret')
    return { ...(one as EmulatorAccount) }
  })
  if (new Set(accounts.map(({ appid }) => appid)).size < accounts.length) {
    throw new Error('two accounts of the emulator have the same appid')
  }
  return accounts
}

/** Users whom every emulator knows: one as in WeChat's examples, the others of the length of real ones. */
export const demoOpenids: readonly string[] = [
  'oABC',
  'oDEMO_user_00000000000000001',
  'oDEMO_user_00000000000000002',
]

const realOpenid = /^o[\w-]{27}$/

/** Whether a text can be the openid of a user: a demo user's, or one that looks like WeChat's. */
export const isOpenid = (openid: string): boolean => demoOpenids.includes(openid) || realOpenid.test(openid)

/** A secret that may be a real one: it is recognised, but nobody can read it here any more. */
export class SealedSecret {
  readonly #salt = randomBytes(32)
  readonly #hash: Buffer

  constructor(secret: string) {
    this.#hash = this.#hashOf(secret)
  }

  /** Whether it is this secret. */
  matches(given: string): boolean {
    return timingSafeEqual(this.#hash, this.#hashOf(given))
  }

  #hashOf(text: string): Buffer {
    return createHmac('sha256', this.#salt).update(text, 'utf8').digest()
  }
}
