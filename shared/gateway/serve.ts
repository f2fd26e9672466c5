import { type Budget, budget } from '../auth/budget'
import { readWxContext } from '../auth/wx-context'
import { createCaller } from '../client/caller'
import { positive } from '../client/config'
import { secondMs } from '../errors/time'
import type { CatalogueNode } from '../schema/endpoint'
import { isRecord, ownProperty } from '../schema/objects'
import { steadyNow } from '../transport/clock'
import { readEvent, tooLarge } from './event'
import { readFiles } from './files'
import { type Offered, readOffer, type ServeOptions } from './offer'
import { withOwnOpenid } from './own-openid'
import { type FunctionConfig, readPermissions } from './permission'
import { callerRefused, errorReply, type Reply, refuse, resultReply } from './reply'

/** A cloud function, as WeChat's cloud calls it. */
export type CloudFunction = (event: unknown, context?: unknown) => Promise<Reply>

const whoami = 'whoami'
const usualCallsPerSecond = 50

/**
 * The body of a cloud function: takes `{ method, params }`, makes the call if the caller and config.json allow it, and
 * returns the result or the error, and never throws. Checks, in this order: size and shape of the event, caller, method,
 * permission, rate limit. Callers are the users in `OPENAPI_OPERATORS`; everyone else always gets the same reply.
 * The method `whoami` returns `{ openid, operator, env }` to any user without a call.
 * @param rows a piece of the catalogue, `{ logistics }` or `{ officialAccount: { newtmpl } }`, or all of it
 * @param config the config.json of the function; what is not in `permissions.openapi` is refused
 * @throws ConfigError at once if an option is wrong or names a method that is not served
 */
export function serve(rows: object, config: FunctionConfig, options: ServeOptions = {}): CloudFunction {
  const offer = readOffer(rows as CatalogueNode, options)
  const permission = readPermissions(config)
  const make = createCaller(options.openapi ?? {})
  const limit = limitUsers(positive('callsPerSecond', options.callsPerSecond) || usualCallsPerSecond)

  return async (event, context) => {
    // The next event overwrites the context, so read it before any await.
    const caller = identify(process.env)
    const asked = readEvent(event, offer.limitBytes)
    if ('errCode' in asked) return asked as Reply
    if (asked.method === whoami && caller.isUser) return introduce(caller)
    const method = offer.find(asked.method)
    const refusal = method && permission(method)
    const isOpen = (one: Offered) => caller.isOperator || (caller.isUser && one.isForEveryone)
    if (!caller.isOperator && !(method && isOpen(method) && !refusal)) return callerRefused()
    if (!method) return unknown(() => offer.deny(asked.method), asked.method)
    if (refusal) return refusal
    if (asked.bytes > method.limitBytes) return tooLarge(method.limitBytes, method.name)
    const excess = limit(caller.openid, method.name)
    if (excess) return excess
    const { row, name } = method
    const params = () =>
      caller.isOperator ? asked.params : withOwnOpenid(asked.params, row.params, caller.openid, name)
    return call(method, params, given =>
      make({
        name,
        row,
        params: given,
        // Looking up an earlier call is a call too.
        find: name => {
          const then = offer.find(name)
          return then && isOpen(then) && !permission(then) ? then.row : undefined
        },
        options: { timeoutMs: callTime(context, options.openapi?.timeoutMs) },
      }),
    )
  }
}

const introduce = ({ openid, isOperator, env }: Caller): Reply => ({
  openid,
  operator: isOperator,
  env,
  errCode: 0,
  errMsg: `openapi.${whoami}:ok`,
})

function unknown(deny: () => never, name: string): Reply {
  try {
    return deny()
  } catch (error) {
    return errorReply(error, name, false)
  }
}

async function call(
  { name, row }: Offered,
  params: () => Record<string, unknown>,
  make: (params: object) => Promise<Record<string, unknown>>,
): Promise<Reply> {
  const changes = row.effect !== 'read'
  try {
    return resultReply(await make(readFiles(row, params(), name)), name, changes)
  } catch (error) {
    return errorReply(error, name, changes)
  }
}

/** The default timeout of a cloud function. */
const platformLimitMs = 3000
/** Reserved for reading the event and returning the reply. */
const reserveMs = 500

/**
 * The timeout of a call within an event, in milliseconds: that of the function less a reserve.
 * @param context what WeChat's cloud passes to a function besides the event
 * @param wanted the timeout that the author chose
 */
export function callTime(context: unknown, wanted = Number.POSITIVE_INFINITY): number {
  const told = isRecord(context) ? ownProperty(context, 'time_limit_in_ms') : undefined
  const limit = typeof told === 'number' && told > 0 ? told : platformLimitMs
  // A limit close to the reserve still leaves a call half of it.
  return Math.min(wanted, Math.max(limit - reserveMs, limit / 2))
}

const tooManyCalls = 45011
/** Forgotten users start afresh, which does less harm than memory that grows. */
const rememberedUsers = 1000

/** Returns a refusal for a user that calls too often, in this instance of the function; otherwise nothing. */
export function limitUsers(callsPerSecond: number): (openid: string, method: string) => Reply | undefined {
  const users = new Map<string, Budget>()
  return (openid, method) => {
    if (users.size > rememberedUsers) users.clear()
    const own = users.get(openid) || budget(steadyNow, { times: callsPerSecond, within: secondMs })
    users.set(openid, own)
    if (own.take()) return undefined
    const what = 'too many calls by one user'
    return refuse(tooManyCalls, { method, what, fix: 'wait a second, or raise callsPerSecond of serve' })
  }
}

/** The caller, according to WeChat's cloud. */
interface Caller {
  /** OPENID of the user; empty if the caller is not a user of the mini program. */
  readonly openid: string
  /** The environment of the function. */
  readonly env: string
  /** Whether a user is calling from the mini program itself: not a trigger, a web request, a console, a function. */
  readonly isUser: boolean
  /** Whether that user is listed in OPENAPI_OPERATORS. */
  readonly isOperator: boolean
}

/** Identifies the caller. Reads the environment, so call it before any await. */
export function identify(environment: NodeJS.ProcessEnv): Caller {
  const { OPENID, SOURCE, ENV } = readWxContext(environment)
  const openid = typeof OPENID === 'string' ? OPENID : ''
  const isUser = openid !== '' && SOURCE === 'wx_client'
  return {
    openid,
    env: ENV ?? '',
    isUser,
    isOperator: isUser && operators(environment).includes(openid),
  }
}

/** The listed OPENIDs, separated by commas or spaces. */
const operators = ({ OPENAPI_OPERATORS = '' }: NodeJS.ProcessEnv): string[] =>
  OPENAPI_OPERATORS.split(/[\s,，]+/)
