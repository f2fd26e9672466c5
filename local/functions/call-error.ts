import { callErrcodes, callFailureText } from '../project/call-errcodes'

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
