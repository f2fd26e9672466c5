import type { Authorised } from '../auth/strategy'
import { pause, type Waiting, waitFor } from '../auth/wait'
import { abortedUnsent } from '../errors/abort-error'
import { AmbiguousError } from '../errors/ambiguous-error'
import { isTokenErrcode } from '../errors/errcodes'
import type { Fault } from '../errors/invalid-params-error'
import { addFacts, isOpenapiError, type OpenapiError, whatHappened } from '../errors/openapi-error'
import { isSecret, presentable, secretsIn } from '../errors/secrets'
import { TimeoutError } from '../errors/timeout-error'
import { ridOf, WeChatError } from '../errors/wechat-error'
import type { EncodedRequest } from '../schema/encode'
import type { Effect, Endpoint, Keyed } from '../schema/endpoint'
import { steadyNow } from '../transport/clock'
import { outgoing } from '../transport/outgoing'
import { type Content, readAnswer } from '../transport/read-answer'
import type { Transport } from '../transport/transport'
import type { Account } from './accounts'
import { type Hooks, type RequestEvent, tell } from './hooks'
import type { Retrier } from './retry'

/** Checks parameters against a row in full. */
export type Check = (row: Endpoint, params: unknown, convertCase: boolean) => Fault[]

/** Finds the row that another one names for when it was done before. */
export type FindRow = (name: string) => Endpoint | undefined

/** Everything about one call. It is made once and handed on, from the parameters down to the bytes. */
export interface Call extends Waiting {
  readonly row: Endpoint
  readonly params: unknown
  readonly convertCase: boolean
  readonly account: Account
  readonly transport: Transport
  readonly hooks: Hooks
  /** Decides about second attempts; without one there are none but with another token. */
  readonly retrier?: Retrier
  readonly retryWrites?: boolean
  /** Finds every fault of the parameters, where they are to be checked in full. */
  readonly check?: Check
  readonly find?: FindRow
  /** How often it is sent again at most, where that is not the client's own number. */
  readonly retries?: number
}

/** How far a call has come. */
interface Progress {
  sent: number
  retries: number
  /** Whether another token took the place of a refused one. */
  isRenewed: boolean
  /** Whether any attempt so far may have been executed. */
  mayBeDone: boolean
}

/**
 * Sends a call, and again where that is safe and worth it.
 * @throws the error of the last attempt; it says how many there were, and whether any of them may have been executed
 */
export async function sendUntilDone(call: Call, encoded: EncodedRequest): Promise<Content> {
  const { method, signal, account, retrier } = call
  const strategy = account.strategies[call.row.auth || 'accessToken']!
  const progress: Progress = { sent: 0, retries: 0, isRenewed: false, mayBeDone: false }
  let authorised: Authorised | undefined
  for (;;) {
    try {
      if (signal?.aborted) throw abortedUnsent(method)
      authorised = authorised || (await strategy.authorise(encoded, call))
    } catch (error) {
      throw unsent(error, call, progress)
    }
    progress.sent += 1
    try {
      const content = await sendOnce(authorised, call, progress.sent)
      if (retrier?.isSpent) retrier.reward()
      if (progress.isRenewed && account.keeper) account.keeper.confirm(method)
      return content
    } catch (error) {
      authorised = await sendAgain(error, authorised, call, progress)
    }
  }
}

/**
 * Decides what comes after an attempt that failed, and waits for it.
 * @returns another right to make the call; `undefined`: the old way once more
 * @throws the error of the attempt where there is no other, or what ended the wait
 */
async function sendAgain(
  error: unknown,
  authorised: Authorised,
  call: Call,
  progress: Progress,
): Promise<Authorised | undefined> {
  if (!isOpenapiError(error)) throw error
  const { method, row, account, deadline, retrier, retryWrites, hooks } = call
  progress.mayBeDone = progress.mayBeDone || error.maybeExecuted
  try {
    // WeChat looked at the token and did nothing, so any call may be sent again, with another token.
    const other = isRefusal(error) && authorised.renew ? await authorised.renew() : undefined
    if (other) {
      progress.isRenewed = true
      return other
    }
  } catch (ended) {
    throw unsent(ended, call, progress)
  }
  const { retries } = progress
  const failed = {
    error,
    effect: row.effect,
    retries,
    most: call.retries,
    leftMs: deadline.left(),
    retryWrites,
  }
  const delayMs = retrier ? retrier.delay(failed) : undefined
  if (delayMs === undefined) throw withFacts(error, call, progress)
  progress.retries += 1
  const { errCode } = error
  const { appid } = account.credentials
  tell(hooks.onRetry, () => ({ method, appid, attempt: progress.sent, errCode, delayMs }))
  try {
    await waitFor(pause(delayMs), call)
  } catch (ended) {
    throw unsent(ended, call, progress)
  }
  return undefined
}

/** Adds to an error what the attempts before it tell. */
function withFacts(error: unknown, { row, account }: Call, { sent, mayBeDone }: Progress): unknown {
  if (isOpenapiError(error)) {
    addFacts(error, {
      attempts: sent > 1 ? sent : undefined,
      maybeExecuted: (mayBeDone && row.effect !== 'read') || undefined,
      warning: isRefusal(error) && account.keeper ? account.keeper.rival() : undefined,
    })
  }
  return error
}

/** What ended a wait for an attempt, said of a call that was sent before if it was. */
function unsent(error: unknown, call: Call, progress: Progress): unknown {
  const { method } = call
  const name = progress.sent > 0 && isOpenapiError(error) ? error.name : ''
  const told =
    name === 'AbortError'
      ? abortedUnsent(method, ' again')
      : name === 'TimeoutError'
        ? new TimeoutError({ method, what: 'no time was left to send it again' })
        : error
  return withFacts(told, call, progress)
}

const isRefusal = ({ name, errCode }: OpenapiError): boolean =>
  name === 'WeChatError' && isTokenErrcode(errCode)

/**
 * Sends one request and reads its answer.
 * @param attempt 1 for the first
 * @throws WeChatError for an errcode, AmbiguousError when a write was sent and its answer lost, or what else went
 * wrong on the way
 */
async function sendOnce({ request, body }: Authorised, call: Call, attempt: number): Promise<Content> {
  const { method, row, transport, hooks, account } = call
  const { verb, path } = request
  const { appid } = account.credentials
  const startedAt = hooks.onResponse ? steadyNow() : 0
  const event = (): RequestEvent => ({ method, appid, attempt, verb, path })
  const ended = (errCode: number, rid?: string) =>
    tell(hooks.onResponse, () => ({ ...event(), durationMs: steadyNow() - startedAt, errCode, rid }))
  if (hooks.onRequest) tell(hooks.onRequest, event)
  try {
    const content = readAnswer(await transport.send(outgoing(request, body), call), method, row.result)
    if (content.kind === 'json' && content.errcode !== 0) throw refusal(content, call, request)
    if (hooks.onResponse) ended(0, ridOf((content as { errmsg?: string }).errmsg))
    return content
  } catch (error) {
    if (!isOpenapiError(error)) throw error
    const told = wasLost(error, row.effect) ? ambiguous(error, method) : error
    ended(told.errCode, told.rid)
    throw told
  }
}

function refusal(
  { errcode, errmsg }: Content & { kind: 'json' },
  { method, row, account }: Call,
  { query, json }: EncodedRequest,
): WeChatError {
  const { effect, errcodes = {} } = row
  const said = errcodes[errcode]
  const own: { means?: string; fix?: string } = typeof said === 'object' ? said : { means: said }
  const { again = [], repeated = [] } = effect as Keyed
  const inQuery = query.filter(([name, value]) => isSecret(name, value)).map(([, value]) => value)
  const secrets = [...account.secrets(), ...inQuery, ...secretsIn(json)]
  return new WeChatError({
    method,
    errCode: errcode,
    errmsg: presentable(errmsg, secrets) || 'no reason given',
    ownMeaning: own.means,
    ownFix: own.fix,
    isRead: effect === 'read',
    isBusy: again.includes(errcode),
    isRepeated: repeated.includes(errcode),
  })
}

/** Whether a write left this machine and no answer says what became of it; an abort was the caller's own wish. */
const wasLost = (error: OpenapiError, effect: Effect): boolean =>
  effect === 'write' && error.maybeExecuted && error.name !== 'WeChatError' && error.name !== 'AbortError'

const ambiguous = (error: OpenapiError, method: string): AmbiguousError =>
  new AmbiguousError({
    method,
    what: `sent, but the response was lost (${whatHappened(error)})`,
    retryable: false,
    cause: error,
  })
