import type { Notices, Renew } from '../renewal'
import type { TokenSource } from '../token-source'

/** A token as it is kept. */
export interface StoredToken {
  /** The access token itself. */
  token: string
  /** Rises with every token that is published under a key. */
  generation: number
  /** How long the token may still be used, in milliseconds, by the store's own clock. */
  remainingMs: number
}

/**
 * Where access tokens are kept so that several clients share them. Keys hold no secret. Every method may fail:
 * the client then goes on without the store.
 */
export interface TokenStore {
  /** The token under a key, if there ever was one; an expired one has nothing remaining. */
  read(key: string): Promise<StoredToken | undefined>
  /**
   * Keeps a token, if the generation is still the one that was read (0: there was none).
   * @returns whether it was kept; `false` when somebody else published meanwhile
   */
  publish(key: string, token: string, lifetimeMs: number, readGeneration: number): Promise<boolean>
  /**
   * Takes the right to fetch a token, for a limited time.
   * @returns whether it was taken; `false` when somebody else holds it
   */
  lease(key: string, owner: string, lifetimeMs: number): Promise<boolean>
  /** Gives the right back, if it is still the owner's. */
  release(key: string, owner: string): Promise<void>
  /** How all who share the store act together: `tokenStore` adds it to a store of your own. */
  readonly coordinate?: Coordinate
}

/** Renews the tokens of one source together with all who share a store. */
export type Coordinate = (store: TokenStore, source: TokenSource, notices: Notices) => Renew

/** The first of the functions of a store that something lacks; undefined when it is a store. */
export const missingFunction = (store: unknown): string | undefined =>
  (['read', 'publish', 'lease', 'release'] as const).find(name => {
    try {
      return typeof (store as Partial<TokenStore> | null | undefined)?.[name] !== 'function'
    } catch {
      return true
    }
  })
