import { AnswerError } from '../../errors/answer-error'
import { ConfigError } from '../../errors/config-error'
import { isOpenapiError } from '../../errors/openapi-error'
import { minuteMs, secondMs } from '../../errors/time'
import { TransportError } from '../../errors/transport-error'
import { isObject } from '../../schema/objects'
import { lifetimeSeconds } from '../fetch-token'
import type { FreshToken, MakeTokenSource, TokenSource } from '../token-source'

/** How long a token serves whose giver did not say: then it is asked for again. */
const askAgainMs = minuteMs
/** Early enough that a short outage of what gives the tokens fails no call. */
const renewBeforeMs = 20 * secondMs

/** What a token service is asked. */
export interface TokenRequest {
  readonly appid: string
  /** The token that WeChat refused, if another is wanted in place of one. */
  readonly refused?: string
}

/** What a token service gives: a token, or a token with the seconds that it lives. */
export type GivenToken = string | { readonly token: string; readonly expiresIn?: number }

/** A source that keeps its own tokens, so that no store keeps them as well. */
export const ownSource = (fetch: TokenSource['fetch'], more: Partial<TokenSource> = {}): TokenSource => ({
  renewBeforeMs,
  canForce: false,
  ...more,
  fetch,
})

const isToken = (given: unknown): given is string =>
  typeof given === 'string' && /^[\x21-\x7e]{1,512}$/.test(given)

/** A token or nothing that could be mistaken for one. */
export function checkToken(given: unknown, method: string): string {
  if (isToken(given)) return given
  throw new AnswerError({ method, what: 'the token source returned no usable token', retryable: false })
}

/**
 * One token that was had elsewhere and is never renewed, for tests and short scripts: `auth: fixedToken('…')`.
 * @throws ConfigError when it is given no token
 */
export function fixedToken(token: string): MakeTokenSource {
  if (!isToken(token)) {
    throw new ConfigError({
      what: 'fixedToken: the token must be 1 to 512 characters without spaces',
      fix: "pass an access token: fixedToken('…')",
    })
  }
  return () => ownSource(async () => ({ token, lifetimeMs: Number.POSITIVE_INFINITY }))
}

/**
 * Tokens from a service of your own, or an open platform's authorizer tokens: `auth: tokenFrom(async () => …)`.
 * @param ask is asked when a token is needed, when one ends, and after WeChat refused one; a token without
 * `expiresIn` serves for a minute
 * @throws ConfigError when `ask` is no function
 */
export function tokenFrom(ask: (request: TokenRequest) => Promise<GivenToken>): MakeTokenSource {
  if (typeof ask !== 'function') {
    throw new ConfigError({
      what: 'tokenFrom: its argument must be a function that gives a token',
      fix: 'pass one: tokenFrom(async () => token)',
    })
  }
  return ({ appid }) =>
    ownSource(async ({ method, refused }): Promise<FreshToken> => {
      const given = await asked(() => ask({ appid, ...(refused !== undefined && { refused }) }), method)
      const { token, expiresIn } = isObject(given) ? given : { token: given }
      return {
        token: checkToken(token, method),
        lifetimeMs: expiresIn === undefined ? askAgainMs : lifetimeSeconds(expiresIn) * secondMs,
      }
    })
}

/** What a stranger's code throws may hold anything, so only its name is told. */
async function asked<T>(ask: () => Promise<T>, method: string): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (isOpenapiError(error)) throw error
    const { name } = (error ?? {}) as { name?: unknown }
    const said = typeof name === 'string' && /^\w{1,60}$/.test(name) ? name : 'Error'
    throw new TransportError({ method, what: `the token source failed (${said})` })
  }
}

/** Where WeChat's cloud hosting puts the token into every container. */
const mountedAt = '/.tencentcloudbase/wx/cloudbase_access_token'
/** The platform writes the file anew from time to time. */
const readAgainMs = minuteMs

/**
 * The token that WeChat's cloud hosting mounts into a container, so that no secret is needed: `auth:
 * cloudbaseAccessToken`. It opens only the paths on the list of the service; others answer 85107.
 */
export const cloudbaseAccessToken: MakeTokenSource = fromFile(mountedAt)

/** The same from another place. */
export function fromFile(path: string): MakeTokenSource {
  return () =>
    ownSource(
      async ({ method }) => {
        const { promises } = await import('node:fs')
        const text = await promises.readFile(path, 'utf8').catch(() => undefined)
        if (text === undefined) {
          throw new AnswerError({
            method,
            what: 'no cloudbase_access_token is mounted here',
            fix: 'run it in WeChat cloud hosting with the open API service enabled, or use another auth',
            retryable: false,
          })
        }
        return { token: checkToken(text.trim(), method), lifetimeMs: readAgainMs }
      },
      { parameter: 'cloudbase_access_token' },
    )
}
