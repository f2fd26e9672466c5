/** Who is calling and from where, as WeChat's cloud says it. */
export interface WxContext {
  /** OPENID of the user; only when a client is calling. */
  OPENID?: string
  APPID?: string
  UNIONID?: string
  /** The environment of the function. */
  ENV?: string
  /** `wx_client`, `wx_devtools`, `wx_http`, `wx_trigger`, or a chain such as `wx_client,scf`. */
  SOURCE?: string
  [key: string]: string | number | undefined
}

const prefix = 'WX_'

/**
 * Reads the context of the event that is being handled. WeChat's cloud writes it into the environment before every
 * event, so read it once, at entry, before anything is awaited.
 */
export function readWxContext(environment: NodeJS.ProcessEnv = process.env): WxContext {
  const context: WxContext = {}
  const names = environment.WX_CONTEXT_KEYS
  if (!names) return context
  for (const name of names.split(',')) {
    const value = environment[name]
    if (name === '' || value === undefined) continue
    context[name.startsWith(prefix) && name.length > prefix.length ? name.slice(prefix.length) : name] = value
  }
  context.ENV = environment.TCB_ENV || environment.SCF_NAMESPACE
  if (environment.TCB_SOURCE) context.SOURCE = environment.TCB_SOURCE
  return context
}
