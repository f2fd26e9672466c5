import { aboutErrcode } from './errcodes'
import { isOpenapiError, OpenapiError } from './openapi-error'
import { minuteMs } from './time'

/** What WeChat said, and what the row knows about it. */
export interface Refusal {
  method: string
  errCode: number
  /** WeChat's own words, already cleaned of secrets. */
  errmsg: string
  /** What the row says the code means for this method. */
  ownMeaning?: string
  ownFix?: string
  /** Whether the call changes nothing at all. */
  isRead?: boolean
  /** Whether the row says that it is worth sending again. */
  isBusy?: boolean
  /** Whether the row says that it was done before. */
  isRepeated?: boolean
}

const ridPattern = /\brid:\s*([0-9a-zA-Z]+(?:-[0-9a-zA-Z]+)*)/

/** WeChat understood the request and answered with an errcode. */
export class WeChatError extends OpenapiError {
  constructor(refusal: Refusal) {
    const known = aboutErrcode(refusal.errCode)
    const kind = refusal.isBusy ? 'busy' : refusal.isRepeated ? 'duplicate' : known.kind
    super('WeChatError', {
      errCode: refusal.errCode,
      errMsg: `openapi.${refusal.method}:fail ${refusal.errmsg}`,
      method: refusal.method,
      rid: ridPattern.exec(refusal.errmsg)?.[1],
      meaning: refusal.ownMeaning ?? known.means,
      fix: refusal.ownFix ?? known.fix,
      retryable: kind === 'busy' || kind === 'rate' || kind === 'token',
      maybeExecuted: kind === 'busy' && !refusal.isRead,
      // WeChat counts anew with every minute.
      retryAfterMs: kind === 'rate' ? minuteMs - (Date.now() % minuteMs) : undefined,
      alreadyDone: kind === 'duplicate' || undefined,
    })
  }
}

/** Whether WeChat answered with an errcode; with `code`, whether with this very one. */
export const isWeChatError = (error: unknown, code?: number): error is WeChatError =>
  isOpenapiError(error) && error.name === 'WeChatError' && (code === undefined || error.errCode === code)

/** WeChat refused to give an access token, so the call was not sent. `fix` says what to correct. */
export class TokenError extends OpenapiError {
  constructor(facts: { method: string; errCode: number; errmsg: string; retryAfterSeconds?: number }) {
    const { means, kind } = aboutErrcode(facts.errCode)
    const address = facts.errCode === 40164 || facts.errCode === 61004 ? addressIn(facts.errmsg) : undefined
    super('TokenError', {
      errCode: facts.errCode,
      errMsg: `openapi.${facts.method}:fail no access token: ${facts.errmsg}`,
      method: facts.method,
      meaning: facts.errCode === 40001 ? 'the secret is not valid' : means,
      fix: address
        ? `add ${address} to the IP allow-list of the account, or use cloud calls, which need none`
        : fixOf(facts.errCode),
      retryable: kind === 'busy' || kind === 'rate',
    })
  }
}

// At the token endpoint 40001 speaks of the secret, not of a token.
const fixOf = (code: number) => aboutErrcode(code === 40001 ? 40125 : code).fix

const addressIn = (text: string) =>
  /\b\d{1,3}(?:\.\d{1,3}){3}\b|[0-9a-fA-F]*:[0-9a-fA-F:]{2,}/.exec(text)?.[0]
