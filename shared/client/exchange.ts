import type { Authorised } from '../auth/strategy'
import { AmbiguousError } from '../errors/ambiguous-error'
import { isOpenapiError, type OpenapiError, whatHappened } from '../errors/openapi-error'
import { isSecret, presentable, secretsIn } from '../errors/secrets'
import { WeChatError } from '../errors/wechat-error'
import type { Effect, Keyed } from '../schema/endpoint'
import type { EncodedRequest } from '../schema/request'
import { steadyNow } from '../transport/clock'
import { outgoing } from '../transport/outgoing'
import { type Content, readAnswer } from '../transport/read-answer'
import type { Call } from './call'
import { type RequestEvent, tell } from './hooks'

/**
 * Sends one request and reads its answer.
 * @param attempt 1 for the first
 * @throws WeChatError for an errcode, AmbiguousError when a write was sent and its answer lost, or what else went
 * wrong on the way
 */
export async function sendOnce({ request, body }: Authorised, call: Call, attempt: number): Promise<Content> {
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
    if (hooks.onResponse) ended(0)
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
    what: `sent, but the answer was lost (${whatHappened(error)})`,
    retryable: false,
    cause: error,
  })
