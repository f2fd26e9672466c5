const brand = Symbol.for('wx-openapi-shim.error')

/** What an error knows. Everything here is safe to log: no URL, no body, no token, no secret. */
export interface ErrorFacts {
  /** The code: WeChat's, or one of `ourErrcodes`. */
  errCode: number
  /** `openapi.<namespace>.<method>:fail <what happened>` */
  errMsg: string
  /** The method that was called, `logistics.updatePrinter`. */
  method?: string
  /** WeChat's id of this very request, for its support. */
  rid?: string
  /** What the code means. */
  meaning?: string
  /** What to do about it. */
  fix?: string
  /** Whether the same call, made again, may succeed. */
  retryable?: boolean
  /** Whether WeChat may have done what was asked, although no good answer came. */
  maybeExecuted?: boolean
  /** How often the call was sent; absent when once or not at all. */
  attempts?: number
  /** How long to wait before the same call may succeed, in milliseconds; absent where nobody knows. */
  retryAfterMs?: number
  /** Whether WeChat says that the very same call was done before; absent when not. */
  alreadyDone?: true
  /** What else an operator should know: that somebody else fetches tokens for this account. */
  warning?: string
  /** What lies behind it, already stripped of everything secret. */
  cause?: unknown
}

/**
 * The base of all errors of this library. `errCode` and `errMsg` are own enumerable properties, so that a cloud
 * function can `return error` and the mini program reads them as it does with wx-server-sdk.
 */
export class OpenapiError extends Error {
  /** The code: WeChat's, or one of `ourErrcodes`. */
  declare readonly errCode: number
  /** `openapi.<namespace>.<method>:fail <what happened>` */
  declare readonly errMsg: string
  /** The method that was called, `logistics.updatePrinter`. */
  declare readonly method?: string
  /** WeChat's id of this very request, for its support. */
  declare readonly rid?: string
  /** What the code means. */
  declare readonly meaning?: string
  /** What to do about it. */
  declare readonly fix?: string
  /** Whether the same call, made again, may succeed. */
  declare readonly retryable: boolean
  /** Whether WeChat may have done what was asked, although no good answer came. */
  declare readonly maybeExecuted: boolean
  /** How often the call was sent; absent when once or not at all. */
  declare readonly attempts?: number
  /** How long to wait before the same call may succeed, in milliseconds; absent where nobody knows. */
  declare readonly retryAfterMs?: number
  /** Whether WeChat says that the very same call was done before; absent when not. */
  declare readonly alreadyDone?: true
  /** What else an operator should know: that somebody else fetches tokens for this account. */
  declare readonly warning?: string

  constructor(name: string, facts: ErrorFacts) {
    super(`errCode: ${facts.errCode}${facts.meaning ? ` ${facts.meaning}` : ''} | errMsg: ${facts.errMsg}`)
    const { cause, ...shown } = { retryable: false, maybeExecuted: false, ...facts }
    addFacts(this, shown)
    if (cause !== undefined) hidden(this, 'cause', cause)
    hidden(this, 'name', name)
    hidden(this, brand, true)
  }
}

/** Adds to what an error knows; `undefined` adds nothing. */
export function addFacts(error: OpenapiError, facts: Partial<ErrorFacts>): void {
  for (const [key, value] of Object.entries(facts)) {
    if (value !== undefined)
      Object.defineProperty(error, key, { value, enumerable: true, configurable: true })
  }
}

function hidden(target: object, key: PropertyKey, value: unknown): void {
  Object.defineProperty(target, key, { value, configurable: true, writable: true })
}

/**
 * The same error for another method, which was not sent: many calls can wait for one token, and each should name
 * itself.
 */
export function asErrorOf<E extends OpenapiError>(error: E, method: string): E {
  const errMsg = error.errMsg.replace(/^openapi(?:\.[^:]*)?:/, `openapi.${method}:`)
  const copy = new Error(error.message.replace(error.errMsg, () => errMsg)) as E
  Object.setPrototypeOf(copy, Object.getPrototypeOf(error))
  for (const key of Reflect.ownKeys(error)) {
    if (key === 'stack' || key === 'message') continue
    Object.defineProperty(copy, key, Object.getOwnPropertyDescriptor(error, key) as PropertyDescriptor)
  }
  return Object.defineProperties(copy, {
    errMsg: { value: errMsg, enumerable: true, configurable: true },
    method: { value: method, enumerable: true, configurable: true },
    maybeExecuted: { value: false, enumerable: true, configurable: true },
  })
}

/** Whether an error is this library's, also when it comes from another copy of it. */
export const isOpenapiError = (error: unknown): error is OpenapiError =>
  typeof error === 'object' && error !== null && (error as { [brand]?: boolean })[brand] === true

/** Whether the same call, made again, may succeed. */
export const mayRetry = (error: unknown): boolean => isOpenapiError(error) && error.retryable

/** Whether WeChat may have done what was asked, although no good answer came: look before you send it again. */
export const maybeExecuted = (error: unknown): boolean => isOpenapiError(error) && error.maybeExecuted

/** What happened, without the words that all messages of the library begin with. */
export const whatHappened = ({ errMsg }: Pick<ErrorFacts, 'errMsg'>): string =>
  errMsg.replace(/^openapi[^:]*:fail /, '')
