import { aboutErrcode, type PlatformErrcode } from './errcodes'
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

/** WeChat's id of a request, from its words about it. */
export const ridOf = (errmsg = ''): string | undefined => (ridPattern.exec(errmsg) || [])[1]

/** WeChat understood the request and answered with an errcode. */
export class WeChatError extends OpenapiError {
  constructor(refusal: Refusal) {
    const known = aboutErrcode(refusal.errCode)
    const kind = refusal.isBusy ? 'busy' : refusal.isRepeated ? 'duplicate' : known.kind
    super('WeChatError', {
      errCode: refusal.errCode,
      errMsg: `openapi.${refusal.method}:fail ${refusal.errmsg}`,
      method: refusal.method,
      rid: ridOf(refusal.errmsg),
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

/** A method of `openapi`, whose promise knows the errcodes of its row. */
type Calls<Code extends number> = (...given: never[]) => PromiseLike<unknown> & { readonly errcodes?: Code }

/** An errcode of a method's own or of the whole platform; any other number may come too. */
// Written so that editors still offer the known values.
export type ErrcodeOf<Code extends number> = Code | PlatformErrcode | (number & {})

/** Whether WeChat answered with an errcode; with `code`, whether with this very one. */
export function isWeChatError(error: unknown, code?: number): error is WeChatError
/** Whether WeChat answered with an errcode; `method` says of which method, for the type of `errCode`. */
export function isWeChatError<Code extends number>(
  error: unknown,
  method: Calls<Code>,
): error is WeChatError & { readonly errCode: ErrcodeOf<Code> }
export function isWeChatError(error: unknown, given?: number | Calls<number>): boolean {
  const isOurs = isOpenapiError(error) && error.name === 'WeChatError'
  return isOurs && (typeof given !== 'number' || error.errCode === given)
}
