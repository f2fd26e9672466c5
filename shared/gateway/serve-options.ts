import type { OpenapiOptions } from '../client'

/** What the author of a cloud function may change. */
export interface ServeOptions {
  /**
   * Methods that are HTTPS-only on the platform, so that config.json has no permission name for them:
   * `['testUpdateOrder']`. A full name, or the short one where only one namespace is served.
   */
  httpsOnly?: readonly string[]
  /**
   * Methods that every user of the mini program may call, not operators only: `['getPath']`. For those users every
   * parameter that names a user by OPENID becomes their own, and a parameter that the method does not know is refused.
   * A method that names users by another id, such as a unionid, cannot be opened. Open only what reads by OPENID: who may see an
   * order by its id alone is not checked. They need their place in config.json all the same.
   */
  everyone?: readonly string[]
  /**
   * How many calls a second one user may make, of those that caller, method and permission allow; 50 by default. Each
   * instance of the function counts for itself. What is beyond is refused with 45011.
   */
  callsPerSecond?: number
  /** How WeChat is called; what is left out comes from the environment of the function. */
  openapi?: Omit<OpenapiOptions, 'strict' | 'transport'>
}
