import { endpoint } from '../schema/endpoint'
import { array, media, number, object, oneOf, optional, string } from '../schema/fields'

const scene = oneOf(1, 2, 3, 4)

const suggest = oneOf('risky', 'pass', 'review')

const label = oneOf(100, 10001, 20001, 20002, 20003, 20006, 20008, 20012, 20013, 21000)

/** Meanings that several methods share. */
const meaning = {
  noRight: "the appid has no right to this, or the openid is another appid's",
  tooManyCalls: 'too many calls in this minute',
  userNotActive: 'the user was not active in the last two hours',
} as const

/** 内容安全: whether text, pictures and sound may be shown. */
export const security = {
  /**
   * no title found
   *
   * Looks at a picture of at most 1 MB and 750 x 1334 pixels.
   * @deprecated gone from WeChat's documentation; use security.mediaCheckAsync
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/sec-check/security.imgSecCheck.html
   */
  imgSecCheck: endpoint({
    http: 'POST /wxa/img_sec_check',
    body: 'multipart',
    cloudCallable: true,
    effect: 'read',
    deprecated: "gone from WeChat's documentation; use security.mediaCheckAsync",
    params: { media: media() },
    result: {},
    errcodes: { 87014: 'the picture is risky' },
  }),
  /**
   * 多媒体内容安全识别
   *
   * The verdict comes later, as the push event `wxa_media_check`.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/sec-check/security.mediaCheckAsync.html
   */
  mediaCheckAsync: endpoint({
    http: 'POST /wxa/media_check_async',
    cloudCallable: true,
    effect: 'write',
    params: {
      mediaUrl: string(),
      mediaType: oneOf(1, 2),
      version: oneOf(2),
      scene,
      openid: string(),
    },
    result: { traceId: string() },
    errcodes: {
      40004: 'the media type is not valid',
      43104: meaning.noRight,
      44991: meaning.tooManyCalls,
      61010: meaning.userNotActive,
      87020: 'the same was asked too often',
    },
  }),
  /**
   * 文本内容安全识别
   *
   * Risky text is no error: read `result.suggest`.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/sec-check/security.msgSecCheck.html
   */
  msgSecCheck: endpoint({
    http: 'POST /wxa/msg_sec_check',
    cloudCallable: true,
    effect: 'read',
    params: {
      content: string(),
      version: oneOf(2),
      scene,
      openid: string(),
      title: optional(string()),
      nickname: optional(string()),
      signature: optional(string()),
    },
    result: {
      detail: array(
        object({
          strategy: string(),
          errcode: number(),
          suggest,
          label,
          keyword: string(),
          prob: number(),
          level: number(),
        }),
      ),
      traceId: string(),
      result: object({ suggest, label }),
    },
    errcodes: {
      40129: 'the scene is not valid',
      43104: meaning.noRight,
      44991: meaning.tooManyCalls,
      61010: meaning.userNotActive,
      87014: 'the content is risky',
    },
  }),
}
