import { endpoint } from '../../schema/endpoint'
import { array, number, object, oneOf, optional, string } from '../../schema/fields'

const replaced =
  'being replaced in 2026 by getbizsummary, getarticletotaldetail, getarticleread and getarticleshare'

/** Which days. */
const days = {
  /** First day, `2024-11-06`. */
  beginDate: string(),
  /** Last day, `2024-11-07`; how many days at most depends on the method. */
  endDate: string(),
}

/** The day that numbers speak of. */
const refDate = string()
/** Hour of the day, from 0 to 2300 in steps of 100. */
const refHour = number()

/** How articles were read and shared. */
const reading = {
  intPageReadUser: number(),
  intPageReadCount: number(),
  /** Of the original page behind the article. */
  oriPageReadUser: number(),
  oriPageReadCount: number(),
  shareUser: number(),
  shareCount: number(),
  addToFavUser: number(),
  addToFavCount: number(),
}

/** How articles were shared; the scene says from where. */
const sharing = { refDate, shareScene: number(), shareUser: number(), shareCount: number() }

/** Messages of users to the account; the type is 1: text, 2: picture, 3: sound, 4: video, 6: others. */
const messages = { refDate, msgType: number(), msgUser: number(), msgCount: number() }

/** How many users wrote how often: 0: none, 1: 1 to 5, 2: 6 to 10, 3: more than 10 messages. */
const distribution = { refDate, countInterval: number(), msgUser: number() }

/** How the account's own server answered. */
const calls = {
  refDate,
  callbackCount: number(),
  failCount: number(),
  /** In milliseconds. */
  totalTimeCost: number(),
  /** In milliseconds. */
  maxTimeCost: number(),
}

/** Which days, and whose cards. */
const cardDays = {
  ...days,
  /** 0: cards made in the console, 1: cards made with the API. */
  condSource: oneOf(0, 1),
}

/** How cards were seen, taken and used. */
const cards = {
  refDate,
  viewCnt: number(),
  viewUser: number(),
  receiveCnt: number(),
  receiveUser: number(),
  verifyCnt: number(),
  verifyUser: number(),
  givenCnt: number(),
  givenUser: number(),
  expireCnt: number(),
  expireUser: number(),
}

/** 数据统计: numbers of the days gone by, ready at eight in the morning. */
export const datacube = {
  /**
   * 获取图文群发每日数据
   *
   * One day.
   * @deprecated being replaced in 2026 by getbizsummary, getarticletotaldetail, getarticleread and getarticleshare
   * @see https://developers.weixin.qq.com/doc/offiaccount/Analytics/Graphic_Analysis_Data_Interface.html
   */
  getArticleSummary: endpoint({
    http: 'POST /datacube/getarticlesummary',
    effect: 'read',
    deprecated: replaced,
    params: days,
    result: {
      list: array(
        object({
          refDate,
          /** `msgDataId` of the message and number of the article: `12003_3`. */
          msgid: string(),
          title: string(),
          ...reading,
        }),
      ),
    },
  }),
  /**
   * 获取图文群发总数据
   *
   * One day.
   * @deprecated being replaced in 2026 by getbizsummary, getarticletotaldetail, getarticleread and getarticleshare
   * @see https://developers.weixin.qq.com/doc/offiaccount/Analytics/Graphic_Analysis_Data_Interface.html
   */
  getArticleTotal: endpoint({
    http: 'POST /datacube/getarticletotal',
    effect: 'read',
    deprecated: replaced,
    params: days,
    result: {
      list: array(
        object({
          refDate,
          msgid: string(),
          title: string(),
          details: array(
            object({
              statDate: string(),
              /** How many users it was sent to. */
              targetUser: number(),
              ...reading,
              intPageFromSessionReadUser: number(),
              intPageFromSessionReadCount: number(),
              intPageFromHistMsgReadUser: number(),
              intPageFromHistMsgReadCount: number(),
              intPageFromFeedReadUser: number(),
              intPageFromFeedReadCount: number(),
              intPageFromFriendsReadUser: number(),
              intPageFromFriendsReadCount: number(),
              intPageFromOtherReadUser: number(),
              intPageFromOtherReadCount: number(),
              feedShareFromSessionUser: number(),
              feedShareFromSessionCnt: number(),
              feedShareFromFeedUser: number(),
              feedShareFromFeedCnt: number(),
              feedShareFromOtherUser: number(),
              feedShareFromOtherCnt: number(),
            }),
          ),
        }),
      ),
    },
  }),
  /**
   * 拉取卡券概况数据
   *
   * At most 62 days.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Managing_Coupons_Vouchers_and_Cards.html#10
   */
  getCardBizuinInfo: endpoint({
    http: 'POST /datacube/getcardbizuininfo',
    effect: 'read',
    params: cardDays,
    result: { list: array(object(cards)) },
  }),
  /**
   * 获取免费券数据
   *
   * At most 62 days.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Cards_and_Offer/Managing_Coupons_Vouchers_and_Cards.html#11
   */
  getCardCardInfo: endpoint({
    http: 'POST /datacube/getcardcardinfo',
    effect: 'read',
    params: { ...cardDays, cardId: optional(string()) },
    result: {
      list: array(
        object({
          ...cards,
          cardId: string(),
          /** 0: discount, 1: cash, 2: gift, 3: groupon. */
          cardType: number(),
        }),
      ),
    },
  }),
  /**
   * 获取接口分析数据
   *
   * At most 30 days.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Analytics/Analytics_API.html
   */
  getInterfaceSummary: endpoint({
    http: 'POST /datacube/getinterfacesummary',
    effect: 'read',
    params: days,
    result: { list: array(object(calls)) },
  }),
  /**
   * 获取接口分析分时数据
   *
   * One day.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Analytics/Analytics_API.html
   */
  getInterfaceSummaryHour: endpoint({
    http: 'POST /datacube/getinterfacesummaryhour',
    effect: 'read',
    params: days,
    result: { list: array(object({ ...calls, refHour })) },
  }),
  /**
   * 获取消息发送概况数据
   *
   * At most 7 days.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Analytics/Message_analysis_data_interface.html
   */
  getUpstreamMsg: endpoint({
    http: 'POST /datacube/getupstreammsg',
    effect: 'read',
    params: days,
    result: { list: array(object(messages)) },
  }),
  /**
   * 获取消息发送分布数据
   *
   * At most 15 days.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Analytics/Message_analysis_data_interface.html
   */
  getUpstreamMsgDist: endpoint({
    http: 'POST /datacube/getupstreammsgdist',
    effect: 'read',
    params: days,
    result: { list: array(object(distribution)) },
  }),
  /**
   * 获取消息发送分布月数据
   *
   * At most 30 days.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Analytics/Message_analysis_data_interface.html
   */
  getUpstreamMsgDistMonth: endpoint({
    http: 'POST /datacube/getupstreammsgdistmonth',
    effect: 'read',
    params: days,
    result: { list: array(object(distribution)) },
  }),
  /**
   * 获取消息发送分布周数据
   *
   * At most 30 days.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Analytics/Message_analysis_data_interface.html
   */
  getUpstreamMsgDistWeek: endpoint({
    http: 'POST /datacube/getupstreammsgdistweek',
    effect: 'read',
    params: days,
    result: { list: array(object(distribution)) },
  }),
  /**
   * 获取消息分送分时数据
   *
   * One day.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Analytics/Message_analysis_data_interface.html
   */
  getUpstreamMsgHour: endpoint({
    http: 'POST /datacube/getupstreammsghour',
    effect: 'read',
    params: days,
    result: { list: array(object({ ...messages, refHour })) },
  }),
  /**
   * 获取消息发送月数据
   *
   * At most 30 days; each month stands under its first day.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Analytics/Message_analysis_data_interface.html
   */
  getUpstreamMsgMonth: endpoint({
    http: 'POST /datacube/getupstreammsgmonth',
    effect: 'read',
    params: days,
    result: { list: array(object(messages)) },
  }),
  /**
   * 获取消息发送周数据
   *
   * At most 30 days; each week stands under its Monday.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Analytics/Message_analysis_data_interface.html
   */
  getUpstreamMsgWeek: endpoint({
    http: 'POST /datacube/getupstreammsgweek',
    effect: 'read',
    params: days,
    result: { list: array(object(messages)) },
  }),
  /**
   * 获取累计用户数据
   *
   * At most 7 days.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Analytics/User_Analysis_Data_Interface.html
   */
  getUserCumulate: endpoint({
    http: 'POST /datacube/getusercumulate',
    effect: 'read',
    params: days,
    result: { list: array(object({ refDate, cumulateUser: number() })) },
  }),
  /**
   * 获取图文统计数据
   *
   * At most 3 days.
   * @deprecated being replaced in 2026 by getbizsummary, getarticletotaldetail, getarticleread and getarticleshare
   * @see https://developers.weixin.qq.com/doc/offiaccount/Analytics/Graphic_Analysis_Data_Interface.html
   */
  getUserRead: endpoint({
    http: 'POST /datacube/getuserread',
    effect: 'read',
    deprecated: replaced,
    params: days,
    result: { list: array(object({ refDate, userSource: number(), ...reading })) },
  }),
  /**
   * 获取图文统计分时数据
   *
   * One day.
   * @deprecated being replaced in 2026 by getbizsummary, getarticletotaldetail, getarticleread and getarticleshare
   * @see https://developers.weixin.qq.com/doc/offiaccount/Analytics/Graphic_Analysis_Data_Interface.html
   */
  getUserReadHour: endpoint({
    http: 'POST /datacube/getuserreadhour',
    effect: 'read',
    deprecated: replaced,
    params: days,
    result: { list: array(object({ refDate, refHour, userSource: number(), ...reading })) },
  }),
  /**
   * 获取图文分享转发数据
   *
   * At most 7 days.
   * @deprecated being replaced in 2026 by getbizsummary, getarticletotaldetail, getarticleread and getarticleshare
   * @see https://developers.weixin.qq.com/doc/offiaccount/Analytics/Graphic_Analysis_Data_Interface.html
   */
  getUserShare: endpoint({
    http: 'POST /datacube/getusershare',
    effect: 'read',
    deprecated: replaced,
    params: days,
    result: { list: array(object(sharing)) },
  }),
  /**
   * 获取图文分享转发分时数据
   *
   * One day.
   * @deprecated being replaced in 2026 by getbizsummary, getarticletotaldetail, getarticleread and getarticleshare
   * @see https://developers.weixin.qq.com/doc/offiaccount/Analytics/Graphic_Analysis_Data_Interface.html
   */
  getUserShareHour: endpoint({
    http: 'POST /datacube/getusersharehour',
    effect: 'read',
    deprecated: replaced,
    params: days,
    result: { list: array(object({ ...sharing, refHour })) },
  }),
  /**
   * 获取用户增减数据
   *
   * At most 7 days.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Analytics/User_Analysis_Data_Interface.html
   */
  getUserSummary: endpoint({
    http: 'POST /datacube/getusersummary',
    effect: 'read',
    params: days,
    result: {
      list: array(
        object({
          refDate,
          /** How they came: 0: otherwise, 1: search, 17: a business card, 30: a QR code and so on. */
          userSource: number(),
          newUser: number(),
          cancelUser: number(),
        }),
      ),
    },
  }),
}
