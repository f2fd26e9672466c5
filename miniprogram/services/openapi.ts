import type { Effect, MethodsOf } from '../../shared/schema/endpoint'
import { functionOf } from '../config'
import { methods } from '../generated/methods'
import { callError, ours } from './call-error'
import { callFunction } from './cloud'
import { keep, readKept } from './storage'

/** The options of one call, besides its parameters. */
export interface CallOptions {
  /** The timeout in milliseconds; default: the configuration's. */
  timeoutMs?: number
}

/** WeChat's server API as the cloud functions offer it: the namespaces of the generated list, typed by the catalogue. */
export type Openapi = MethodsOf<
  Pick<typeof import('../../shared/catalogue'), keyof typeof methods>,
  CallOptions
>

type EffectName = Extract<Effect, string> | 'keyed'
interface Names {
  readonly [name: string]: EffectName | Names
}

interface Reply {
  errCode?: unknown
  errMsg?: unknown
  rid?: unknown
  retryable?: unknown
  maybeExecuted?: unknown
}

/**
 * Calls a method by name, through the function of its namespace.
 * @throws CallError with the properties of the library's errors: errCode, errMsg, rid, retryable, maybeExecuted
 */
export async function call(
  method: string,
  effect: EffectName,
  params: object = {},
  options: CallOptions = {},
  namespace: string = method.split('.').slice(0, -1).join('.'),
): Promise<unknown> {
  const kind = { method, reads: effect === 'read' }
  const reply = await callFunction(functionOf(namespace), { method, params }, kind, options.timeoutMs)
  return readReply(reply, kind)
}

function readReply(reply: unknown, { method, reads }: { method: string; reads: boolean }): unknown {
  const { errCode, errMsg, rid, retryable, maybeExecuted } = (
    typeof reply === 'object' && reply ? reply : {}
  ) as Reply
  if (errCode === 0) return reply
  if (errCode === ours.callerRefused) admission = undefined
  if (typeof errCode !== 'number') {
    throw callError({
      errCode: ours.answer,
      errMsg: `openapi.${method}:fail the function did not answer in the agreed form`,
      method,
      origin: 'cloud',
      retryable: false,
      maybeExecuted: !reads,
    })
  }
  throw callError({
    errCode,
    errMsg: typeof errMsg === 'string' ? errMsg : '',
    method,
    origin: 'function',
    rid: typeof rid === 'string' ? rid : undefined,
    retryable: retryable === true,
    maybeExecuted: maybeExecuted === true,
  })
}

function methodsOf(names: Names, path: string): object {
  const built: Record<string, unknown> = {}
  for (const name of Object.keys(names)) {
    const inner = names[name]!
    const full = path ? `${path}.${name}` : name
    built[name] =
      typeof inner === 'string'
        ? (params?: object, options?: CallOptions) => call(full, inner, params, options)
        : methodsOf(inner, full)
  }
  return built
}

/** `openapi.logistics.updatePrinter(params)`: each method calls its cloud function. */
export const openapi = methodsOf(methods, '') as Openapi

/** The user of the mini program, as the cloud function sees them. */
export interface Caller {
  /** The user's id in this mini program. */
  openid: string
  /** Whether the user may call WeChat's server API through the function. */
  operator: boolean
  /** Id of the cloud environment. */
  env: string
}

/** Where the user's OPENID is kept on this phone, so that a list can say which entry is the user. */
export const openidKey = 'openid'

/** Asks the function `logistics` who the user is, without a call to WeChat. */
export async function whoami(): Promise<Caller> {
  const { openid, operator, env } = (await call('whoami', 'read', {}, {}, 'logistics')) as Partial<Caller>
  const caller = { openid: openid || '', operator: operator === true, env: env || '' }
  keep(operatorKey, caller.operator)
  if (!caller.operator) admission = undefined
  return caller
}

const operatorKey = 'operator'

/** Whether the cloud function said last time that the user is an operator: what to draw until it says more. */
export const wasOperator = (): boolean => readKept(operatorKey, false)

let admission: Promise<void> | undefined

/**
 * Resolves if the cloud function counts the user among the operators. It is asked once, until it refuses.
 * @throws CallError as of a refused call, if it does not; or why it could not be asked
 */
export function mustBeOperator(): Promise<void> {
  const asking = admission || admit()
  admission = asking
  asking.catch(() => {
    if (admission === asking) admission = undefined
  })
  return asking
}

async function admit(): Promise<void> {
  if ((await whoami()).operator) return
  throw callError({
    errCode: ours.callerRefused,
    errMsg: 'openapi.whoami:ok the caller is not in OPENAPI_OPERATORS',
    method: 'whoami',
    origin: 'function',
    retryable: false,
    maybeExecuted: false,
  })
}
