import { isTokenErrcode } from '../errors/errcodes'
import { type Fault, InvalidParamsError } from '../errors/invalid-params-error'
import { isWeChatError } from '../errors/wechat-error'
import { decode } from '../schema/decode'
import { encode } from '../schema/encode'
import type { Endpoint } from '../schema/endpoint'
import { deadlineIn } from '../transport/deadline'
import type { Content } from '../transport/read-answer'
import type { Transport } from '../transport/transport'
import type { Account } from './account'
import { sendOnce } from './exchange'
import type { CallOptions } from './options'

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
}

/**
 * Makes one call: encode, authorise, send, read, once more if the token was refused, decode.
 * @throws every error class of this library; none of them holds a URL, a token or a secret
 */
export async function makeCall(call: Call): Promise<Record<string, unknown>> {
  const { name, row, account, transport, options, convertCase } = call
  const waiting = {
    method: name,
    deadline: deadlineIn(options.timeoutMs ?? call.timeoutMs),
    signal: options.signal,
    sessionKey: options.sessionKey,
  }
  const faults = call.check?.(row, call.params ?? {}, convertCase) ?? []
  if (faults.length > 0) throw new InvalidParamsError(name, faults)
  const encoded = encode(row, call.params, { method: name, convertCase, credentials: account.credentials })
  const authorised = await account.strategyFor(row.auth ?? 'accessToken').authorise(encoded, waiting)
  const exchange = { row, transport, waiting, secrets: account.secrets }
  try {
    return present(await sendOnce(authorised, exchange), call)
  } catch (error) {
    // WeChat looked at the token and did nothing, so any call may be sent again, with another token.
    const isRefused = isWeChatError(error) && isTokenErrcode(error.errCode)
    const renewed = isRefused ? await authorised.renew?.() : undefined
    if (!renewed) throw error
    return present(await sendOnce(renewed, exchange), call)
  }
}

/** The answer as the user gets it. */
function present(content: Content, { name, row, convertCase }: Call): Record<string, unknown> {
  const status = { errMsg: `openapi.${name}:ok`, errCode: 0 }
  if (content.kind === 'text') return { result: content.text, ...status }
  if (content.kind === 'binary')
    return { contentType: content.contentType, buffer: content.buffer, ...status }
  const shape = row.result.kind === 'binary' ? undefined : row.result
  return Object.assign(
    decode(shape as Endpoint['params'] | undefined, content.value, { method: name, convertCase }),
    status,
  )
}
