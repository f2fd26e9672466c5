import { getAccessToken, getStableAccessToken } from '../catalogue/shapes/token'
import { AnswerError } from '../errors/answer-error'
import { presentable } from '../errors/secrets'
import { minuteMs, secondMs } from '../errors/time'
import { TokenError } from '../errors/token-error'
import { encode } from '../schema/encode'
import type { Endpoint } from '../schema/endpoint'
import type { Deadline } from '../transport/clock'
import { outgoing } from '../transport/outgoing'
import { type Content, readAnswer } from '../transport/read-answer'
import type { Transport } from '../transport/transport'
import type { FreshToken, MakeTokenSource } from './token-source'

/** The account that asks. */
export interface Credentials {
  readonly appid: string
  readonly secret: string
}

const longestLifetimeSeconds = 7200
/** What is assumed of a token whose lifetime WeChat did not tell. */
const unknownLifetimeSeconds = 300

interface Fetching {
  readonly row: Endpoint
  readonly params: object
  readonly credentials: Credentials
  readonly transport: Transport
  readonly method: string
  readonly deadline: Deadline
}

async function fetchToken(fetching: Fetching): Promise<FreshToken> {
  const { row, params, credentials, transport, method, deadline } = fetching
  const request = outgoing(encode(row, params, { method, credentials }))
  const answer = await transport.send(request, { method, deadline })
  const content = readAnswer(answer, method, row.result) as Extract<Content, { kind: 'json' }>
  if (content.errcode !== 0) {
    const errmsg = presentable(content.errmsg, [credentials.secret])
    throw new TokenError({ method, errCode: content.errcode, errmsg })
  }
  const { access_token: token, expires_in: expiresIn } = content.value as Record<string, unknown>
  if (typeof token !== 'string' || !/^[\x21-\x7e]{1,512}$/.test(token)) {
    throw new AnswerError({ method, what: 'the token endpoint returned no usable token' })
  }
  return { token, lifetimeMs: lifetimeSeconds(expiresIn) * secondMs }
}

/** Seconds that a token may be used, whatever WeChat wrote: never zero, never longer than documented. */
export function lifetimeSeconds(expiresIn: unknown): number {
  const given = typeof expiresIn === 'string' ? Number(expiresIn) : expiresIn
  if (typeof given !== 'number' || !Number.isFinite(given) || given < 1) return unknownLifetimeSeconds
  return Math.min(Math.floor(given), longestLifetimeSeconds)
}

const lastMinutesMs = 5 * minuteMs

const fromWeChat =
  (mode: string, row: Endpoint, canForce: boolean): MakeTokenSource =>
  (credentials, transport) => ({
    key: `${mode}:${credentials.appid}`,
    secret: credentials.secret,
    renewBeforeMs: lastMinutesMs,
    canForce,
    fetch: ({ method, force, deadline }) =>
      fetchToken({
        row,
        params: force ? { forceRefresh: true } : {},
        credentials,
        transport,
        method,
        deadline,
      }),
  })

/**
 * Tokens of `stable_token`: everybody who asks gets the same one, and another only in its last five minutes, when
 * both serve. The default.
 */
export const stableToken: MakeTokenSource = fromWeChat('stable', getStableAccessToken, true)

/** Tokens of `cgi-bin/token`: every fetch makes the token before it die within five minutes. */
export const classicToken: MakeTokenSource = fromWeChat('classic', getAccessToken, false)
