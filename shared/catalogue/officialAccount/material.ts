import { endpoint } from '../../schema/endpoint'
import {
  array,
  binary,
  integer,
  jsonString,
  media,
  number,
  object,
  oneOf,
  optional,
  query,
  string,
} from '../../schema/fields'

const switchedOff = 'switched off on 28 February 2022 (errcode 45106); articles are drafts now'

const article = {
  title: string(),
  thumbMediaId: string(),
  author: optional(string()),
  digest: optional(string()),
  showCoverPic: optional(oneOf(0, 1)),
  /** HTML; pictures only from `uploadImage`. */
  content: string(),
  contentSourceUrl: optional(string()),
  needOpenComment: optional(oneOf(0, 1)),
  onlyFansCanComment: optional(oneOf(0, 1)),
}

/** An article as WeChat shows it. */
const shownArticle = {
  ...article,
  showCoverPic: optional(oneOf.open(0, 1)),
  needOpenComment: optional(oneOf.open(0, 1)),
  onlyFansCanComment: optional(oneOf.open(0, 1)),
  thumbUrl: optional(string()),
  url: optional(string()),
}

/** 永久素材: pictures, sounds, videos and articles that stay. */
export const material = {
  /**
   * 上传永久素材
   * @see https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/Adding_Permanent_Assets.html#%E6%96%B0%E5%A2%9E%E5%85%B6%E4%BB%96%E7%B1%BB%E5%9E%8B%E6%B0%B8%E4%B9%85%E7%B4%A0%E6%9D%90
   */
  add: endpoint({
    http: 'POST /cgi-bin/material/add_material',
    effect: 'write',
    body: 'multipart',
    params: {
      type: query(oneOf('image', 'voice', 'video', 'thumb')),
      media: media(),
      /** Title and introduction of a video. */
      description: optional(jsonString(object({ title: string(), introduction: string() }))),
    },
    result: {
      mediaId: string(),
      /** Of a picture only. */
      url: optional(string()),
    },
  }),
  /**
   * 新增永久图文素材
   * @deprecated switched off on 28 February 2022 (errcode 45106); articles are drafts now
   * @see no public page found
   */
  addNews: endpoint({
    http: 'POST /cgi-bin/material/add_news',
    effect: 'write',
    deprecated: switchedOff,
    params: { articles: array(object(article)) },
    result: {
      mediaId: string(),
    },
    errcodes: { 45106: 'the method was switched off' },
  }),
  /**
   * 获取永久素材列表
   * @see https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/Get_materials_list.html
   */
  batchGet: endpoint({
    http: 'POST /cgi-bin/material/batchget_material',
    effect: 'read',
    pages: { items: 'item', offset: 'offset', size: 'count', most: 20, total: 'totalCount' },
    params: {
      type: oneOf('image', 'video', 'voice', 'news'),
      /** From 0 on. */
      offset: integer({ min: 0 }),
      /** From 1 to 20. */
      count: integer({ min: 1, max: 20 }),
    },
    result: {
      totalCount: number(),
      itemCount: number(),
      item: array(
        object({
          mediaId: string(),
          name: optional(string()),
          url: optional(string()),
          /** In seconds since 1970. */
          updateTime: number(),
          /** Of articles only. */
          content: optional(
            object({
              newsItem: array(object(shownArticle)),
              createTime: optional(number()),
              updateTime: optional(number()),
            }),
          ),
        }),
      ),
    },
  }),
  /**
   * 删除永久素材
   * @see https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/Deleting_Permanent_Assets.html
   */
  del: endpoint({
    http: 'POST /cgi-bin/material/del_material',
    effect: 'write',
    params: {
      mediaId: string(),
    },
    result: {},
  }),
  /**
   * 获取永久素材
   *
   * Bytes of a picture or a sound; articles and videos come as JSON, `{ newsItem }` or `{ title, description, downUrl }`.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/Getting_Permanent_Assets.html
   */
  get: endpoint({
    http: 'POST /cgi-bin/material/get_material',
    effect: 'read',
    params: {
      mediaId: string(),
    },
    result: binary(
      { newsItem: array(object(shownArticle)) },
      { title: string(), description: string(), downUrl: string() },
    ),
  }),
  /**
   * 获取永久素材总数
   * @see https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/Get_the_total_of_all_materials.html
   */
  getCount: endpoint({
    http: 'GET /cgi-bin/material/get_materialcount',
    effect: 'read',
    params: {},
    result: {
      voiceCount: number(),
      videoCount: number(),
      imageCount: number(),
      newsCount: number(),
    },
  }),
  /**
   * 修改永久图文素材
   * @deprecated switched off on 28 February 2022 (errcode 45106); articles are drafts now
   * @see no public page found
   */
  updateNews: endpoint({
    http: 'POST /cgi-bin/material/update_news',
    effect: 'write',
    deprecated: switchedOff,
    params: {
      mediaId: string(),
      /** Which of several articles, from 0 on. */
      index: number(),
      articles: object(article),
    },
    result: {},
    errcodes: { 45106: 'the method was switched off' },
  }),
  /**
   * 上传图文消息图片
   *
   * For articles and for logos of cards; does not count as a permanent material. JPG or PNG below 1 MB.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Batch_Sends_and_Originality_Checks.html#0
   */
  uploadImage: endpoint({
    http: 'POST /cgi-bin/media/uploadimg',
    effect: 'write',
    body: 'multipart',
    params: { media: media() },
    result: {
      url: string(),
    },
  }),
}
