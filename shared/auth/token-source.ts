import type { Deadline } from '../transport/clock'
import type { Transport } from '../transport/transport'

/** A token fresh from where tokens come from. */
export interface FreshToken {
  readonly token: string
  /** How long it may be used, in milliseconds. */
  readonly lifetimeMs: number
}

/** What a source is asked. */
export interface TokenQuery {
  /** The method that needs the token, for error messages. */
  readonly method: string
  /** Whether a token is wanted that nobody had before, although the old one seems to live. */
  readonly force: boolean
  /** The token that WeChat refused, if it is wanted in place of one. */
  readonly refused?: string
  readonly deadline: Deadline
}

/** Where access tokens come from. */
export interface TokenSource {
  /** Under what name a store keeps the tokens of this source; holds no secret. Absent: no store keeps them. */
  readonly key?: string
  /** The secret that tokens are had with: a store keeps those of another apart, and never the secret itself. */
  readonly secret?: string
  /** How long before its end a token is renewed while it still serves, in milliseconds. */
  readonly renewBeforeMs: number
  /** Whether the source can be made to give another token than the one it would give. */
  readonly canForce: boolean
  /** The parameter of the URL that carries the token; `access_token` unless said otherwise. */
  readonly parameter?: string
  /**
   * Asks for a token, once.
   * @throws TokenError when WeChat refuses; TransportError, TimeoutError, AnswerError when it does not answer
   */
  fetch(query: TokenQuery): Promise<FreshToken>
}

/** Sets up a source for one account of a client. */
export type MakeTokenSource = (
  account: { readonly appid: string; readonly secret: string },
  transport: Transport,
) => TokenSource
