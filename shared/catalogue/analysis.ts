import { endpoint } from '../schema/endpoint'
import { array, number, object, oneOf, string } from '../schema/fields'

/** From when to when. */
const period = { beginDate: string(), endDate: string() }

const count = { key: number(), value: number() }

/** Who came, and who came back. */
const retain = {
  refDate: string(),
  visitUvNew: array(object(count)),
  visitUv: array(object(count)),
}

/** Visits of one day, week or month. */
const trend = {
  refDate: string(),
  sessionCnt: number(),
  visitPv: number(),
  visitUv: number(),
  visitUvNew: number(),
  stayTimeUv: number(),
  stayTimeSession: number(),
  visitDepth: number(),
}

const share = { id: number(), name: string(), value: number() }

/** Users by where they are and what they hold. */
const portrait = {
  province: array(object(share)),
  city: array(object(share)),
  genders: array(object(share)),
  platforms: array(object(share)),
  devices: array(object(share)),
  ages: array(object(share)),
}

/** 数据分析: who comes to the mini program, from where, and who returns. */
export const analysis = {
  /**
   * 获取用户访问小程序日留存
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/data-analysis/visit-retain/analysis.getDailyRetain.html
   */
  getDailyRetain: endpoint({
    http: 'POST /datacube/getweanalysisappiddailyretaininfo',
    cloudCallable: true,
    effect: 'read',
    params: period,
    result: retain,
  }),
  /**
   * 获取用户访问小程序数据概况
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/data-analysis/analysis.getDailySummary.html
   */
  getDailySummary: endpoint({
    http: 'POST /datacube/getweanalysisappiddailysummarytrend',
    cloudCallable: true,
    effect: 'read',
    params: period,
    result: {
      list: array(
        object({
          refDate: string(),
          visitTotal: number(),
          sharePv: number(),
          shareUv: number(),
        }),
      ),
    },
  }),
  /**
   * 获取用户访问小程序数据日趋势
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/data-analysis/visit-trend/analysis.getDailyVisitTrend.html
   */
  getDailyVisitTrend: endpoint({
    http: 'POST /datacube/getweanalysisappiddailyvisittrend',
    cloudCallable: true,
    effect: 'read',
    params: period,
    result: { list: array(object(trend)) },
    errcodes: { 61504: 'the system is busy' },
  }),
  /**
   * 获取用户访问小程序月留存
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/data-analysis/visit-retain/analysis.getMonthlyRetain.html
   */
  getMonthlyRetain: endpoint({
    http: 'POST /datacube/getweanalysisappidmonthlyretaininfo',
    cloudCallable: true,
    effect: 'read',
    params: period,
    result: retain,
  }),
  /**
   * 获取用户访问小程序数据月趋势
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/data-analysis/visit-trend/analysis.getMonthlyVisitTrend.html
   */
  getMonthlyVisitTrend: endpoint({
    http: 'POST /datacube/getweanalysisappidmonthlyvisittrend',
    cloudCallable: true,
    effect: 'read',
    params: period,
    result: { list: array(object(trend)) },
  }),
  /**
   * 获取小程序性能数据
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/data-analysis/analysis.getPerformanceData.html
   */
  getPerformanceData: endpoint({
    http: 'POST /wxa/business/performance/boot',
    cloudCallable: true,
    effect: 'read',
    params: {
      /** WeChat's sample sends it as text. */
      module: oneOf(10016, 10017, 10021, 10022, 10023),
      time: object({ beginTimestamp: number(), endTimestamp: number() }),
      /** Which users: by network, class of device, or kind of device. */
      params: array(object({ field: oneOf('networktype', 'device_level', 'device'), value: string() })),
    },
    result: {
      data: object({
        body: object({
          tables: array(
            object({
              id: string(),
              lines: array(object({ fields: array(object({ refdate: string(), value: string() })) })),
              zh: string(),
            }),
          ),
          count: number(),
        }),
      }),
    },
  }),
  /**
   * 获取小程序用户画像分布
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/data-analysis/analysis.getUserPortrait.html
   */
  getUserPortrait: endpoint({
    http: 'POST /datacube/getweanalysisappiduserportrait',
    cloudCallable: true,
    effect: 'read',
    params: period,
    result: {
      refDate: string(),
      visitUvNew: object(portrait),
      visitUv: object(portrait),
    },
  }),
  /**
   * 获取用户小程序访问分布数据
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/data-analysis/analysis.getVisitDistribution.html
   */
  getVisitDistribution: endpoint({
    http: 'POST /datacube/getweanalysisappidvisitdistribution',
    cloudCallable: true,
    effect: 'read',
    params: period,
    result: {
      refDate: string(),
      list: array(
        object({
          index: oneOf.open('access_source_session_cnt', 'access_staytime_info', 'access_depth_info'),
          itemList: array(object({ ...count, accessSourceVisitUv: number() })),
        }),
      ),
    },
  }),
  /**
   * 获取访问页面数据
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/data-analysis/analysis.getVisitPage.html
   */
  getVisitPage: endpoint({
    http: 'POST /datacube/getweanalysisappidvisitpage',
    cloudCallable: true,
    effect: 'read',
    params: period,
    result: {
      refDate: string(),
      list: array(
        object({
          pagePath: string(),
          pageVisitPv: number(),
          pageVisitUv: number(),
          pageStaytimePv: number(),
          entrypagePv: number(),
          exitpagePv: number(),
          pageSharePv: number(),
          pageShareUv: number(),
        }),
      ),
    },
  }),
  /**
   * 获取用户访问小程序周留存
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/data-analysis/visit-retain/analysis.getWeeklyRetain.html
   */
  getWeeklyRetain: endpoint({
    http: 'POST /datacube/getweanalysisappidweeklyretaininfo',
    cloudCallable: true,
    effect: 'read',
    params: period,
    result: retain,
  }),
  /**
   * 获取用户访问小程序数据周趋势
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/data-analysis/visit-trend/analysis.getWeeklyVisitTrend.html
   */
  getWeeklyVisitTrend: endpoint({
    http: 'POST /datacube/getweanalysisappidweeklyvisittrend',
    cloudCallable: true,
    effect: 'read',
    params: period,
    result: { list: array(object(trend)) },
  }),
}
