import { endpoint } from '../schema/endpoint'
import { binary, boolean, number, object, oneOf, optional, string } from '../schema/fields'

/** In decimal; WeChat's own samples give them as text. */
const lineColor = { r: number(), g: number(), b: number() }

/** Meanings that several methods share. */
const meaning = {
  pathTooLong: 'the path is too long, or the body is not JSON',
  noMoreCodes: 'no more codes may be made',
  reservedField: 'scancode_time is reserved by WeChat',
} as const

/** 小程序码: codes that open a page. */
export const wxacode = {
  /**
   * 获取小程序二维码
   *
   * A square code. Counts against the number of codes that an account may have, as `get` does.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/qr-code/wxacode.createQRCode.html
   */
  createQRCode: endpoint({
    http: 'POST /cgi-bin/wxaapp/createwxaqrcode',
    cloudCallable: true,
    effect: 'write',
    params: { path: string(), width: optional(number()) },
    result: binary(),
    errcodes: { 40159: meaning.pathTooLong, 45029: meaning.noMoreCodes, 85096: meaning.reservedField },
  }),
  /**
   * 获取小程序码
   *
   * Counts against the number of codes that an account may have; `getUnlimited` does not.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/qr-code/wxacode.get.html
   */
  get: endpoint({
    http: 'POST /wxa/getwxacode',
    cloudCallable: true,
    effect: 'write',
    params: {
      path: string(),
      width: optional(number()),
      autoColor: optional(boolean()),
      lineColor: optional(object(lineColor)),
      isHyaline: optional(boolean()),
      envVersion: optional(oneOf('release', 'trial', 'develop')),
    },
    result: binary(),
    errcodes: { 40159: meaning.pathTooLong, 45029: meaning.noMoreCodes, 85096: meaning.reservedField },
  }),
  /**
   * 获取不限制的小程序码
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/qr-code/wxacode.getUnlimited.html
   */
  getUnlimited: endpoint({
    http: 'POST /wxa/getwxacodeunlimit',
    cloudCallable: true,
    effect: 'read',
    params: {
      scene: string(),
      page: optional(string()),
      checkPath: optional(boolean()),
      envVersion: optional(oneOf('release', 'trial', 'develop')),
      width: optional(number()),
      autoColor: optional(boolean()),
      lineColor: optional(object(lineColor)),
      isHyaline: optional(boolean()),
    },
    result: binary(),
    errcodes: {
      40129: 'the scene is not valid',
      40169: 'the scene is too long, or the body is not JSON',
      41030: 'the page is not one of the mini program',
      85096: meaning.reservedField,
    },
  }),
}
