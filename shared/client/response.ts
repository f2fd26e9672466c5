import { isSecret, mask, redact } from '../errors/secrets'
import { ridOf } from '../errors/wechat-error'
import type { ResponseFacts } from '../schema/endpoint'
import { isRecord } from '../schema/objects'
import { steadyNow } from '../transport/clock'
import type { Answer } from '../transport/transport'
import type { Via } from './caller'

/** What is noted of one call on its way. */
export interface Trace extends Via {
  /** How many requests were sent. */
  attempts: number
  /** When it began and when the last response was there, by the steady clock. */
  readonly begin: number
  end: number
  answer?: Answer
}

/** Sends a request and notes it; the `send` of every trace, which has plain members because every call has one. */
export async function sendNoted(this: Trace, ...sent: Parameters<Via['send']>): Promise<Answer> {
  this.attempts += 1
  this.answer = await this.transport!.send(...sent)
  this.end = steadyNow()
  return this.answer
}

/** WeChat's id of the request, in what it says about a success or as a member of its own. */
export function ridIn({ answer }: Trace): string | undefined {
  const text = answer ? String(answer.body) : ''
  if (!/"rid"|rid:/.test(text)) return undefined
  try {
    const said: unknown = JSON.parse(text)
    if (!isRecord(said)) return undefined
    const { rid, errmsg, errMsg } = said
    return ridOf(typeof rid === 'string' ? `rid: ${rid}` : String(errmsg ?? errMsg))
  } catch {
    return undefined
  }
}

/** What `withResponse` adds to the result of a call that succeeded. */
export function factsOf(trace: Trace): ResponseFacts {
  const { attempts, begin, end, account } = trace
  const { status, headers = {} } = trace.answer!
  const secrets = account!.secrets()
  const shown: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    const text = String(value)
    shown[name] = name === 'set-cookie' || isSecret(name, text) ? mask : redact(text, secrets)
  }
  const rid = ridIn(trace)
  return { ...(rid && { rid }), status, headers: shown, attempts, ms: end - begin }
}
