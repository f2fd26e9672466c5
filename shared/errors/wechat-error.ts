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
