import { endpoint } from '../schema/endpoint'
import { boolean, number, object, oneOf, optional, string } from '../schema/fields'

/** URL Link: links into the mini program from outside of WeChat. */
export const urllink = {
  /**
   * 获取加密URLLink
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/url-link/urllink.generate.html
   */
  generate: endpoint({
    http: 'POST /wxa/generate_urllink',
    cloudCallable: true,
    effect: 'write',
    params: {
      path: optional(string()),
      query: optional(string()),
      expireType: optional(oneOf(0, 1)),
      expireTime: optional(number()),
      expireInterval: optional(number()),
      cloudBase: optional(
        object({
          env: string(),
          domain: optional(string()),
          path: optional(string()),
          query: optional(string()),
          resourceAppid: optional(string()),
        }),
      ),
      envVersion: optional(oneOf('release', 'trial', 'develop')),
      /** Of 2021 and 2022; every link expires since. */
      isExpire: optional(boolean()),
    },
    result: { urlLink: string() },
    errcodes: {
      40002: 'a personal account may not make links',
      40013: 'the account may not make links',
      40165: 'the path is not a page of the mini program',
      40212: 'the query is not valid',
      44990: 'too many calls in this second',
      44993: 'too many calls today',
      85079: 'the mini program has no published version',
      85088: {
        means: 'cloud development is not open for the mini program',
        fix: 'open cloud development for the mini program',
      },
      85401: 'it must expire in one minute to 30 days',
      85402: 'the envVersion is not valid',
      85406: 'too many visits today',
      85407: 'the account has no right to links',
      85408: 'the appid may not make links',
    },
  }),
  /**
   * 查询加密URLLink
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/url-link/urllink.query.html
   */
  query: endpoint({
    http: 'POST /wxa/query_urllink',
    cloudCallable: true,
    effect: 'read',
    params: { urlLink: optional(string()), queryType: optional(oneOf(0, 1)) },
    result: {
      urlLinkInfo: object({
        appid: string(),
        path: string(),
        query: string(),
        createTime: number(),
        expireTime: number(),
        envVersion: string(),
        cloudBase: object({
          env: string(),
          /** Spelt `doamin` in WeChat's sample. */
          domain: string(),
          path: string(),
          query: string(),
          resourceAppid: string(),
        }),
      }),
      quotaInfo: object({ remainVisitQuota: number() }),
    },
    errcodes: { 85403: 'the link was not found' },
  }),
}
