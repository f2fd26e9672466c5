import { endpoint } from '../schema/endpoint'
import { object, string, userOpenid } from '../schema/fields'

/** 微信红包封面: covers of red packets. */
export const redpacketcover = {
  /**
   * 获取微信红包封面
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/redpacketcover/redpacketcover.getAuthenticationUrl.html
   */
  getAuthenticationUrl: endpoint({
    http: 'POST /redpacketcover/wxapp/cover_url/get_by_token',
    cloudCallable: true,
    effect: 'read',
    params: { openid: userOpenid(), ctoken: string() },
    result: { data: object({ url: string() }) },
    errcodes: {
      9600001: 'the openid is missing',
      9600002: 'the ctoken is missing',
      9600003: 'system error',
      9600004: 'the ctoken is wrong',
      9600005: 'the openid is wrong',
      9600006: 'the cover is not meant for this mini program',
      9600007: 'the openid is of another mini program',
    },
  }),
}
