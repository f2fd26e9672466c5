import { auth } from '../../catalogue/auth'
import { autoreply } from '../../catalogue/officialAccount/autoreply'
import { datacube as rows } from '../../catalogue/officialAccount/datacube'
import { menu } from '../../catalogue/officialAccount/menu'
import { pay } from '../../catalogue/officialAccount/pay'
import { payfeedback } from '../../catalogue/officialAccount/payfeedback'
import { poi as poiRows } from '../../catalogue/officialAccount/poi'
import { qrcode } from '../../catalogue/officialAccount/qrcode'
import { semantic } from '../../catalogue/officialAccount/semantic'
import { shorturl } from '../../catalogue/officialAccount/shorturl'
import { openApi } from '../../catalogue/openApi'
import { wxacode } from '../../catalogue/wxacode'
import type { Endpoint } from '../../schema/endpoint'
import { type Body, call } from '../entry'

/** A scene is a number or text; each has names of its own. */
const scene = (sceneId: number | string) =>
  typeof sceneId === 'number' ? { scene_id: sceneId } : { scene_str: sceneId }

export interface Color {
  r: number
  g: number
  b: number
}

const black: Color = { r: 0, g: 0, b: 0 }

/** Quotas, addresses, QR codes, login, sentences, the first payment protocol */
export const account = {
  clearQuota: call(openApi.clearQuota, 'appid', (appid: string) => ({ appid })),
  getIp: call(openApi.getCallbackIp, '', () => ({})),
  shorturl: call(shorturl.long2short, 'longUrl', (longUrl: string) => ({
    action: 'long2short',
    long_url: longUrl,
  })),
  createTmpQRCode: call(qrcode.create, 'sceneId expire', (sceneId: number | string, expire: number) => ({
    expire_seconds: expire,
    action_name: typeof sceneId === 'number' ? 'QR_SCENE' : 'QR_STR_SCENE',
    action_info: { scene: scene(sceneId) },
  })),
  createLimitQRCode: call(qrcode.create, 'sceneId', (sceneId: number | string) => ({
    action_name: typeof sceneId === 'number' ? 'QR_LIMIT_SCENE' : 'QR_LIMIT_STR_SCENE',
    action_info: { scene: scene(sceneId) },
  })),
  semantic: call(
    semantic.search,
    'uid opts',
    (uid: string, opts: { query: string; category: string; [member: string]: unknown }) => ({
      ...opts,
      appid: undefined,
      uid,
    }),
  ),
  deliverNotify: call(pay.deliverNotify, 'data', (data: object | string) => data),
  orderQuery: call(pay.orderQuery, 'query', (query: object | string) => query),
  updateFeedback: call(payfeedback.update, 'openid feedbackId', (openid: string, feedbackId: string) => ({
    openid,
    feedbackid: feedbackId,
  })),
  code2Session: call(auth.code2Session, 'jsCode', (jsCode: string) => ({ js_code: jsCode })),
  createWXAQRCode: call(wxacode.createQRCode, 'path', (path: string, width = 430) => ({ path, width })),
  getWXACode: call(
    wxacode.get,
    'path',
    (path: string, width = 430, autoColor = false, lineColor: Color = black, isHyaline = false) => ({
      path,
      width,
      auto_color: autoColor,
      line_color: lineColor,
      is_hyaline: isHyaline,
    }),
  ),
  getWXACodeUnlimit: call(
    wxacode.getUnlimited,
    'scene',
    (
      shown: string,
      page?: string,
      width = 430,
      autoColor = false,
      lineColor: Color = black,
      isHyaline = false,
    ) => ({
      scene: shown,
      page,
      width,
      auto_color: autoColor,
      line_color: lineColor,
      is_hyaline: isHyaline,
    }),
  ),
}

/** 门店 */
export const poi = {
  addPoi: call(poiRows.add, 'poi', (given: object) => ({ business: { base_info: given } })),
  getPoi: call(poiRows.get, 'poiId', (poiId: string | number) => ({ poi_id: poiId })),
  getPois: call(poiRows.getList, 'begin limit', (begin: number, limit: number) => ({ begin, limit })),
  delPoi: call(poiRows.del, 'poiId', (poiId: string | number) => ({ poi_id: poiId })),
  updatePoi: call(poiRows.update, 'poi', (given: object) => ({ business: { base_info: given } })),
  getWXCategory: call(poiRows.getWxCategory, '', () => ({})),
}

const addConditional = call(menu.addConditional, 'menu', (given: Body<typeof menu.addConditional>) => given)
const delConditional = call(menu.delConditional, 'menuId', (menuId: number | string) => ({ menuid: menuId }))
const tryMatch = call(menu.tryMatch, 'userId', (userId: string) => ({ user_id: userId }))

/** 自定义菜单, conditional ones in the words of both libraries */
export const menus = {
  createMenu: call(menu.create, 'menu', (given: Body<typeof menu.create>) => given),
  getMenu: call(menu.get, '', () => ({})),
  removeMenu: call(menu.delete, '', () => ({})),
  getMenuConfig: call(menu.getCurrentSelfmenuInfo, '', () => ({})),
  createCustomMenu: addConditional,
  addConditionalMenu: addConditional,
  removeCustomMenu: delConditional,
  delConditionalMenu: delConditional,
  testCustomMenu: tryMatch,
  tryConditionalMenu: tryMatch,
  getAutoreply: call(autoreply.getCurrentAutoreplyInfo, '', () => ({})),
}

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
