import { endpoint } from '../schema/endpoint'
import { array, media, number, object, oneOf, optional, string, userOpenid } from '../schema/fields'

/** Where the content stands. 1: a profile, 2: a comment, 3: a forum, 4: a social log. */
const scene = oneOf(1, 2, 3, 4)

/** risky: do not show it, pass: show it, review: let a person look. */
const suggest = oneOf.open('risky', 'pass', 'review')

/**
 * What was found. 100: nothing, 10001: advertising, 20001: politics, 20002: pornography, 20003: abuse, 20006: crime,
 * 20008: fraud, 20012: vulgarity, 20013: copyright, 21000: something else.
 */
const label = oneOf.open(100, 10001, 20001, 20002, 20003, 20006, 20008, 20012, 20013, 21000)

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
      openid: userOpenid(),
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
      /** The text, at most 2500 characters. */
      content: string(),
      version: oneOf(2),
      scene,
      /** Of the user who wrote it, and who opened the mini program in the last two hours. */
      openid: userOpenid(),
      title: optional(string()),
      nickname: optional(string()),
      /** The user's motto; counts with scene 1 alone. */
      signature: optional(string()),
    },
    result: {
      /** What each strategy found. */
      detail: array(
        object({
          strategy: string(),
          /** 0 when this strategy has a verdict. */
          errcode: number(),
          suggest,
          label,
          /** The word of your own list that was met. */
          keyword: string(),
          /** How sure it is, 0 to 100. */
          prob: number(),
          level: number(),
        }),
      ),
      /** Names this check, for WeChat's support. */
      traceId: string(),
      /** The verdict of all strategies together. */
      result: object({ suggest, label }),
    },
    errcodes: {
      40129: { means: 'the scene is not valid', fix: 'give 1, 2, 3 or 4' },
      43104: { means: meaning.noRight, fix: 'give the openid that this mini program knows the user by' },
      44991: { means: meaning.tooManyCalls, fix: 'wait for the next minute' },
      61010: {
        means: meaning.userNotActive,
        fix: 'check the text while the user is there, or let a person look',
      },
      87014: 'the content is risky',
    },
  }),
}
