import { ApiFailure } from '../call-style'
import type { CloudFault } from './access'

const words: Record<string, [errCode: number, words: string]> = {
  SYS_ERR: [-501001, 'resource system error'],
  SERVER_TIMEOUT: [-501002, 'resource server timeout'],
  EXCEED_REQUEST_LIMIT: [-501003, 'exceed request limit'],
  EXCEED_CONCURRENT_REQUEST_LIMIT: [-501004, 'exceed concurrent request limit'],
  INVALID_PARAM: [-501007, 'invalid parameters'],
  DATABASE_REQUEST_FAILED: [-502001, 'database request fail'],
  DATABASE_INVALID_OPERRATOR: [-502002, 'database invalid command'],
  DATABASE_PERMISSION_DENIED: [-502003, 'database permission denied'],
  DATABASE_COLLECTION_EXCEED_LIMIT: [-502004, 'database exceed collection limit'],
  DATABASE_COLLECTION_NOT_EXIST: [-502005, 'database collection not exists'],
  STORAGE_REQUEST_FAIL: [-503001, 'storage request fail'],
  STORAGE_EXCEED_AUTHORITY: [-503002, 'storage permission denied'],
  STORAGE_FILE_NONEXIST: [-503003, 'storage file not exists'],
}

/** A call of `wx.cloud` that failed: unlike those of other calls an Error, with `errCode` and `errMsg`. */
export class CloudFailure extends ApiFailure {
  readonly errMsg: string

  /** @param reason `-502005 database collection not exists. …` */
  constructor(
    readonly errCode: number,
    reason: string,
  ) {
    super(reason)
    this.errMsg = reason
  }

  override at(name: string): Error {
    const errMsg = `${name}:fail ${this.reason}`
    return Object.assign(new Error(errMsg), { errCode: this.errCode, errMsg })
  }
}

/** The failure with a code of the gateway's; one that the SDK does not know is a resource system error. */
export function failureOf({ code, message }: CloudFault): CloudFailure {
  const [errCode, said] = statusOf(code)
  return new CloudFailure(errCode, `${errCode} ${said}. ${message}`)
}

/** The code and the words for the mini program of a code of the gateway's. */
export const statusOf = (code: string): [errCode: number, words: string] =>
  Object.hasOwn(words, code) ? words[code]! : words.SYS_ERR!

/** @throws CloudFailure -401003 when a parameter has another type */
export function requireType(name: string, value: unknown, ...types: string[]): void {
  const type = typeOf(value)
  if (types.includes(type)) return
  throw new CloudFailure(-401003, `parameter.${name} should be ${types.join(' or ')} instead of ${type};`)
}

/** The type in the words of the SDK: `object`, `array`, `null`, `date`, … */
export const typeOf = (value: unknown): string =>
  Object.prototype.toString.call(value).slice(8, -1).toLowerCase()
