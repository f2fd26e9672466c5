import { errcodes } from '../../../shared/errors/errcodes'
import type { Endpoint } from '../../../shared/schema/endpoint'

/** WeChat's own words where they are known: programs compare them, so they are verbatim. */
const wechatWords: { readonly [errcode: number]: string } = {
  [-1]: 'system error',
  40001: 'invalid credential, access_token is invalid or not latest',
  40002: 'invalid grant_type',
  40003: 'invalid openid',
  40013: 'invalid appid',
  40029: 'invalid code',
  40066: 'invalid url',
  40097: 'invalid args',
  40125: 'invalid appsecret',
  40163: 'code been used',
  40199: 'waybill not found',
  41001: 'access_token missing',
  41002: 'appid missing',
  41004: 'appsecret missing',
  41005: 'media data missing',
  42001: 'access_token expired',
  43001: 'require GET method',
  43002: 'require POST method',
  44002: 'empty post data',
  45002: 'content size out of limit',
  45009: 'reach max api daily quota limit',
  45011: 'api minute-quota reach limit, must slower, retry next minute',
  47001: 'data format error',
  48006: 'forbid to clear quota because of reaching the limit',
}

/** What WeChat says of an errcode, where no method has words of its own. */
export const wordsOf = (errcode: number): string =>
  wechatWords[errcode] ?? errcodes[errcode]?.means ?? 'invalid request'

/** A request that WeChat would refuse. Thrown anywhere below the platform, answered at its top. */
export class Refusal extends Error {
  /**
   * @param errcode WeChat's code
   * @param hint what exactly is wrong, in names only, never in values
   * @param words the errmsg, where the code does not say it
   */
  constructor(
    readonly errcode: number,
    readonly hint?: string,
    readonly words?: string,
  ) {
    super(words ?? `errcode ${errcode}`)
  }

  /** The errmsg as it is answered, without its rid. */
  errmsg(row?: Endpoint): string {
    const own = row?.errcodes?.[this.errcode]
    const meaning = typeof own === 'string' ? own : own?.means
    const words =
      this.words ?? (wechatWords[this.errcode] === undefined ? meaning : undefined) ?? wordsOf(this.errcode)
    return this.hint ? `${words} hint: [${this.hint}]` : words
  }
}
