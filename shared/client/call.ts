import { type Fault, InvalidParamsError } from '../errors/invalid-params-error'
import { isOpenapiError } from '../errors/openapi-error'
import { decode } from '../schema/decode'
import { encode } from '../schema/encode'
import type { Endpoint } from '../schema/endpoint'
import { toWire } from '../schema/names'
import type { EncodedRequest } from '../schema/request'
import { deadlineIn } from '../transport/deadline'
import type { Content } from '../transport/read-answer'
import type { Transport } from '../transport/transport'
import type { Account } from './account'
import { sendUntilDone } from './attempts'
import type { Hooks } from './hooks'
import type { CallOptions } from './options'
import type { Retrier } from './retry'

/** Checks parameters against a row in full. */
export type Check = (row: Endpoint, params: unknown, convertCase: boolean) => Fault[]

/** Everything one call needs to know. */
export interface Call {
  readonly name: string
  readonly row: Endpoint
  readonly params: unknown
  readonly account: Account
  readonly transport: Transport
  readonly options: CallOptions
  readonly timeoutMs: number
  /** Finds every fault of the parameters, where they are to be checked in full. */
  readonly check?: Check
  readonly convertCase: boolean
  /** Decides about second attempts; without one there are none but with another token. */
  readonly retrier?: Retrier
  readonly hooks?: Hooks
  /** Finds the row that this one names for when it was done before. */
  readonly find?: (name: string) => Endpoint | undefined
}

/**
 * Makes one call: encode, authorise, send, read, again where that is safe and worth it, decode.
 * @throws every error class of this library; none of them holds a URL, a token or a secret
 */
export async function makeCall(call: Call): Promise<Record<string, unknown>> {
  const { name, account, options, convertCase } = call
  const { signal, sessionKey, retryWrites } = options
  const deadline = deadlineIn(options.timeoutMs === undefined ? call.timeoutMs : options.timeoutMs)
  const faults = call.check ? call.check(call.row, call.params || {}, convertCase) : []
  if (faults.length > 0) throw new InvalidParamsError(name, faults)
  const { credentials, secrets } = account
  try {
    const encoded = encode(call.row, call.params, { method: name, convertCase, credentials })
    const row = asGiven(call.row, encoded)
    const content = await sendUntilDone({
      row,
      account,
      transport: call.transport,
      retrier: call.retrier,
      hooks: call.hooks || {},
      retryWrites,
      secrets,
      appid: credentials.appid,
      encoded,
      strategy: account.strategyFor(row.auth || 'accessToken'),
      waiting: { method: name, deadline, signal, sessionKey },
    })
    return present(content, call)
  } catch (error) {
    // Done before, and one of our own attempts may be what did it.
    const isOurs = isOpenapiError(error) && error.alreadyDone && error.maybeExecuted
    const found = isOurs ? await findDone(call, deadline.left()) : undefined
    if (found) return found
    throw error
  }
}

/** The row of this one call: without its key, a keyed call is a write like any other. */
function asGiven(row: Endpoint, { json }: EncodedRequest): Endpoint {
  const { effect } = row
  if (typeof effect !== 'object' || effect.isImplied) return row
  const { keyed } = effect
  return json?.[row.params[keyed]?.wire || toWire(keyed)] ? row : { ...row, effect: 'write' }
}

/** Asks what became of a call that was done before; `undefined` when nobody knows. */
async function findDone(call: Call, timeoutMs: number): Promise<Record<string, unknown> | undefined> {
  const { effect } = call.row
  const name = (typeof effect === 'object' && effect.then) || ''
  const row = call.find ? call.find(name) : undefined
  if (!row) return undefined
  const given = call.params as Record<string, unknown>
  const params: Record<string, unknown> = {}
  for (const key of Object.keys(row.params)) {
    const spelled = call.convertCase ? key : row.params[key]!.wire || toWire(key)
    params[spelled] = given[spelled]
  }
  try {
    const options = { ...call.options, timeoutMs }
    const found = await makeCall({ ...call, name, row, params, options, check: undefined })
    return { ...found, errMsg: `openapi.${call.name}:ok` }
  } catch {
    return undefined
  }
}

/** The answer as the user gets it. */
function present(content: Content, { name, row, convertCase }: Call): Record<string, unknown> {
  const status = { errMsg: `openapi.${name}:ok`, errCode: 0 }
  if (content.kind === 'binary') {
    const { kind, ...bytes } = content
    return { ...bytes, ...status }
  }
  const shape = typeof row.result.kind === 'string' ? row.result.fields : row.result
  return Object.assign(
    decode(shape as Endpoint['params'] | undefined, content.value, { method: name, convertCase }),
    status,
  )
}
