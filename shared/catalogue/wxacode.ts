import { endpoint } from '../schema/endpoint'
import { binary, boolean, number, object, oneOf, optional, string } from '../schema/fields'

/** Colour of the lines, from 0 to 255 each; black by default, and only without `autoColor`. */
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
   *
   * As many codes as wanted, and they do not expire.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/qr-code/wxacode.getUnlimited.html
   */
  getUnlimited: endpoint({
    http: 'POST /wxa/getwxacodeunlimit',
    cloudCallable: true,
    effect: 'read',
    params: {
      /**
       * At most 32 characters of digits, letters and !#$&'()*+,/:;=?@-._~ that the page gets as `scene` of its query.
       * No %, so nothing that is URL-encoded.
       */
      scene: string(),
      /** Page that opens, without a leading / and without a query; the home page by default. */
      page: optional(string()),
      /** true, the default: the page must be in the published version. false: any of up to 60000 pages. */
      checkPath: optional(boolean()),
      /** Which version opens; release by default. */
      envVersion: optional(oneOf('release', 'trial', 'develop')),
      /** In pixels, 280 to 1280; 430 by default. */
      width: optional(number()),
      /** WeChat chooses the colour of the lines; false by default. */
      autoColor: optional(boolean()),
      lineColor: optional(object(lineColor)),
      /** A transparent ground; false by default. */
      isHyaline: optional(boolean()),
    },
    result: binary(),
    errcodes: {
      40129: { means: 'the scene is not valid', fix: 'keep to the characters that a scene may have' },
      40169: {
        means: 'the scene is too long, or the body is not JSON',
        fix: 'shorten it to 32 characters: keep the data yourself, and put their id into the scene',
      },
      41030: {
        means: 'the page is not one of the mini program',
        fix: 'publish it first, or give checkPath: false; no leading /, no query',
      },
      85096: meaning.reservedField,
    },
  }),
}
