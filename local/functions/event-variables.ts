/** Who calls a function, in the words of WeChat's cloud. */
export interface Caller {
  /** OPENID of the user; omit it where no user calls. */
  OPENID?: string
  /** `wx_client` (default), `wx_devtools`, `wx_http`, `wx_trigger`, or a chain such as `wx_client,scf`. */
  SOURCE?: string
  /** Appid of the mini program; by default the one that the function has as `WX_APPID`. */
  APPID?: string
  UNIONID?: string
  /** Id of the environment; `local` by default. */
  ENV?: string
}

/** The environment of functions that run on this machine. */
export const localEnv = 'local'

// What node and the system need, and nothing else: a secret in the developer's shell is not the function's. Behind a
// proxy that opens TLS, the hosts that a function reaches are known by the certificates that the developer trusts.
const inherited = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TEMP',
  'TMP',
  'SYSTEMROOT',
  'SystemRoot',
  'USERPROFILE',
  'NODE_EXTRA_CA_CERTS',
]

// They tell a function about its event, and carry the messages of its process.
const told = new Set([
  'WX_CLIENTIP',
  'WX_OPENID',
  'WX_UNIONID',
  'WX_API_TOKEN',
  'WX_TRIGGER_API_TOKEN_V0',
  'WX_CONTEXT_KEYS',
  'TCB_SOURCE',
  'TRIGGER_SRC',
  'NODE_CHANNEL_FD',
  'NODE_CHANNEL_SERIALIZATION_MODE',
])

/**
 * The variables that the process of a function starts with.
 * @param given the variables that every function gets from its runner; they override all others
 * @param own the function's own, as its owner sets them in the cloud
 */
export function startVariables(
  given: Readonly<Record<string, string | undefined>>,
  own: Readonly<Record<string, string>> = {},
): Record<string, string> {
  // WeChat's cloud runs in UTC, unless the owner sets another time zone.
  const variables: Record<string, string> = { TZ: 'UTC' }
  for (const name of Object.keys(own)) if (!told.has(name)) variables[name] = own[name]!
  variables.TCB_ENV = localEnv
  variables.SCF_NAMESPACE = localEnv
  for (const name of inherited) {
    const value = process.env[name]
    if (value !== undefined) variables[name] = value
  }
  for (const name of Object.keys(given)) {
    const value = given[name]
    if (value !== undefined) variables[name] = value
  }
  return variables
}

/**
 * The variables that WeChat's cloud sets for one event: who calls, and from where.
 * @param own the function and its event, where there is a gateway that it can call others through
 */
export function eventVariables(
  caller: Caller,
  appid: string | undefined,
  own?: { readonly functionName: string; readonly event: string },
): Record<string, string> {
  const { OPENID, SOURCE = 'wx_client', APPID = appid, UNIONID, ENV = localEnv } = caller
  const context: Record<string, string> = { WX_CLIENTIP: '127.0.0.1' }
  if (OPENID) context.WX_OPENID = OPENID
  if (APPID) context.WX_APPID = APPID
  if (UNIONID) context.WX_UNIONID = UNIONID
  const more: Record<string, string> = SOURCE === 'wx_trigger' ? { TRIGGER_SRC: 'timer' } : {}
  // By it the gateway of the emulator knows which function calls, in which event and for whom; wx-server-sdk sends it.
  if (own) {
    const token = JSON.stringify({ ...own, openid: OPENID })
    context.WX_API_TOKEN = Buffer.from(token, 'utf8').toString('base64url')
    if (more.TRIGGER_SRC) more.WX_TRIGGER_API_TOKEN_V0 = context.WX_API_TOKEN
  }
  return {
    ...context,
    ...more,
    WX_CONTEXT_KEYS: Object.keys(context).join(','),
    TCB_ENV: ENV,
    SCF_NAMESPACE: ENV,
    TCB_SOURCE: SOURCE,
  }
}
