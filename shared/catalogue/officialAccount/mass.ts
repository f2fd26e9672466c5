import { endpoint } from '../../schema/endpoint'
import {
  array,
  bigInteger,
  boolean,
  number,
  object,
  oneOf,
  optional,
  string,
  userId,
  userOpenid,
} from '../../schema/fields'

/** What is sent: `msgtype`, and the member of that name. */
const message = {
  msgtype: oneOf('text', 'image', 'voice', 'mpvideo', 'mpnews', 'wxcard'),
  text: optional(object({ content: string() })),
  /** Several pictures; replaces `image`. */
  images: optional(
    object({
      mediaIds: array(string()),
      recommend: optional(string()),
      needOpenComment: optional(oneOf(0, 1)),
      onlyFansCanComment: optional(oneOf(0, 1)),
    }),
  ),
  image: optional(object({ mediaId: string() })),
  voice: optional(object({ mediaId: string() })),
  mpvideo: optional(
    object({ mediaId: string(), title: optional(string()), description: optional(string()) }),
  ),
  mpnews: optional(object({ mediaId: string() })),
  wxcard: optional(object({ cardId: string(), cardExt: optional(string()) })),
}

const protection = {
  /** 1: send although an article turns out to be a reprint. */
  sendIgnoreReprint: optional(oneOf(0, 1)),
  /** Within 24 hours the same id is sent once; at most 64 bytes. WeChat makes one of audience and content by itself. */
  clientmsgid: optional(string({ max: 64 })),
}

const sent = {
  msgId: bigInteger(),
  /** Only of articles: ties the message to its numbers in `officialAccount.datacube`. */
  msgDataId: optional(bigInteger()),
}

/** What an upload gives: the id to send. */
const uploaded = {
  type: string(),
  mediaId: string(),
  /** In seconds since 1970. */
  createdAt: number(),
}

/** 群发消息: one message to many followers. */
export const mass = {
  /**
   * 删除群发消息
   *
   * Takes back articles and videos; what was read stays with the reader.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Batch_Sends_and_Originality_Checks.html#4
   */
  delete: endpoint({
    http: 'POST /cgi-bin/message/mass/delete',
    effect: 'write',
    params: {
      msgId: bigInteger(),
      /** Which of several articles, from 1 on; 0 or absent: all. */
      articleIdx: optional(number()),
    },
    result: {},
  }),
  /**
   * 查询群发消息发送状态
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Batch_Sends_and_Originality_Checks.html#6
   */
  get: endpoint({
    http: 'POST /cgi-bin/message/mass/get',
    effect: 'read',
    params: { msgId: bigInteger() },
    result: {
      msgId: bigInteger(),
      /** `SEND_SUCCESS`, `SENDING`, `SEND_FAIL` or `DELETE`. */
      msgStatus: string(),
    },
  }),
  /**
   * 预览消息
   *
   * To one user, given by OPENID or by WeChat id; 100 times a day.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Batch_Sends_and_Originality_Checks.html#5
   */
  preview: endpoint({
    http: 'POST /cgi-bin/message/mass/preview',
    effect: 'write',
    params: { touser: optional(userOpenid()), towxname: optional(userId()), ...message },
    result: {},
  }),
  /**
   * 根据OpenID群发消息
   *
   * From 2 to 10,000 users.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Batch_Sends_and_Originality_Checks.html#3
   */
  send: endpoint({
    http: 'POST /cgi-bin/message/mass/send',
    effect: { keyed: 'clientmsgid', isImplied: true },
    params: { touser: array(userOpenid()), ...message, ...protection },
    result: sent,
  }),
  /**
   * 根据标签群发消息
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Batch_Sends_and_Originality_Checks.html#2
   */
  sendAll: endpoint({
    http: 'POST /cgi-bin/message/mass/sendall',
    effect: { keyed: 'clientmsgid', isImplied: true },
    params: {
      filter: object({
        /** `true`: to everybody, whatever the tag. */
        isToAll: optional(boolean()),
        tagId: optional(number()),
        /** The forerunner of `tagId`. */
        groupId: optional(number()),
      }),
      ...message,
      ...protection,
    },
    result: sent,
  }),
  /**
   * 上传图文消息素材
   *
   * Gives the `mediaId` that a mass message wants.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Batch_Sends_and_Originality_Checks.html#1
   */
  uploadNews: endpoint({
    http: 'POST /cgi-bin/media/uploadnews',
    effect: 'write',
    params: {
      articles: array(
        object({
          /** The picture that stands for the article. */
          thumbMediaId: string(),
          title: string(),
          author: optional(string()),
          /** Summary of a single article. */
          digest: optional(string()),
          contentSourceUrl: optional(string()),
          /** HTML; pictures only from `officialAccount.material.uploadImage`. */
          content: string(),
          showCoverPic: optional(oneOf(0, 1)),
          needOpenComment: optional(oneOf(0, 1)),
          onlyFansCanComment: optional(oneOf(0, 1)),
        }),
      ),
    },
    result: uploaded,
  }),
  /**
   * 获取群发视频的素材
   *
   * Turns an uploaded video into one that a mass message takes.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Message_Management/Batch_Sends_and_Originality_Checks.html#3
   */
  uploadVideo: endpoint({
    http: 'POST /cgi-bin/media/uploadvideo',
    effect: 'write',
    params: {
      mediaId: string(),
      title: optional(string()),
      description: optional(string()),
    },
    result: uploaded,
  }),
}
