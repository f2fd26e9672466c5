import { AnswerError, TimeoutError, TransportError, UnknownMethodError } from '../errors/our-errors'

/** What wx-server-sdk throws. */
interface Thrown {
  readonly errCode?: unknown
  readonly errMsg?: unknown
  readonly message?: unknown
}

const notFound = -604100
const timeouts = [-604102, -501002]
/** The SDK's word for everything that went wrong on the way: DNS, a broken connection, a missing environment. */
const brokenOnTheWay = -501001
const systemError = -604103

/** Nothing left this machine. */
const notSent = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN/

/**
 * What wx-server-sdk threw, as WeChat's refusal: then it is the body of an answer.
 * @throws the error class of this library, where it was the cloud or the way to it
 */
export function refusalOf(thrown: unknown, method: string): { errcode: number; errmsg: string } {
  const { errCode, errMsg, message } = (thrown || {}) as Thrown
  const errcode = typeof errCode === 'number' && errCode !== 0 ? errCode : undefined
  const said = String(errMsg === undefined ? message : errMsg).replace(/^openapi\.[\w.]*:fail /, '')
  if (errcode === notFound) {
    throw new UnknownMethodError({
      method,
      what: 'the cloud knows no method of this name',
      fix: "not every method can be called from the cloud; omit transport: 'cloud' for this one",
    })
  }
  if (errcode !== undefined && timeouts.indexOf(errcode) >= 0) {
    throw new TimeoutError({ method, what: 'the cloud gave no response in time', maybeExecuted: true })
  }
  if (errcode === systemError) {
    throw new AnswerError({ method, what: 'the cloud failed', maybeExecuted: true, retryable: true })
  }
  if (errcode === undefined || errcode === brokenOnTheWay) {
    // What the SDK says here may hold addresses; which of its kinds it was is enough.
    const [kind = 'the connection to the cloud failed'] = /\bE[A-Z]{4,}\b|socket hang up/.exec(said) || []
    throw new TransportError({ method, what: kind, retryable: true, maybeExecuted: !notSent.test(said) })
  }
  return { errcode, errmsg: said }
}
