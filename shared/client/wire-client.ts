import type { Agent } from 'node:http'
import { accessToken } from '../auth/strategy'
import type { LearningKeeper, TokenKeeper } from '../auth/token-keeper'
import { isWeChatError, type WeChatError } from '../errors/wechat-error'
import type { Endpoint } from '../schema/endpoint'
import { deadlineIn } from '../transport/clock'
import { nodeHttp } from '../transport/node-http'
import type { Answer, OutgoingRequest, Transport } from '../transport/transport'
import { type Account, openAccounts, tokenCare } from './accounts'
import { makeCall } from './caller'
import { checkOptions } from './check-options'
import type { OpenapiOptions } from './options'

export { type Deadline, deadlineIn } from '../transport/clock'
export { bodyOf } from '../transport/outgoing'
export type { OutgoingRequest, Transport } from '../transport/transport'

/** One call in WeChat's own names, whose answer is wanted as it came. */
export interface WireCall {
  /** The name for error messages. */
  readonly name: string
  readonly row: Endpoint
  /** By wire name. */
  readonly params: unknown
  readonly timeoutMs: number
  /** The token of this very call, in place of those that are kept; it is not replaced when refused. */
  readonly token?: string
  /** Sees the request last; what it gives is sent. */
  readonly beforeSend?: (request: OutgoingRequest) => OutgoingRequest
}

/** What came of a call. Without `error` it is a success. */
export interface WireResult {
  /** The last answer, if there was one. */
  readonly answer?: Answer
  /** WeChat's refusal, or what else went wrong. */
  readonly error?: unknown
  readonly refusal?: WeChatError
}

/** A way to WeChat for one account. */
export interface WireClient {
  send(call: WireCall): Promise<WireResult>
  /** For requests that are no calls of a row. */
  transport(): Transport
  /** Keeps the account's tokens in the store of the options. @throws ConfigError for a wrong option */
  keeper(): LearningKeeper
}

/**
 * Calls in wire names, on the one call path, for code that wants the answer itself and says whose tokens are used.
 * @throws ConfigError for an option of a wrong kind
 */
export function createWireClient(options: OpenapiOptions, tokens: TokenKeeper): WireClient {
  checkOptions(options)
  const open = openAccounts(options, process.env, tokenCare)
  const send = async ({ name, row, params, timeoutMs, token, beforeSend }: WireCall): Promise<WireResult> => {
    const kept: { answer?: Answer } = {}
    try {
      const { transport, account } = open()
      await makeCall({
        method: name,
        row,
        params,
        convertCase: false,
        account: {
          ...withTokens(account, token === undefined ? tokens : only(token)),
          keeper: options.store && account.keeper,
        },
        transport: keepingAnswers(transport, kept, beforeSend),
        hooks: {},
        deadline: deadlineIn(timeoutMs),
      })
      return kept
    } catch (error) {
      return { ...kept, error, ...(isWeChatError(error) && { refusal: error }) }
    }
  }
  return { send, transport: () => open().transport, keeper: () => open().account.keeper! }
}

/** A way to any address, https or not: for requests that somebody wrote himself. */
export function openTransport(origin: string, agent: Agent | undefined, maxAnswerBytes: number): Transport {
  const { protocol, hostname, port } = new URL(origin)
  const baseUrl = {
    protocol: protocol as 'https:',
    hostname: hostname.replace(/^\[|\]$/g, ''),
    port,
    prefix: '',
  }
  return nodeHttp({ baseUrl, agent, maxAnswerBytes })
}

/** Sends one request as it is, once. */
export const sendOnce = (
  transport: Transport,
  request: OutgoingRequest,
  timeoutMs: number,
): Promise<Answer> => transport.send(request, { method: 'request', deadline: deadlineIn(timeoutMs) })

/** One token, whatever WeChat thinks of it. */
const only = (token: string): TokenKeeper => ({
  get: async () => token,
  replace: async () => undefined,
  known: () => [token],
})

const withTokens = (account: Account, tokens: TokenKeeper): Account => ({
  credentials: account.credentials,
  strategies: { ...account.strategies, accessToken: accessToken(tokens) },
  secrets: () => [...account.secrets(), ...tokens.known()],
})

const keepingAnswers = (
  transport: Transport,
  kept: { answer?: Answer },
  beforeSend: WireCall['beforeSend'],
): Transport => ({
  async send(request, options) {
    kept.answer = undefined
    kept.answer = await transport.send(beforeSend ? beforeSend(request) : request, options)
    return kept.answer
  },
})
