/** How the mini program reaches its cloud functions. The one place to change for an account of your own. */
export interface Config {
  /** Id of the cloud environment, as the cloud console shows it; empty: the account's first one. */
  environmentId: string
  /** `namespace`: one function for each namespace (`logistics`); `single`: all through the one named below. */
  callThrough: 'namespace' | 'single'
  /** Name of the one function, where `callThrough` is `single`. */
  singleFunction: string
  /** The longest a call may take, in milliseconds. Above the time-out of the functions (20 s), so that they answer first. */
  callTimeoutMs: number
}

/** The configuration in use. */
export const config: Config = {
  environmentId: '',
  callThrough: 'namespace',
  singleFunction: 'openapi',
  callTimeoutMs: 25_000,
}

/** Name of the cloud function that serves a namespace: `officialAccount.newtmpl` is `officialAccount-newtmpl`. */
export const functionOf = (namespace: string): string =>
  config.callThrough === 'single' ? config.singleFunction : namespace.split('.').join('-')
