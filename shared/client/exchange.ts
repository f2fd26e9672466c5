import type { Authorised } from '../auth/strategy'
import type { Waiting } from '../auth/wait'
import { AmbiguousError } from '../errors/ambiguous-error'
import { isOpenapiError, type OpenapiError, whatHappened } from '../errors/openapi-error'
import { presentable } from '../errors/secrets'
import { WeChatError } from '../errors/wechat-error'
import type { Effect, Endpoint, Keyed } from '../schema/endpoint'
import { steadyNow } from '../transport/deadline'
import { outgoing } from '../transport/outgoing'
import { type Content, readAnswer } from '../transport/read-answer'
import type { Transport } from '../transport/transport'
import { type Hooks, type RequestEvent, tell } from './hooks'

/** What is known about the call that one exchange is part of. */
export interface Exchange {
  readonly row: Endpoint
  readonly transport: Transport
  readonly waiting: Waiting
  readonly hooks: Hooks
  readonly appid: string
  /** Everything that must not appear in an error. */
  secrets(): readonly string[]
}

/**
 * Sends one request and reads its answer.
 * @param attempt 1 for the first
 * @throws WeChatError for an errcode, AmbiguousError when a write was sent and its answer lost, or what else went
 * wrong on the way
 */
export async function sendOnce(
  { request, body }: Authorised,
  exchange: Exchange,
  attempt: number,
): Promise<Content> {
  const { row, transport, waiting, hooks, appid } = exchange
  const { verb, path } = request
  const start = steadyNow()
  const event = (): RequestEvent => ({ method: waiting.method, appid, attempt, verb, path })
  const ended = (errCode: number, rid?: string) =>
    tell(hooks.onResponse, () => ({ ...event(), durationMs: steadyNow() - start, errCode, rid }))
  tell(hooks.onRequest, event)
  try {
    const content = readAnswer(
      await transport.send(outgoing(request, body), waiting),
      waiting.method,
      row.result,
    )
    if (content.kind === 'json' && content.errcode !== 0) throw refusal(content, exchange)
    ended(0)
    return content
  } catch (error) {
    if (!isOpenapiError(error)) throw error
    const told = wasLost(error, row.effect) ? ambiguous(error, waiting.method) : error
    ended(told.errCode, told.rid)
    throw told
  }
}

function refusal(
  { errcode, errmsg }: Content & { kind: 'json' },
  { row, waiting, secrets }: Exchange,
): WeChatError {
  const { effect, errcodes = {} } = row
  const said = errcodes[errcode]
  const own: { means?: string; fix?: string } = typeof said === 'object' ? said : { means: said }
  const { again = [], repeated = [] } = effect as Keyed
  return new WeChatError({
    method: waiting.method,
    errCode: errcode,
    errmsg: presentable(errmsg, secrets()) || 'no reason given',
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
    what: `sent, but the answer was lost (${whatHappened(error)})`,
    retryable: false,
    cause: error,
  })
