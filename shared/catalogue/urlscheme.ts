import { endpoint } from '../schema/endpoint'
import { boolean, number, object, oneOf, optional, string } from '../schema/fields'

/** Where the link leads. */
const target = {
  path: optional(string()),
  query: optional(string()),
  envVersion: optional(oneOf('release', 'trial', 'develop')),
}

/** Meanings that several methods share. */
const meaning = {
  personalAccount: 'the account may not make links: it is personal, or lacks NFC',
  mayNotMakeLinks: 'the account may not make links',
  noSuchPage: 'the path is not a page of the mini program',
  wrongQuery: 'the query is not valid',
  tooManyAtOnce: 'too many at once',
  tooManyToday: 'too many were made today',
  notPublished: 'the mini program has no published version',
  wrongEnvVersion: 'the envVersion is not valid',
} as const

/** URL Scheme: links into the mini program from outside of WeChat. */
export const urlscheme = {
  /**
   * 获取加密scheme码
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/url-scheme/urlscheme.generate.html
   */
  generate: endpoint({
    http: 'POST /wxa/generatescheme',
    cloudCallable: true,
    effect: 'write',
    params: {
      jumpWxa: optional(object(target)),
      expireTime: optional(number()),
      expireType: optional(oneOf(0, 1)),
      expireInterval: optional(number()),
      /** Of 2021 and 2022; every link expires since. */
      isExpire: optional(boolean()),
    },
    result: { openlink: string() },
    errcodes: {
      40002: meaning.personalAccount,
      40013: meaning.mayNotMakeLinks,
      40165: meaning.noSuchPage,
      40212: meaning.wrongQuery,
      44990: meaning.tooManyAtOnce,
      44993: meaning.tooManyToday,
      85079: meaning.notPublished,
      85401: 'it must expire in one minute to 30 days',
      85402: meaning.wrongEnvVersion,
      85406: 'too many visits today',
      85407: 'the account has no right to links',
      85408: 'the appid may not make links',
    },
  }),
  /**
   * 获取NFC的小程序scheme
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/url-scheme/urlscheme.generateNFC.html
   */
  generateNFCScheme: endpoint({
    http: 'POST /wxa/generatenfcscheme',
    cloudCallable: true,
    effect: 'write',
    params: {
      jumpWxa: optional(object(target)),
      modelId: string(),
      /** Needed where each device has a code of its own. */
      sn: optional(string()),
    },
    result: { openlink: string() },
    errcodes: {
      40002: meaning.personalAccount,
      40013: meaning.mayNotMakeLinks,
      40165: meaning.noSuchPage,
      40212: meaning.wrongQuery,
      44990: meaning.tooManyAtOnce,
      44993: meaning.tooManyToday,
      85079: meaning.notPublished,
      85402: meaning.wrongEnvVersion,
      9800003: 'the modelId is not accepted',
      9800007: 'the modelId cannot do this',
      9800008: 'the sn is missing: devices of this model have a code each',
      9800009: 'the sn must be empty: devices of this model share a code',
    },
  }),
  /**
   * 查询scheme码
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/url-scheme/urlscheme.query.html
   */
  query: endpoint({
    http: 'POST /wxa/queryscheme',
    cloudCallable: true,
    effect: 'read',
    params: { scheme: optional(string()), queryType: optional(oneOf(0, 1)) },
    result: {
      schemeInfo: object({
        appid: string(),
        path: string(),
        query: string(),
        createTime: number(),
        expireTime: number(),
        envVersion: string(),
      }),
      quotaInfo: object({ remainVisitQuota: number() }),
    },
    errcodes: {
      40002: meaning.personalAccount,
      40165: meaning.noSuchPage,
      40212: meaning.wrongQuery,
      85402: meaning.wrongEnvVersion,
      85403: 'the link was not found',
      85405: 'plain schemes are not set up for this path',
    },
  }),
}
