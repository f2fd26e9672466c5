import { endpoint } from '../schema/endpoint'
import { array, number, object, oneOf, string, wire } from '../schema/fields'

/** 付费管理: what was used of the packages that were bought. */
export const charge = {
  /**
   * 获取小程序某个付费能力的最近用量数据
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/charge/api/charge_get_usage_detail.html
   */
  getRecentAverageUsage: endpoint({
    http: 'GET /wxa/charge/usage/get_recent_average',
    effect: 'read',
    params: { spuId: wire('spuId', string()) },
    result: { averageData: wire('averageData', number()) },
    errcodes: {
      10120002: 'a parameter is wrong',
      10120700: 'the spuId is not valid',
      10122000: 'there are no recent data',
    },
  }),
  /**
   * 查询购买资源包的用量情况
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/charge/api/charge_get_usage_detail.html
   */
  getUsageDetail: endpoint({
    http: 'GET /wxa/charge/usage/get',
    effect: 'read',
    params: { spuId: wire('spuId', string()), offset: number(), limit: number() },
    result: {
      effectiveUse: wire('effectiveUse', string()),
      effectiveAll: wire('effectiveAll', string()),
      all: string(),
      startServiceTime: wire('startServiceTime', number()),
      endServiceTime: wire('endServiceTime', number()),
      total: number(),
      detailList: wire(
        'detailList',
        array(
          object({
            pkgId: wire('pkgId', string()),
            status: oneOf.open(1, 2, 3),
            startTime: wire('startTime', number()),
            endTime: wire('endTime', number()),
            all: string(),
            used: string(),
            spuId: wire('spuId', string()),
            skuId: wire('skuId', string()),
            source: oneOf.open(1, 2, 3, 4, 5),
          }),
        ),
      ),
    },
    errcodes: { 10120002: 'a parameter is wrong', 10120003: 'the limit is too large' },
  }),
}
