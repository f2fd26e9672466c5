import { timerEvent } from '../../functions/timer-files'
import { changeAccount, readAccount } from '../accounts/account'
import { readRules } from '../faults/read-rules'
import { callFunction } from '../gateway/invoke-function'
import { isMembers, type Members } from '../platform/members'
import { readQuota } from '../quotas/quota-book'
import type { ControlAnswer, ControlCall, Serving } from '../server/serving'
import { type Clock, latestMoment } from '../state/clock'
import { isTokenPolicy, type TokenErrcode, type TokenKind, tokenPolicies } from '../tokens/token-book'
import { databaseRoutes, paymentRoutes, storageRoutes, userRoutes } from './cloud-routes'
import { pagePolicy, pageScript, pageStyle, renderPage } from './page/render-page'
import { problemOf, testRoutes } from './test-routes'
import { hello } from './texts/en'

type ControlRoute = (call: ControlCall) => ControlAnswer | Promise<ControlAnswer>

/** Every verb but GET changes the state. */
export type ControlVerb = 'GET' | 'POST' | 'DELETE'

const membersOf = (given: unknown): Members => (isMembers(given) ? given : {})

/** The message of an error becomes the response. */
const orProblem =
  (route: ControlRoute): ControlRoute =>
  call => {
    try {
      return route(call)
    } catch (error) {
      return { problem: problemOf(error) }
    }
  }

/** By path and verb. */
export const controlRoutes: {
  readonly [path: string]: { readonly [V in ControlVerb]?: ControlRoute } | undefined
} = {
  '/__emu/': {
    GET: ({ serving, wantsPage, url }) =>
      wantsPage ? { page: { html: renderPage(serving, url), policy: pagePolicy } } : { text: hello },
  },
  '/__emu/page.css': { GET: () => ({ file: { contentType: 'text/css; charset=utf-8', text: pageStyle } }) },
  '/__emu/page.js': {
    GET: () => ({ file: { contentType: 'text/javascript; charset=utf-8', text: pageScript } }),
  },
  '/__emu/log': { GET: ({ serving, query }) => showLog(serving, query) },
  '/__emu/effects': { GET: ({ serving, query }) => showEffects(serving, query) },
  '/__emu/clock': {
    GET: ({ serving }) => ({ json: showClock(serving.world.clock) }),
    POST: ({ serving, given, query }) => moveClock(serving, withSkew(membersOf(given), query)),
  },
  '/__emu/faults': {
    GET: ({ serving }) => ({ json: serving.world.faults.list() }),
    POST: orProblem(({ serving, given }) => ({
      json: { ids: serving.world.faults.add(readRules(given, serving.platform.firstNameOf)) },
    })),
    DELETE: ({ serving, query }) => removeFaults(serving, query.get('id')),
  },
  '/__emu/token-policy': {
    GET: ({ serving }) => ({ json: { policy: serving.world.tokens.policy } }),
    POST: ({ serving, given }) => setPolicy(serving, membersOf(given).policy),
  },
  '/__emu/revoke': { POST: ({ serving, given }) => revoke(serving, given) },
  '/__emu/quota': {
    GET: ({ serving }) => ({ json: serving.world.quotas.limits }),
    POST: orProblem(({ serving, given }) => {
      const { quotas } = serving.world
      quotas.set(readQuota(given, serving.platform.firstNameOf))
      return { json: quotas.limits }
    }),
  },
  '/__emu/account': { POST: orProblem(({ serving, given }) => account(serving, given)) },
  '/__emu/functions': { POST: runFunction },
  ...testRoutes,
  ...databaseRoutes,
  ...paymentRoutes,
  ...storageRoutes,
  ...userRoutes,
  '/__emu/reset': {
    POST: ({ serving }) => {
      serving.reset()
      return { json: { ok: true } }
    },
  },
}

function withSkew(given: Members, query: URLSearchParams): Members {
  const skew = query.get('skew')
  return skew === null ? given : { ...given, skewMs: skew.trim() === '' ? Number.NaN : Number(skew) }
}

/** The whole log, or a part of it: of a path, of a method, the last so many. */
function showLog({ world, platform }: Serving, query: URLSearchParams): ControlAnswer {
  const [path, method] = ['path', 'method'].map(name => query.get(name))
  const last = lastOf(query)
  if (last === undefined) return wrongLast
  const called = (name: string | null | undefined) => platform.firstNameOf(name ?? '') ?? name
  const chosen = world.log
    .list()
    .filter(
      entry =>
        (path === null || entry.path === path) &&
        (method === null || called(entry.method) === called(method)),
    )
  return { json: chosen.slice(Math.max(0, chosen.length - last)) }
}

/** All effects that are kept, or the last so many. */
function showEffects({ world }: Serving, query: URLSearchParams): ControlAnswer {
  const last = lastOf(query)
  return last === undefined ? wrongLast : { json: world.effects.list(last) }
}

const wrongLast: ControlAnswer = { problem: 'last must be a number of entries.' }

/** How many entries of a list to show; `undefined` when it is not a number. */
function lastOf(query: URLSearchParams): number | undefined {
  const last = query.get('last')
  if (last === null) return Number.POSITIVE_INFINITY
  return /^\d{1,7}$/.test(last) ? Number(last) : undefined
}

function removeFaults({ world }: Serving, id: string | null): ControlAnswer {
  if (id !== null && !/^\d{1,9}$/.test(id)) return { problem: 'id must be the number of a fault rule.' }
  return { json: { removed: world.faults.remove(id === null ? undefined : Number(id)) } }
}

function setPolicy({ world }: Serving, policy: unknown): ControlAnswer {
  if (!isTokenPolicy(policy)) return { problem: `policy must be one of ${tokenPolicies.join(', ')}.` }
  world.tokens.policy = policy
  return { json: { policy } }
}

/** More output of one event than a person reads. */
const mostLines = 1_000

const revoked: readonly unknown[] = [40001, 40014, 42001]
const revokeMembers: readonly string[] = ['token', 'appid', 'kind', 'errcode']

function revoke({ world }: Serving, given: unknown): ControlAnswer {
  // A member that is omitted matches all tokens: a misspelt one must not count as omitted.
  if (!isMembers(given)) return { problem: 'Send an object; {} revokes all tokens.' }
  const unknown = Object.keys(given).find(key => !revokeMembers.includes(key))
  if (unknown !== undefined) {
    return { problem: `It has "${unknown.slice(0, 40)}"; it may have ${revokeMembers.join(', ')}.` }
  }
  const { token, appid, kind, errcode = 40001 } = given
  const isText = [token, appid].every(value => value === undefined || typeof value === 'string')
  const isKind = kind === undefined || kind === 'stable' || kind === 'classic'
  if (!isText || !isKind || !revoked.includes(errcode)) {
    const words = 'token and appid must be strings, kind stable or classic'
    return { problem: `${words}, errcode one of ${revoked.join(', ')}; all are optional.` }
  }
  const choice = { token: token as string, appid: appid as string, kind: kind as TokenKind }
  return { json: { revoked: world.tokens.revoke(choice, errcode as TokenErrcode) } }
}

function account({ world }: Serving, given: unknown): ControlAnswer {
  const changes = readAccount(given)
  const found = world.accountOf(changes.appid ?? world.accounts[0]!.appid)
  if (!found) return { problem: 'The emulator has no account with this appid.' }
  changeAccount(found, changes)
  // Keys and secrets are accepted, but never returned.
  const { appid, ipAllowList, secretFrozen } = found
  return { json: { appid, ipAllowList, secretFrozen } }
}

/**
 * Calls a local function as a mini program does: `{ name, data?, openid? }` gives `{ result }` or an errCode, and with
 * `{ log: true }` what the function wrote and how long it took. `{ name, timer }` calls it as one of its timers does.
 */
async function runFunction({ serving, given, caller }: ControlCall): Promise<ControlAnswer> {
  const { name, data, openid, log, timer, ...unknown } = isMembers(given) ? given : {}
  const isUser = openid === undefined || (typeof openid === 'string' && openid !== '')
  if (typeof name !== 'string' || name === '' || !isUser || Object.keys(unknown).length > 0) {
    return { problem: 'Send the name of a function; data, its event, and openid, a string, are optional.' }
  }
  if (!serving.functions) return { problem: 'The emulator was started without functions to call.' }
  if (timer !== undefined) {
    if (data !== undefined || openid !== undefined)
      return { problem: 'A timer has an event of its own, and no user: omit data and openid.' }
    const timers = (serving.functions.timers?.() ?? []).filter(one => one.functionName === name)
    if (!timers.some(one => one.name === timer)) {
      const names = timers.map(one => one.name).join(', ') || 'none'
      return { problem: `The function has no timer of this name; its config.json has: ${names}.` }
    }
  }
  const lines: string[] = []
  let milliseconds = 0
  const call = {
    name,
    event: timer === undefined ? (data ?? {}) : timerEvent(timer as string, serving.world.clock.now()),
    openid: openid as string | undefined,
    source: timer === undefined ? 'wx_client' : 'wx_trigger',
    caller,
    onLine(line: string) {
      if (lines.length < mostLines) lines.push(line)
    },
    onEnd(took: number) {
      milliseconds = took
    },
  }
  const told = () => (log === true ? { log: lines, milliseconds } : {})
  try {
    const result = await callFunction(call, serving.functions, serving.world)
    return { json: { result: result ?? null, errMsg: 'cloud.callFunction:ok', ...told() } }
  } catch (error) {
    const { errCode, message } = error as Error & { errCode: number }
    return { json: { errCode, errMsg: message, ...told() } }
  }
}

/**
 * Sets the clock: advances it by `advanceMs`, sets it to `set` (milliseconds since 1970, or a date string), or to
 * `skewMs` ahead of the machine's. The timers of functions that are due on the way are run.
 */
async function moveClock(
  { world, timers }: Serving,
  { advanceMs, set, skewMs }: Members,
): Promise<ControlAnswer> {
  if ([advanceMs, set, skewMs].filter(one => one !== undefined).length !== 1) {
    return { problem: 'Send one of { "advanceMs": … }, { "set": … }, { "skewMs": … }.' }
  }
  const offsetAt = ({ now, offset }: Clock): number => {
    if (advanceMs !== undefined) return offset() + numberOf(advanceMs)
    if (skewMs !== undefined) return numberOf(skewMs)
    return (typeof set === 'string' ? Date.parse(set) : numberOf(set)) - now() + offset()
  }
  const { clock } = world
  const moment = clock.now() - clock.offset() + offsetAt(clock)
  if (!(moment >= 0 && moment <= latestMoment)) {
    return {
      problem:
        'advanceMs and skewMs must be milliseconds; set must be milliseconds since 1970 or a date string.',
    }
  }
  const ran = await timers.move(offsetAt)
  return { json: { ...showClock(clock), ...(ran.length > 0 && { timers: ran }) } }
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN)

/** The time of the emulator, and how far it is from the machine's. */
function showClock(clock: Clock) {
  const now = clock.now()
  return { now, iso: new Date(now).toISOString(), offsetMs: clock.offset() }
}
