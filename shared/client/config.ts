import { ConfigError } from '../errors/config-error'
import { callTimeoutMs } from '../errors/time'
import { type BaseUrl, parseBaseUrl } from '../transport/base-url'
import type { OpenapiOptions } from './options'

const weChat = 'https://api.weixin.qq.com'
const answerBytes = 10 * 1024 * 1024

/** Options after the environment has filled the gaps. */
export interface Config {
  readonly appid: string | undefined
  readonly secret: string | undefined
  readonly baseUrl: BaseUrl
  /** Whether nobody named another place than WeChat's own. */
  readonly isWeChat: boolean
  readonly timeoutMs: number
  readonly maxAnswerBytes: number
}

/**
 * Options first, then `WX_APPID`, `WX_SECRET` and `WX_OPENAPI_BASE_URL`.
 * @throws ConfigError naming the option or the variable that is wrong
 */
export function resolveConfig(options: OpenapiOptions, environment: NodeJS.ProcessEnv): Config {
  const fromEnvironment = environment.WX_OPENAPI_BASE_URL
  return {
    appid: options.appid ?? (environment.WX_APPID || undefined),
    secret: options.secret ?? (environment.WX_SECRET || undefined),
    baseUrl:
      options.baseUrl === undefined && fromEnvironment
        ? parseBaseUrl(fromEnvironment, 'environment')
        : parseBaseUrl(options.baseUrl ?? weChat, 'option'),
    isWeChat: options.baseUrl === undefined && !fromEnvironment,
    timeoutMs: positive('timeoutMs', options.timeoutMs) ?? callTimeoutMs,
    maxAnswerBytes: positive('maxAnswerBytes', options.maxAnswerBytes) ?? answerBytes,
  }
}

/** The account of a call: its appid and its secret. */
export function credentialsFor(
  appid: string | undefined,
  config: Config,
  options: OpenapiOptions,
): { appid: string; secret: string } {
  const wanted = appid ?? config.appid
  if (!wanted) throw new ConfigError({ what: 'there is no appid; set WX_APPID or the option appid' })
  checkText(appid !== undefined || options.appid !== undefined ? 'appid' : 'WX_APPID', wanted)
  const { accounts = {} } = options
  const other = Object.prototype.hasOwnProperty.call(accounts, wanted) ? accounts[wanted] : undefined
  const secret = other?.secret ?? (wanted === config.appid ? config.secret : undefined)
  // A source of the user's own needs no secret.
  if (!secret && typeof options.auth === 'function') return { appid: wanted, secret: '' }
  if (secret) {
    checkText(other ? 'accounts' : options.secret !== undefined ? 'secret' : 'WX_SECRET', secret)
    return { appid: wanted, secret }
  }
  throw new ConfigError({
    what:
      wanted === config.appid
        ? 'there is no secret; set WX_SECRET or the option secret'
        : `there is no secret for the appid ${wanted}; give it in the option accounts`,
  })
}

/** What copying leaves in an appid or a secret; WeChat would only say that the secret is wrong. */
export function traceOfCopying(text: string): string | undefined {
  if (text === 'undefined' || text === 'null') return `is the text ${text}`
  if (/["'`\u2018-\u201f]/.test(text)) return 'contains quotes'
  if (/[\r\n]/.test(text)) return 'contains a line break'
  return /\s/.test(text) ? 'contains spaces' : undefined
}

function checkText(name: string, text: string): void {
  const trace = traceOfCopying(text)
  if (!trace) return
  const where = name.startsWith('WX_') ? 'variable' : 'option'
  throw new ConfigError({
    what: `the ${where} ${name} ${trace}`,
    fix: 'copy it again, without quotes, spaces or line breaks',
  })
}

/** Whether something is a number above zero. */
export const isAboveZero = (value: unknown): boolean => typeof value === 'number' && value > 0

/**
 * A number that must be above zero, if it is given.
 * @throws ConfigError naming the option
 */
export function positive(name: string, given: number | undefined): number | undefined {
  if (given === undefined || isAboveZero(given)) return given
  throw new ConfigError({ what: `the option ${name} must be a number above 0` })
}
