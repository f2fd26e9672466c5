import { AbortError, abortedUnsent } from '../errors/abort-error'
import { AnswerError } from '../errors/answer-error'
import { TimeoutError } from '../errors/timeout-error'
import { TransportError } from '../errors/transport-error'
import { UnknownMethodError } from '../errors/unknown-method-error'
import type { EncodedRequest } from '../schema/encode'
import { jsonText } from '../schema/json-text'
import { isObject } from '../schema/objects'
import { loadSdk } from './load-sdk'
import type { Body } from './outgoing'
import type { Answer, SendOptions, Transport } from './transport'

/** A method of wx-server-sdk, or what leads to it. */
type Callable = ((params: object) => Promise<Record<string, unknown>>) & { readonly [name: string]: Callable }

/** As much of wx-server-sdk as cloud calls need. */
interface CloudSdk {
  openapi(options: { convertCase: false; appid?: string }): Callable
}

interface InstalledSdk extends CloudSdk {
  readonly DYNAMIC_CURRENT_ENV?: unknown
  init(options: object): void
  createNewInstance?(options: object): CloudSdk
}

interface FileText {
  readonly name: string
  readonly contentType: string
  readonly fileName: string
  readonly base64: string
}

/** A cloud call as the text in which it travels from the pipeline to the SDK: all parameters in WeChat's names. */
interface CallText {
  readonly params: Record<string, unknown>
  readonly files: readonly FileText[]
}

/** The parameters of a call as the body of a request that only `cloudCall` understands. */
export function cloudBody({ json, query, files = [], raw }: EncodedRequest): Body {
  const params: Record<string, unknown> = Object.assign({}, json)
  for (const [name, value] of query) params[name] = value
  const all = raw ? [raw] : files
  const text: CallText = {
    params,
    files: all.map(({ name, contentType, fileName, value }) => ({
      name,
      contentType,
      fileName,
      base64: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64'),
    })),
  }
  return { contentType: 'application/json', body: jsonText(text) }
}

/**
 * Calls by name through the installed wx-server-sdk, for code inside WeChat's cloud: there neither a secret nor a token
 * is needed. The SDK is loaded with the first call, and renames nothing.
 * @param appid another account than the one that the cloud belongs to
 */
export function cloudCall(appid: string | undefined): Transport {
  let sdk: CloudSdk | undefined
  return {
    async send({ body }, options) {
      sdk = sdk || openCloudSdk(options.method)
      const { params, files } = JSON.parse(String(body)) as CallText
      for (const { name, base64, ...file } of files) {
        params[name] = Object.assign({ value: Buffer.from(base64, 'base64') }, file)
      }
      let target = sdk.openapi(appid === undefined ? { convertCase: false } : { convertCase: false, appid })
      for (const name of options.method.split('.')) target = target[name]!
      try {
        return answerOf(await within(options, () => target(params)))
      } catch (error) {
        if (error instanceof TimeoutError || error instanceof AbortError) throw error
        return jsonAnswer(refusalOf(error, options.method))
      }
    },
  }
}

/**
 * Loads the installed wx-server-sdk, and makes an instance of it for the current environment, so that the one which the
 * user sets up is left alone.
 * @throws MissingDependencyError when it is not installed
 */
function openCloudSdk(method: string): CloudSdk {
  const loaded = loadSdk("transport: 'cloud'", method) as unknown as InstalledSdk
  const options = { env: loaded.DYNAMIC_CURRENT_ENV }
  if (loaded.createNewInstance) return loaded.createNewInstance(options)
  // Older versions have one instance for everybody; there, only the first init counts.
  loaded.init(options)
  return loaded
}

/** A cloud call cannot be called back, but nobody has to wait for it. */
function within<T>({ method, deadline, signal }: SendOptions, work: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(abortedUnsent(method))
    const end = (error: Error) => {
      settle()
      reject(error)
    }
    const onAbort = () => end(new AbortError({ method, what: 'aborted', maybeExecuted: true }))
    const late = () => end(new TimeoutError({ method, what: 'no response in time', maybeExecuted: true }))
    const timer = setTimeout(late, Math.ceil(deadline.left()))
    const settle = () => {
      clearTimeout(timer)
      if (signal) signal.removeEventListener('abort', onAbort)
    }
    if (signal) signal.addEventListener('abort', onAbort)
    work().then(
      value => {
        settle()
        resolve(value)
      },
      (error: Error) => end(error),
    )
  })
}

/** What the SDK gave, as the answer that it was made from. */
function answerOf({ errMsg, errCode, ...result }: Record<string, unknown>): Answer {
  const { contentType, buffer } = result
  if (typeof contentType === 'string' && Buffer.isBuffer(buffer))
    return { status: 200, contentType, body: buffer }
  return jsonAnswer(result)
}

const jsonAnswer = (members: object): Answer => ({
  status: 200,
  contentType: 'application/json',
  body: Buffer.from(JSON.stringify(members, exactNumber), 'utf8'),
})

interface LongNumber {
  readonly s: number
  readonly e: number
  readonly c: readonly number[]
  toFixed(): string
}

/** The SDK reads every number of more than 15 characters as an object of its own; here it is what WeChat wrote. */
function exactNumber(this: unknown, key: string, value: unknown): unknown {
  const own = (this as Record<string, unknown>)[key]
  if (!isLongNumber(own)) return value
  const digits = own.toFixed()
  const isLongId = digits.indexOf('.') < 0 && !Number.isSafeInteger(Number(digits))
  return isLongId ? digits : Number(digits)
}

const isLongNumber = (value: unknown): value is LongNumber =>
  isObject(value) && Array.isArray(value.c) && typeof value.toFixed === 'function'

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
function refusalOf(thrown: unknown, method: string): { errcode: number; errmsg: string } {
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
