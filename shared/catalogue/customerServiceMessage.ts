import { endpoint } from '../schema/endpoint'
import {
  array,
  binary,
  media,
  number,
  object,
  oneOf,
  optional,
  query,
  string,
  userOpenid,
} from '../schema/fields'

const mediaRef = { mediaId: string() }

/** 客服消息: answers to users who wrote. */
export const customerServiceMessage = {
  /**
   * 获取临时素材
   *
   * For mini programs: pictures only.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/Get_temporary_materials.html
   */
  getTempMedia: endpoint({
    http: 'GET /cgi-bin/media/get',
    cloudCallable: true,
    effect: 'read',
    aliasOf: 'officialAccount.media.get',
    params: mediaRef,
    result: binary(),
    errcodes: { 40007: 'the media id is not valid' },
  }),
  /**
   * 发送客服消息
   *
   * Give `msgtype`, and the member of that name. Mini programs know text, image, link and miniprogrampage; the
   * others are for official accounts.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html#7
   */
  send: endpoint({
    http: 'POST /cgi-bin/message/custom/send',
    cloudCallable: true,
    effect: 'write',
    params: {
      touser: userOpenid(),
      msgtype: oneOf(
        'text',
        'image',
        'link',
        'miniprogrampage',
        'voice',
        'video',
        'music',
        'news',
        'mpnews',
        'mpnewsarticle',
        'msgmenu',
        'wxcard',
      ),
      text: optional(object({ content: string() })),
      image: optional(object(mediaRef)),
      voice: optional(object(mediaRef)),
      video: optional(
        object({
          ...mediaRef,
          thumbMediaId: string(),
          title: optional(string()),
          description: optional(string()),
        }),
      ),
      music: optional(
        object({
          title: string(),
          description: string(),
          musicurl: string(),
          hqmusicurl: optional(string()),
          thumbMediaId: string(),
        }),
      ),
      news: optional(
        object({
          articles: array(
            object({ title: string(), description: string(), picurl: string(), url: string() }),
          ),
        }),
      ),
      mpnews: optional(object(mediaRef)),
      mpnewsarticle: optional(object({ articleId: string() })),
      msgmenu: optional(
        object({
          headContent: optional(string()),
          list: array(object({ id: string(), content: string() })),
          tailContent: optional(string()),
        }),
      ),
      wxcard: optional(object({ cardId: string() })),
      miniprogrampage: optional(
        object({
          title: string(),
          appid: optional(string()),
          pagepath: string(),
          thumbMediaId: string(),
        }),
      ),
      customservice: optional(object({ kfAccount: string() })),
      aimsgcontext: optional(object({ isAiMsg: optional(number()) })),
      /** Of the shop, where customer service is separated by shops. */
      businessid: optional(string()),
      link: optional(
        object({
          title: optional(string()),
          description: optional(string()),
          url: optional(string()),
          thumbUrl: optional(string()),
        }),
      ),
    },
    result: {},
    errcodes: {
      45015: 'the time to answer this user is over',
      70000: 'refused for the protection of minors',
    },
  }),
  /**
   * 客服输入状态
   *
   * Shows or hides that somebody is typing.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Service_Center_messages.html#8
   */
  setTyping: endpoint({
    http: 'POST /cgi-bin/message/custom/typing',
    cloudCallable: true,
    effect: 'write',
    params: {
      touser: userOpenid(),
      command: oneOf('Typing', 'CancelTyping'),
      /**
       * Of the shop, where customer service is separated by shops; WeChat's newest page gives these a path of
       * their own.
       */
      businessid: optional(string()),
    },
    result: {},
    errcodes: {
      40200: 'the account type is not allowed',
      45072: 'the command is not valid',
      45080: 'the user did not write in the last 30 seconds',
      45081: 'the state was sent before',
    },
  }),
  /**
   * 新增临时素材
   *
   * For mini programs: pictures only.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/New_temporary_materials.html
   */
  uploadTempMedia: endpoint({
    http: 'POST /cgi-bin/media/upload',
    body: 'multipart',
    cloudCallable: true,
    effect: 'write',
    aliasOf: 'officialAccount.media.upload',
    params: { type: query(oneOf('image')), media: media() },
    result: { type: string(), ...mediaRef, createdAt: number() },
    errcodes: { 40004: 'the media type is not valid' },
  }),
}
