import type { CloudFunction, Reply } from '../../../shared/gateway'

/** The variables that WeChat's cloud sets for an event. */
export interface Setting {
  OPENID?: string
  SOURCE?: string
  ENV?: string
  operators?: string
}

const names = ['WX_CONTEXT_KEYS', 'WX_OPENID', 'WX_APPID', 'TCB_ENV', 'TCB_SOURCE', 'SCF_NAMESPACE']

function variablesOf({ OPENID, SOURCE, ENV = 'shop-1', operators }: Setting): NodeJS.ProcessEnv {
  return {
    WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID',
    WX_OPENID: OPENID,
    WX_APPID: 'wx0123456789abcdef',
    TCB_ENV: ENV,
    TCB_SOURCE: SOURCE,
    OPENAPI_OPERATORS: operators,
  }
}

/**
 * Hands an event to a function as WeChat's cloud does: the variables stand when the function is entered, and are gone
 * as soon as it waits for something.
 */
export function handle(
  main: CloudFunction,
  setting: Setting,
  event: unknown,
  context?: unknown,
): Promise<Reply> {
  const before = { ...process.env }
  for (const name of [...names, 'OPENAPI_OPERATORS']) delete process.env[name]
  for (const [name, value] of Object.entries(variablesOf(setting))) {
    if (value !== undefined) process.env[name] = value
  }
  try {
    return main(event, context)
  } finally {
    for (const name of [...names, 'OPENAPI_OPERATORS']) delete process.env[name]
    Object.assign(process.env, before)
  }
}

/** A user of the mini program who is an operator. */
export const operator: Setting = { OPENID: 'oOperator', SOURCE: 'wx_client', operators: 'oOperator' }
/** A user of the mini program who is none. */
export const user: Setting = { OPENID: 'oUser', SOURCE: 'wx_client', operators: 'oOperator' }
