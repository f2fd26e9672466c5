/** How the mini program reaches its cloud functions. The one place to change for your own account. */
export interface Config {
  /** Id of the cloud environment, as the cloud console shows it; empty: the account's first one. */
  environmentId: string
  /** `namespace`: one function for each namespace (`logistics`); `single`: one function, named below, for all. */
  callThrough: 'namespace' | 'single'
  /** Name of that function, if `callThrough` is `single`. */
  singleFunction: string
  /** The timeout of a call, in milliseconds. Longer than that of the functions (20 s), so that they respond first. */
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
