import type { Authorised } from '../auth/strategy'
import type { Waiting } from '../auth/wait'
import { AmbiguousError } from '../errors/ambiguous-error'
import { isOpenapiError } from '../errors/openapi-error'
import { presentable } from '../errors/redact'
import { WeChatError } from '../errors/wechat-error'
import type { Effect, Endpoint } from '../schema/endpoint'
import { outgoing } from '../transport/outgoing'
import { type Content, readAnswer } from '../transport/read-answer'
import type { Transport } from '../transport/transport'

/** What is known about the call that one exchange is part of. */
export interface Exchange {
  readonly row: Endpoint
  readonly transport: Transport
  readonly waiting: Waiting
  /** Everything that must not appear in an error. */
  secrets(): readonly string[]
}

/**
 * Sends one request and reads its answer.
 * @throws WeChatError for an errcode, AmbiguousError when a write was sent and its answer lost, or what else went
 * wrong on the way
 */
export async function sendOnce({ request, body }: Authorised, exchange: Exchange): Promise<Content> {
  const { row, transport, waiting } = exchange
  try {
    const content = readAnswer(await transport.send(outgoing(request, body), waiting), waiting.method)
    if (content.kind === 'json' && content.errcode !== 0) throw refusal(content, exchange)
    return content
  } catch (error) {
    throw wasLost(error, row.effect) ? ambiguous(error as Error, waiting.method) : error
  }
}

function refusal(
  { errcode, errmsg }: Content & { kind: 'json' },
  { row, waiting, secrets }: Exchange,
): WeChatError {
  const own = row.errcodes?.[errcode]
  return new WeChatError({
    method: waiting.method,
    errCode: errcode,
    errmsg: presentable(errmsg, secrets()) || 'no reason given',
    ownMeaning: typeof own === 'string' ? own : own?.means,
    ownFix: typeof own === 'string' ? undefined : own?.fix,
    repeatable: row.effect !== 'write',
  })
}

/** Whether a write left this machine and no answer says what became of it. */
const wasLost = (error: unknown, effect: Effect): boolean =>
  effect === 'write' &&
  isOpenapiError(error) &&
  error.maybeExecuted &&
  ['TransportError', 'TimeoutError', 'AnswerError'].includes(error.name)

const ambiguous = (error: Error, method: string): AmbiguousError =>
  new AmbiguousError({
    method,
    what: `sent, but the answer was lost (${(error as { errMsg?: string }).errMsg?.replace(/^[^:]*:fail /, '') ?? 'unknown'})`,
    retryable: false,
    cause: error,
  })
