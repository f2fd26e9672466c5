import { ConfigError } from '../../errors/config-error'
import { coordinate } from '../coordination'
import { missingFunction, type TokenStore } from './store'

/**
 * Makes a token store of four functions of your own. A cloud function takes only stores that were made with it, or
 * that come with this package: so that functions without a store need not carry the code for one.
 * @throws ConfigError when one of the functions is missing
 */
export function tokenStore(own: TokenStore): TokenStore {
  const missing = missingFunction(own)
  if (missing) {
    throw new ConfigError({
      what: `tokenStore: its argument has no function ${missing}`,
      fix: 'pass an object with the functions read, publish, lease and release',
    })
  }
  return {
    read: key => own.read(key),
    publish: (key, token, lifetimeMs, readGeneration) => own.publish(key, token, lifetimeMs, readGeneration),
    lease: (key, owner, lifetimeMs) => own.lease(key, owner, lifetimeMs),
    release: (key, owner) => own.release(key, owner),
    coordinate,
  }
}
