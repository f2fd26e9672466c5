import { createHmac, timingSafeEqual } from 'node:crypto'
import type { AuthKind } from '../../../shared/schema/endpoint'
import { type Account, sessionKeyOf } from '../accounts/account'
import type { Members } from './members'
import type { Sent } from './read-sent'
import { Refusal } from './refusal'
import type { Route } from './routes'

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
export function checkSignatures(route: Route, sent: Sent, account: Account): void {
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
