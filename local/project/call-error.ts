/** The codes with which WeChat's cloud says that a function could not be called. */
export const callErrcodes = {
  missing: -501000,
  failed: -504002,
  timedOut: -504003,
  resultTooLarge: -604001,
  eventTooLarge: -501001,
} as const

const words: { readonly [errCode: number]: string } = {
  [callErrcodes.missing]: 'FUNCTION_NOT_FOUND',
  [callErrcodes.failed]: 'functions execute fail',
  [callErrcodes.timedOut]: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
  [callErrcodes.eventTooLarge]: 'resource system error',
  [callErrcodes.resultTooLarge]: 'cloudfunction result size exceed limit (1MB)',
}

/**
 * How the cloud writes that a call failed: `errCode: -504002 functions execute fail | errMsg: …`.
 * @param said the words of the code, where others than the cloud's fit
 */
export const callFailureText = (
  errCode: number,
  what: string,
  said = words[errCode] ?? words[callErrcodes.failed],
): string => `errCode: ${errCode} ${said} | errMsg: ${what}`

/** A function returned no result. It reads like the error that `wx.cloud.callFunction` rejects with. */
export class FunctionCallError extends Error {
  /** One of `callErrcodes`. */
  readonly errCode: number
  /** `cloud.callFunction:fail Error: errCode: … | errMsg: …`, with what to do about it. */
  readonly errMsg: string

  constructor(errCode: number, what: string, said?: string) {
    const errMsg = `cloud.callFunction:fail Error: ${callFailureText(errCode, what, said)}`
    super(errMsg)
    this.errCode = errCode
    this.errMsg = errMsg
    Object.defineProperty(this, 'name', { value: 'FunctionCallError', configurable: true })
  }
}

/** The function broke: while it was loaded, while it ran, or while it answered. */
export const failed = (what: string): FunctionCallError => new FunctionCallError(callErrcodes.failed, what)

/** The function was not started: its settings are wrong, and where. */
export const unset = (what: string): FunctionCallError =>
  new FunctionCallError(callErrcodes.failed, what, 'settings of the function cannot be used')
