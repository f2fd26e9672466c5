import { endpoint } from '../schema/endpoint'
import { array, number, object, optional, string } from '../schema/fields'
import { novelErrcodes } from './shapes/novel'

/** 小说作品管理: what readers may see before they pay, and what comes after. */
export const novelReader = {
  /**
   * 预览设置获取
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/novel-api.html#%E9%A2%84%E8%A7%88%E8%AE%BE%E7%BD%AE%E8%8E%B7%E5%8F%96
   */
  getPreviewSetting: endpoint({
    http: 'POST /wxa/business/novelreader/getpreviewsetting',
    effect: 'read',
    params: { bookId: string() },
    result: {
      setting: object({
        bookId: string(),
        defaultWords: number(),
        chapterSetting: array(object({ chapterIndex: number(), words: number() })),
      }),
    },
    errcodes: novelErrcodes,
  }),
  /**
   * 预览设置修改
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/novel-api.html#%E9%A2%84%E8%A7%88%E8%AE%BE%E7%BD%AE%E4%BF%AE%E6%94%B9
   */
  setPreviewSetting: endpoint({
    http: 'POST /wxa/business/novelreader/setpreviewsetting',
    effect: 'write',
    params: {
      bookId: optional(string()),
      defaultWords: optional(number()),
      chapterIndex: optional(number()),
      words: optional(number()),
      setting: optional(
        object({
          bookId: optional(string()),
          defaultWords: optional(number()),
          chapterSetting: optional(
            array(object({ chapterIndex: optional(number()), words: optional(number()) })),
          ),
        }),
      ),
    },
    result: {},
    errcodes: novelErrcodes,
  }),
  /**
   * 读后推荐
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/novel-api.html#%E8%AF%BB%E5%90%8E%E6%8E%A8%E8%8D%90
   */
  setRecmdNovel: endpoint({
    http: 'POST /wxa/business/novelreader/setrecmdnovel',
    effect: 'write',
    params: { recmdType: number(), bookIdList: array(string()) },
    result: {},
    errcodes: novelErrcodes,
  }),
}
