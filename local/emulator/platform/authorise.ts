import type { Shape } from '../../../shared/schema/fields'
import { type Account, isSecretOf } from '../accounts/account'
import type { World } from '../state/world'
import { arrived, type PlatformRequest, type Sent } from './read-sent'
import { Refusal } from './refusal'
import type { Route } from './routes'
import { checkSignatures } from './signatures'

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
