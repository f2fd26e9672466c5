import { config } from '../config'
import { type CallFacts, type CloudFault, callError, ours } from './call-error'

/** The event that the mini program sends to a cloud function. */
export interface FunctionEvent {
  method: string
  params: object
}

/** Connects to the cloud environment; once, when the mini program starts. */
export function startCloud(): void {
  // WeChat versions older than cloud functions have no `wx.cloud`: every call then reports it.
  if (!wx.cloud) return
  wx.cloud.init(config.environmentId ? { env: config.environmentId, traceUser: true } : { traceUser: true })
}

/**
 * Calls a cloud function and returns its result.
 * @param name the function
 * @param event its event
 * @param kind the kind of call, for the right error
 * @param timeoutMs the timeout in milliseconds
 * @throws CallError if there is no result
 */
export function callFunction(
  name: string,
  event: FunctionEvent,
  kind: CallKind,
  timeoutMs: number = config.callTimeoutMs,
): Promise<unknown> {
  if (!wx.cloud) return Promise.reject(callError(withoutCloud(kind)))
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(callError(outOfTime(kind, timeoutMs))), timeoutMs)
    const fail = (thrown: unknown) => {
      clearTimeout(timer)
      reject(callError(readThrown(thrown, kind)))
    }
    try {
      wx.cloud.callFunction({ name, data: event }).then(({ result }) => {
        clearTimeout(timer)
        resolve(result)
      }, fail)
    } catch (thrown) {
      fail(thrown)
    }
  })
}

/** The kind of a call, as far as errors depend on it. */
export interface CallKind {
  method: string
  /** Whether a second send of the call changes nothing. */
  reads: boolean
}

/** What `wx.cloud` throws. */
interface Thrown {
  errCode?: unknown
  errMsg?: unknown
  message?: unknown
}

const has = (text: string, pattern: RegExp): boolean => pattern.test(text)

// WeChat uses one code for several errors, so the text decides if possible.
function cloudFaultOf(errCode: number, text: string): CloudFault | undefined {
  if (has(text, /FUNCTION_?NOT_?FOUND|FunctionName parameter could not be found|function .*not exist/i))
    return 'missing'
  if (has(text, /Cannot find module|entry file|index\.js/i)) return 'incomplete'
  if (has(text, /too large|exceed\w*.*(size|\b1 ?MB?\b)|size.*(exceed|limit)|PAYLOAD_SIZE/i))
    return 'tooLarge'
  if (has(text, /env.*(not exist|not found|invalid)|(invalid|no).*\benv/i) || errCode === -501005)
    return 'environment'
  if (has(text, /cloud (api|development) isn'?t enabled|not.*activated/i) || errCode === -601034)
    return 'closed'
  if (errCode === -504001 || errCode === -504002 || has(text, /functions? execute fail/i)) return 'crashed'
  if (errCode === -501000) return 'missing'
  if (has(text, /request:fail|net::|network|ECONN|socket|disconnect/i)) return undefined
  return errCode <= -401000 ? 'refused' : undefined
}

const neverLeft =
  /ERR_INTERNET_DISCONNECTED|ERR_NAME_NOT_RESOLVED|ERR_ADDRESS_UNREACHABLE|ENOTFOUND|ECONNREFUSED/i
const tooSlow = /timed? ?out|-504003|超时/i

/** Reads what `wx.cloud.callFunction` threw: the phone, the network, a timeout, or the function. */
export function readThrown(thrown: unknown, { method, reads }: CallKind): CallFacts {
  const { errCode, errMsg, message } = (typeof thrown === 'object' && thrown ? thrown : {}) as Thrown
  const text = String(errMsg || message || thrown || 'unknown fault')
  // The code is also in the text, in some versions of WeChat only there.
  const code = typeof errCode === 'number' ? errCode : Number(/errCode: ?(-?\d+)/.exec(text)?.[1] ?? -1)
  const known = { method, errMsg: text }
  const cloudFault = code === -504003 ? undefined : cloudFaultOf(code, text)
  if (cloudFault) {
    const ran = cloudFault === 'crashed' || cloudFault === 'tooLarge' || cloudFault === 'refused'
    return {
      ...known,
      errCode: code,
      origin: 'cloud',
      cloudFault,
      retryable: cloudFault === 'crashed',
      maybeExecuted: ran && !reads,
    }
  }
  if (code === -504003 || tooSlow.test(text))
    return timedOut(known, reads, code === -504003 ? 'cloud' : 'phone')
  return {
    ...known,
    errCode: ours.network,
    origin: 'phone',
    retryable: true,
    maybeExecuted: !reads && !neverLeft.test(text),
  }
}

const timedOut = (
  known: { method: string; errMsg: string },
  reads: boolean,
  origin: 'cloud' | 'phone',
): CallFacts => ({ ...known, errCode: ours.timeout, origin, retryable: true, maybeExecuted: !reads })

/** There was no response within the mini program's timeout. */
export const outOfTime = ({ method, reads }: CallKind, timeoutMs: number): CallFacts =>
  timedOut({ method, errMsg: `openapi.${method}:fail no answer within ${timeoutMs} ms` }, reads, 'phone')

/** This WeChat is older than cloud functions. */
export const withoutCloud = ({ method }: CallKind): CallFacts => ({
  method,
  errCode: ours.config,
  errMsg: `openapi.${method}:fail wx.cloud is missing`,
  origin: 'cloud',
  cloudFault: 'unsupported',
  retryable: false,
  maybeExecuted: false,
})
