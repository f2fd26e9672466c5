import { endpoint } from '../../schema/endpoint'
import { fixed, string } from '../../schema/fields'

/** 长链接转短链接. */
export const shorturl = {
  /**
   * 长链接转成短链接
   * @deprecated makes no new short links since 15 March 2021 and gives the long URL back; WeChat names no successor
   * @see https://developers.weixin.qq.com/doc/offiaccount/Account_Management/URL_Shortener.html
   */
  long2short: endpoint({
    http: 'POST /cgi-bin/shorturl',
    effect: 'write',
    deprecated:
      'makes no new short links since 15 March 2021 and gives the long URL back; WeChat names no successor',
    params: { action: fixed('long2short'), longUrl: string() },
    result: {
      shortUrl: string(),
    },
  }),
}
