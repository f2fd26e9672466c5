import { coordinate } from '../coordination'
import type { TokenStore } from './store'

/**
 * Makes a token store of four functions of your own. A cloud function takes only stores that were made with it, or
 * that come with this package: so that functions without a store need not carry the code for one.
 */
export const tokenStore = (own: TokenStore): TokenStore => ({
  read: key => own.read(key),
  publish: (key, token, lifetimeMs, readGeneration) => own.publish(key, token, lifetimeMs, readGeneration),
  lease: (key, owner, lifetimeMs) => own.lease(key, owner, lifetimeMs),
  release: (key, owner) => own.release(key, owner),
  coordinate,
})
