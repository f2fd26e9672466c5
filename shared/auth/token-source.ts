import type { Deadline } from '../transport/deadline'

/** A token fresh from WeChat. */
export interface FreshToken {
  readonly token: string
  /** How long it may be used, in milliseconds. */
  readonly lifetimeMs: number
}

/** Where access tokens come from. */
export interface TokenSource {
  /** Under what name a store keeps the tokens of this source; holds no secret. */
  readonly key: string
  /** How long before its end a token is renewed while it still serves, in milliseconds. */
  readonly renewBeforeMs: number
  /** Whether the source can be made to give another token than the one it would give. */
  readonly canForce: boolean
  /**
   * Asks for a token, once.
   * @param options.method the method that needs it, for error messages
   * @throws TokenError when WeChat refuses; TransportError, TimeoutError, AnswerError when it does not answer
   */
  fetch(options: { method: string; force: boolean; deadline: Deadline }): Promise<FreshToken>
}
