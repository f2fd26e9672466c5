import { endpoint } from '../schema/endpoint'
import { boolean, optional, string } from '../schema/fields'

/** Short Link: links for chats. */
export const shortlink = {
  /**
   * 获取ShortLink
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/short-link/shortlink.generate.html
   */
  generate: endpoint({
    http: 'POST /wxa/genwxashortlink',
    cloudCallable: true,
    effect: 'write',
    params: {
      pageUrl: string(),
      pageTitle: optional(string()),
      isPermanent: optional(boolean()),
    },
    result: { link: string() },
    errcodes: {
      40066: 'the URL is not valid',
      40225: 'the page title is not valid',
      43104: 'the appid has no right to this',
      45009: { means: 'too many links were made today', fix: 'wait until midnight in China' },
      85400: 'no more permanent links may be made',
    },
  }),
}
