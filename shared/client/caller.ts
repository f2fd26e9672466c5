import { InvalidParamsError } from '../errors/invalid-params-error'
import { isOpenapiError } from '../errors/openapi-error'
import { decode } from '../schema/decode'
import { type EncodedRequest, encode } from '../schema/encode'
import type { Endpoint, Keyed } from '../schema/endpoint'
import { toWire } from '../schema/names'
import { deadlineIn } from '../transport/clock'
import type { Content } from '../transport/read-answer'
import type { Transport } from '../transport/transport'
import { type Account, openAccounts, type TokenCare } from './accounts'
import { type Call, type Check, type FindRow, sendUntilDone } from './attempts'
import type { CallOptions, OpenapiOptions } from './options'
import { createRetrier } from './retry'

/** What a caller is asked for. */
export interface Asked {
  readonly name: string
  readonly row: Endpoint
  readonly params?: unknown
  readonly options?: CallOptions
  /** Another account than the client's own. */
  readonly appid?: string
  readonly convertCase?: boolean
  readonly check?: Check
  readonly find?: FindRow
  /** Comes between the call and its transport, to see what passes. */
  readonly via?: Via
}

/** A transport that sends through another one; the caller tells it which. */
export interface Via extends Transport {
  transport?: Transport
  account?: Account
}

/** Makes calls of any row. */
export type Caller = (asked: Asked) => Promise<Record<string, unknown>>

/**
 * Makes calls for one client. Nothing is asked of WeChat before the first one.
 * @throws ConfigError when the place or a time is wrong; what is missing altogether is said by the first call
 */
export function createCaller(
  options: OpenapiOptions,
  environment?: NodeJS.ProcessEnv,
  care?: TokenCare,
): Caller {
  const open = openAccounts(options, environment, care)
  const retrier = createRetrier(options.retries)
  // An async function, so that every fault of a call is a rejection.
  return async ({ name, row, params, options: own = {}, appid, convertCase = true, check, find, via }) => {
    const { account, transport, timeoutMs } = open(appid)
    return makeCall({
      ...own,
      method: name,
      row,
      params,
      convertCase,
      account,
      transport: via ? Object.assign(via, { transport, account }) : transport,
      hooks: options,
      retrier,
      deadline: deadlineIn(own.timeoutMs === undefined ? timeoutMs : own.timeoutMs),
      check,
      find,
    })
  }
}

/**
 * Makes one call: encode, authorise, send, read, again where that is safe and worth it, decode.
 * @throws every error class of this library; none of them holds a URL, a token or a secret
 */
export async function makeCall(call: Call): Promise<Record<string, unknown>> {
  const { method, row, params, convertCase, account, check } = call
  const faults = check ? check(row, params || {}, convertCase) : []
  if (faults.length > 0) throw new InvalidParamsError(method, faults)
  try {
    const encoded = encode(row, params, { method, convertCase, credentials: account.credentials })
    const isKeyed = typeof row.effect === 'object' && !row.effect.isImplied
    return present(await sendUntilDone(isKeyed ? asGiven(call, encoded) : call, encoded), call)
  } catch (error) {
    // Done before, and one of our own attempts may be what did it.
    const isOurs = isOpenapiError(error) && error.alreadyDone && error.maybeExecuted
    const found = isOurs ? await findDone(call) : undefined
    if (found) return found
    throw error
  }
}

/** The call of a keyed row as it is: without its key it is a write like any other. */
function asGiven(call: Call, { json }: EncodedRequest): Call {
  const { row } = call
  const { keyed } = row.effect as Keyed
  return json?.[row.params[keyed]?.wire || toWire(keyed)]
    ? call
    : { ...call, row: { ...row, effect: 'write' } }
}

/** Asks what became of a call that was done before; `undefined` when nobody knows. */
async function findDone(call: Call): Promise<Record<string, unknown> | undefined> {
  const { effect } = call.row
  const method = (typeof effect === 'object' && effect.then) || ''
  const row = call.find ? call.find(method) : undefined
  if (!row) return undefined
  const given = call.params as Record<string, unknown>
  const params: Record<string, unknown> = {}
  for (const key of Object.keys(row.params)) {
    const spelled = call.convertCase ? key : row.params[key]!.wire || toWire(key)
    params[spelled] = given[spelled]
  }
  try {
    const found = await makeCall({ ...call, method, row, params, check: undefined })
    return { ...found, errMsg: `openapi.${call.method}:ok` }
  } catch {
    return undefined
  }
}

/** The answer as the user gets it. */
function present(content: Content, { method, row, convertCase }: Call): Record<string, unknown> {
  const status = { errMsg: `openapi.${method}:ok`, errCode: 0 }
  if (content.kind === 'binary') {
    const { kind, ...bytes } = content
    return { ...bytes, ...status }
  }
  const shape = typeof row.result.kind === 'string' ? row.result.fields : row.result
  return Object.assign(
    decode(shape as Endpoint['params'] | undefined, content.value, { method, convertCase }),
    status,
  )
}
