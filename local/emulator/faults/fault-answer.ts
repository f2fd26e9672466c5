import { type Answer, jsonAnswer, makeRid } from '../platform/answer'
import { wordsOf } from '../platform/refusal'
import type { Clock } from '../state/clock'
import type { FaultAction } from './fault-rule'

/** What a fault answers in place of WeChat. */
export function faultAnswer(action: FaultAction, clock: Clock): Answer {
  const { errcode, http, rawBody, redirectTo } = action
  if (redirectTo !== undefined) {
    return { status: http ?? 302, contentType: 'text/html', body: '', headers: { Location: redirectTo } }
  }
  if (rawBody !== undefined) {
    const body = typeof rawBody === 'string' ? rawBody : Buffer.from(rawBody.base64, 'base64')
    return { status: http ?? 200, contentType: 'application/json; encoding=utf-8', body, ...said(body) }
  }
  if (errcode !== undefined) return { ...jsonAnswer(refusal(action, errcode, clock)), status: http ?? 200 }
  const status = http ?? 200
  const isBare = status === 204 || status === 304 || status === 200
  return { status, contentType: 'text/html', body: isBare ? '' : brokenPage(status) }
}

function refusal({ errmsg }: FaultAction, errcode: number, clock: Clock) {
  if (errmsg !== undefined) return { errcode, errmsg }
  return { errcode, errmsg: errcode === 0 ? 'ok' : `${wordsOf(errcode)} rid: ${makeRid(clock)}` }
}

/** The errcode in the body that a rule gave, for the log. */
function said(body: string | Buffer): Pick<Answer, 'errcode' | 'errmsg'> {
  if (body.length > 100_000) return {}
  try {
    const { errcode, errmsg } = JSON.parse(body.toString())
    return {
      errcode: typeof errcode === 'number' ? errcode : undefined,
      errmsg: typeof errmsg === 'string' ? errmsg : undefined,
    }
  } catch {
    return {}
  }
}

const brokenPage = (status: number): string =>
  `<html>\r\n<head><title>${status}</title></head>\r\n<body>\r\n<center><h1>${status}</h1></center>\r\n</body>\r\n</html>\r\n`
