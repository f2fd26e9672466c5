import { readWxContext } from '../auth/wx-context'

/** The caller, according to WeChat's cloud. */
export interface Caller {
  /** OPENID of the user; empty if the caller is not a user of the mini program. */
  readonly openid: string
  /** The environment of the function. */
  readonly env: string
  /** Whether a user is calling from the mini program itself: not a trigger, a web request, a console, a function. */
  readonly isUser: boolean
  /** Whether that user is listed in OPENAPI_OPERATORS. */
  readonly isOperator: boolean
}

/** Identifies the caller. Reads the environment, so call it before any await. */
export function identify(environment: NodeJS.ProcessEnv): Caller {
  const { OPENID, SOURCE, ENV } = readWxContext(environment)
  const openid = typeof OPENID === 'string' ? OPENID : ''
  const isUser = openid !== '' && SOURCE === 'wx_client'
  return {
    openid,
    env: ENV ?? '',
    isUser,
    isOperator: isUser && operators(environment).includes(openid),
  }
}

/** The listed OPENIDs, separated by commas or spaces. */
const operators = ({ OPENAPI_OPERATORS = '' }: NodeJS.ProcessEnv): string[] =>
  OPENAPI_OPERATORS.split(/[\s,，]+/)
