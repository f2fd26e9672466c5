import { datacube as rows } from '../../catalogue/officialAccount/datacube'
import type { Endpoint } from '../../schema/endpoint'
import { call } from '../define'

/** The numbers of some days. */
const numbers = <E extends Endpoint>(row: E) =>
  call(row, 'begin end', (begin: string, end: string) => ({ begin_date: begin, end_date: end }))

/** 数据统计 */
export const datacube = {
  getUserSummary: numbers(rows.getUserSummary),
  getUserCumulate: numbers(rows.getUserCumulate),
  getArticleSummary: numbers(rows.getArticleSummary),
  getArticleTotal: numbers(rows.getArticleTotal),
  getUserRead: numbers(rows.getUserRead),
  getUserReadHour: numbers(rows.getUserReadHour),
  getUserShare: numbers(rows.getUserShare),
  getUserShareHour: numbers(rows.getUserShareHour),
  getUpstreamMsg: numbers(rows.getUpstreamMsg),
  getUpstreamMsgHour: numbers(rows.getUpstreamMsgHour),
  getUpstreamMsgWeek: numbers(rows.getUpstreamMsgWeek),
  getUpstreamMsgMonth: numbers(rows.getUpstreamMsgMonth),
  getUpstreamMsgDist: numbers(rows.getUpstreamMsgDist),
  getUpstreamMsgDistWeek: numbers(rows.getUpstreamMsgDistWeek),
  getUpstreamMsgDistMonth: numbers(rows.getUpstreamMsgDistMonth),
  getInterfaceSummary: numbers(rows.getInterfaceSummary),
  getInterfaceSummaryHour: numbers(rows.getInterfaceSummaryHour),
}
