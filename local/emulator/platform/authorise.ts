import type { AuthKind } from '../../../shared/schema/endpoint'
import type { Field, Shape } from '../../../shared/schema/fields'
import type { World } from '../state/world'
import { arrived } from './choose-route'
import { Refusal } from './refusal'
import type { Route } from './routes'
import type { Sent } from './sent'

/** The parameters in which each kind of signature travels. */
const signatures: { readonly [A in AuthKind]?: readonly string[] } = {
  paySignature: ['pay_sig'],
  userSignature: ['signature'],
  payAndUserSignature: ['pay_sig', 'signature'],
  midasSignature: ['sig'],
}

/**
 * Which account calls.
 * @throws Refusal when the request does not prove it
 */
export function authorise(route: Route, sent: Sent, world: World): string {
  const auth = route.row.auth ?? 'accessToken'
  if (auth === 'none') return world.accounts[0]!.appid
  if (auth === 'appSecret') return callerBySecret(route, sent, world)
  const appid = callerByToken(sent.query.access_token, world)
  const { given } = credentials(route, sent)
  if (given.appid !== undefined && given.appid !== appid) throw new Refusal(40013)
  for (const name of signatures[auth] ?? []) {
    if (!sent.query[name] && !sent.body[name])
      throw new Refusal(signatureErrcode(route), `${name} is missing`)
  }
  return appid
}

/**
 * Whose token it is.
 * @throws Refusal when it is missing, unknown, replaced or too old
 */
export function callerByToken(token: unknown, world: World): string {
  if (typeof token !== 'string' || token === '') throw new Refusal(41001)
  const known = world.tokens.check(token)
  if ('errcode' in known) throw new Refusal(known.errcode)
  return known.appid
}

function callerBySecret(route: Route, sent: Sent, { accounts }: World): string {
  const { wanted, given } = credentials(route, sent)
  if (wanted.includes('appid') && !given.appid) throw new Refusal(41002)
  if (wanted.includes('secret') && !given.secret) throw new Refusal(41004)
  const account =
    given.appid === undefined ? accounts[0]! : accounts.find(({ appid }) => appid === given.appid)
  if (!account) throw new Refusal(40013)
  if (wanted.includes('secret') && given.secret !== account.secret) throw new Refusal(40125)
  return account.appid
}

/** Which of appid and secret the row asks for, and what arrived. */
function credentials(route: Route, sent: Sent): { wanted: string[]; given: Record<string, unknown> } {
  const wanted: string[] = []
  const given: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(route.row.params as Shape) as [string, Field<unknown>][]) {
    if (field.kind !== 'credential') continue
    const credential = String(field.values![0])
    wanted.push(credential)
    given[credential] = arrived(route, name, sent).value
  }
  return { wanted, given }
}

/** The row's own errcode for a wrong signature, else the one of wrong parameters. */
function signatureErrcode({ row }: Route): number {
  const own = Object.entries(row.errcodes ?? {}).find(([, meaning]) =>
    /\bsignature\b/.test(typeof meaning === 'string' ? meaning : meaning.means),
  )
  return own ? Number(own[0]) : 40097
}
