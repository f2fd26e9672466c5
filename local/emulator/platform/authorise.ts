import { createHmac, timingSafeEqual } from 'node:crypto'
import type { AuthKind } from '../../../shared/schema/endpoint'
import type { Shape } from '../../../shared/schema/fields'
import { type Account, isSecretOf, sessionKeyOf } from '../accounts/account'
import type { World } from '../state/world'
import type { Members } from './members'
import { arrived, type PlatformRequest, type Sent } from './read-sent'
import { Refusal } from './refusal'
import type { Route } from './routes'

/** Where a request came from: the address, and whether through the fence of a function. */
type Origin = Pick<PlatformRequest, 'ip' | 'isFenced'>

/**
 * Which account calls.
 * @throws Refusal when the request does not prove it
 */
export function authorise(route: Route, sent: Sent, world: World, origin: Origin): Account {
  const auth = route.row.auth ?? 'accessToken'
  if (auth === 'none') return world.accounts[0]!
  if (auth === 'appSecret') return callerBySecret(route, sent, world, origin)
  const account = callerByToken(sent.query.access_token, world)
  const { given } = credentials(route, sent)
  if (given.appid !== undefined && given.appid !== account.appid) throw new Refusal(40013)
  checkSignatures(route, sent, account)
  return account
}

/**
 * Whose token it is.
 * @throws Refusal when it is missing, unknown, replaced or too old
 */
export function callerByToken(token: unknown, world: World): Account {
  if (typeof token !== 'string' || token === '') throw new Refusal(41001)
  const known = world.tokens.check(token)
  if ('errcode' in known) throw new Refusal(known.errcode)
  return world.accountOf(known.appid)!
}

function callerBySecret(route: Route, sent: Sent, world: World, { ip = '', isFenced }: Origin): Account {
  const { wanted, given } = credentials(route, sent)
  if (wanted.includes('appid') && !given.appid) throw new Refusal(41002)
  if (wanted.includes('secret') && !given.secret) throw new Refusal(41004)
  if (wanted.includes('secret') && given.appid) {
    if (isFenced) world.admit(String(given.appid), String(given.secret))
    else world.letIn(String(given.appid), String(given.secret))
  }
  const account = given.appid === undefined ? world.accounts[0]! : world.accountOf(String(given.appid))
  if (!account) throw new Refusal(40013)
  if (!wanted.includes('secret')) return account
  if (!isSecretOf(account, given.secret)) throw new Refusal(40125)
  if (account.secretFrozen) throw new Refusal(40243, undefined, 'appsecret is frozen')
  const { ipAllowList } = account
  if (ipAllowList && !ipAllowList.includes(ip)) {
    const ipv6 = ip.includes(':') ? ip : `::ffff:${ip}`
    throw new Refusal(40164, undefined, `invalid ip ${ip} ipv6 ${ipv6}, not in whitelist`)
  }
  return account
}

/** Which of appid and secret the row requires, and which were sent. */
function credentials(route: Route, sent: Sent): { wanted: string[]; given: Record<string, unknown> } {
  const wanted: string[] = []
  const given: Record<string, unknown> = {}
  for (const param of Object.entries(route.row.params as Shape)) {
    const [, field] = param
    if (field.kind !== 'credential') continue
    const credential = String(field.values![0])
    wanted.push(credential)
    given[credential] = arrived(route, param, sent).value
  }
  return { wanted, given }
}

type Check = (route: Route, sent: Sent, account: Account) => void

const checks: { readonly [A in AuthKind]?: readonly Check[] } = {
  paySignature: [checkPayment],
  userSignature: [checkUser],
  payAndUserSignature: [checkPayment, checkUser],
  midasSignature: [checkMidas],
}

// Where a row says nothing of its own; public facts of checkSessionKey and of the payments of mini games.
const errcodes = {
  payment: 268490003,
  user: 87009,
  userMethod: 87008,
  midas: 90011,
  midasUser: 90009,
} as const

/**
 * Checks that the signatures that a row requires were made with the account's keys.
 * @throws Refusal with the row's own errcode for a wrong signature
 */
function checkSignatures(route: Route, sent: Sent, account: Account): void {
  for (const check of checks[route.row.auth ?? 'accessToken'] ?? []) check(route, sent, account)
}

/** `pay_sig`: app key, over the path, `&`, and the exact bytes of the body. */
function checkPayment(route: Route, sent: Sent, account: Account): void {
  const key = sent.body.env === 1 ? account.sandboxPayAppKey : account.payAppKey
  const expected = hmac(key, `${pathOf(route)}&`, sent.bytes)
  compare('pay_sig', sent.query.pay_sig, expected, ownErrcode(route, 'payment') ?? errcodes.payment)
}

/** `signature`: the user's session_key, over the exact bytes of the body, or over nothing without one. */
function checkUser(route: Route, sent: Sent, account: Account): void {
  const method = sent.query.sig_method
  if (method !== undefined && method !== 'hmac_sha256') {
    throw new Refusal(errcodes.userMethod, 'sig_method must be hmac_sha256', 'invalid sig_method')
  }
  const openid = sent.query.openid ?? sent.body.openid
  const expected = hmac(sessionKeyOf(account, openid), sent.bytes)
  compare('signature', sent.query.signature, expected, ownErrcode(route, 'user') ?? errcodes.user)
}

/** `sig`: app key, over the sorted members of the body; `mp_sig`, where it is sent: session_key, over these and more. */
function checkMidas(route: Route, sent: Sent, account: Account): void {
  const { sig, mp_sig, access_token: _, ...members } = sent.body
  const key = pathOf(route).includes('/sandbox/') ? account.sandboxPayAppKey : account.payAppKey
  const place = `&org_loc=${pathOf(route)}&method=POST`
  const expected = hmac(key, `${sorted(members)}${place}&secret=${key}`)
  compare('sig', sig, expected, ownErrcode(route, 'payment') ?? errcodes.midas)
  if (mp_sig === undefined) return
  const session = sessionKeyOf(account, members.openid)
  const more = { ...members, sig, access_token: sent.query.access_token }
  const expectedOfUser = hmac(session, `${sorted(more)}${place}&session_key=${session}`)
  compare('mp_sig', mp_sig, expectedOfUser, errcodes.midasUser)
}

const pathOf = ({ row }: Route): string => row.http.slice(row.http.indexOf('/'))

const hmac = (key: string, ...texts: (string | Buffer)[]): string => {
  const sum = createHmac('sha256', key)
  for (const text of texts) sum.update(text)
  return sum.digest('hex')
}

const sorted = (members: Members): string =>
  Object.entries(members)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')

function compare(name: string, given: unknown, expected: string, errcode: number): void {
  if (typeof given !== 'string' || given === '') throw new Refusal(errcode, `${name} is missing`)
  const bytes = Buffer.from(given)
  if (bytes.length !== expected.length || !timingSafeEqual(bytes, Buffer.from(expected))) {
    throw new Refusal(errcode, `${name} is wrong`)
  }
}

/** The row's own errcode for a wrong signature; some rows tell the payment's from the user's. */
function ownErrcode({ row }: Route, of: 'payment' | 'user'): number | undefined {
  const speaking = Object.entries(row.errcodes ?? {})
    .map(([code, meaning]) => ({
      code: Number(code),
      means: typeof meaning === 'string' ? meaning : meaning.means,
    }))
    .filter(({ means }) => /\bsignature\b/.test(means))
  const exact = speaking.find(({ means }) => means.includes(of))
  const general = speaking.find(({ means }) => !/\b(payment|user)\b/.test(means))
  return (exact ?? (of === 'payment' || row.auth === 'userSignature' ? general : undefined))?.code
}
