import { readWxContext } from '../auth/wx-context'

/** Who is calling, as WeChat's cloud says it. */
export interface Caller {
  /** OPENID of the user; empty when no user of the mini program is calling. */
  readonly openid: string
  /** The environment of the function. */
  readonly env: string
  /** Whether a user is calling from the mini program itself: not a trigger, a web request, a console, a function. */
  readonly isUser: boolean
  /** Whether that user is listed in OPENAPI_OPERATORS. */
  readonly isOperator: boolean
}

/** Tells who is calling. Reads the environment, so call it before anything is awaited. */
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

/** The OPENIDs that are listed, parted by commas or blanks. */
const operators = ({ OPENAPI_OPERATORS = '' }: NodeJS.ProcessEnv): string[] =>
  OPENAPI_OPERATORS.split(/[\s,，]+/)
