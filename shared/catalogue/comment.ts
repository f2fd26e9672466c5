import { endpoint } from '../schema/endpoint'
import {
  array,
  bigInteger,
  boolean,
  number,
  object,
  oneOf,
  optional,
  string,
  userOpenid,
  wire,
} from '../schema/fields'

const orderInfo = { busiOrderId: wire('busiOrderId', string()) }

const productInfo = {
  productList: wire('productList', array(object({ name: string(), picUrl: wire('picUrl', string()) }))),
}

const userInfo = {
  openid: userOpenid(),
  headImg: wire('headImg', string()),
  nickName: wire('nickName', string()),
}

const bizInfo = {
  appid: string(),
  headImg: wire('headImg', string()),
  nickName: wire('nickName', string()),
}

/** A picture or a video. */
const attachment = {
  img: string(),
  thumbImg: wire('thumbImg', string()),
  video: string(),
  videoCover: wire('videoCover', string()),
  videoDuration: wire('videoDuration', number()),
}

const extInfo = { isAlreadySendTmpl: wire('isAlreadySendTmpl', boolean()) }

const text = { content: string() }

const writer = { nickname: string(), imgUrl: wire('imgUrl', string()) }

const commentErrcodes = {
  [-10403]: 'the review or the reply is not yours',
  [-10008]: 'system error',
  [-10007]: 'the account has no right to this method',
  [-10003]: 'the parameters do not match',
  [-10001]: 'a parameter is wrong',
  10000: 'a parameter is wrong, or the review is not eligible',
}

/** 交易评价管理: what buyers say, and the answers. */
export const comment = {
  /**
   * 创建回复
   *
   * Answers an answer.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/guarantee/comment.html#_2-1%E5%88%9B%E5%BB%BA%E8%AF%84%E8%AE%BA
   */
  addCommentReply: endpoint({
    http: 'POST /wxaapi/comment/commentreply/add',
    effect: 'write',
    params: {
      commentId: wire('commentId', string()),
      replyId: wire('replyId', string()),
      ...text,
    },
    result: { success: boolean() },
    errcodes: commentErrcodes,
  }),
  /**
   * 创建评论
   *
   * Answers a review.
   * @see no public page found
   */
  addReply: endpoint({
    http: 'POST /wxaapi/comment/reply/add',
    effect: 'write',
    params: { commentId: wire('commentId', string()), ...text },
    result: { success: boolean() },
    errcodes: commentErrcodes,
  }),
  /**
   * 确认和解
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/guarantee/comment.html#_5%E3%80%81%E7%A1%AE%E8%AE%A4%E5%92%8C%E8%A7%A3
   */
  confirmCompromise: endpoint({
    http: 'POST /wxaapi/comment/confirmcompromise',
    effect: 'write',
    params: {
      commentId: wire('commentId', string()),
      picList: wire('picList', array(string())),
      ...text,
    },
    result: { success: boolean() },
    errcodes: commentErrcodes,
  }),
  /**
   * 删除回复
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/guarantee/comment.html#_3-2%E5%88%A0%E9%99%A4%E5%9B%9E%E5%A4%8D
   */
  deleteCommentReply: endpoint({
    http: 'POST /wxaapi/comment/commentreply/delete',
    effect: 'write',
    params: {
      commentId: wire('commentId', string()),
      replyId: wire('replyId', string()),
      commentReplyId: wire('commentReplyId', string()),
    },
    result: { success: boolean() },
    errcodes: commentErrcodes,
  }),
  /**
   * 删除评论
   * @see no public page found
   */
  deleteReply: endpoint({
    http: 'POST /wxaapi/comment/reply/delete',
    effect: 'write',
    params: {
      commentId: wire('commentId', string()),
      replyId: wire('replyId', string()),
    },
    result: { success: boolean() },
    errcodes: commentErrcodes,
  }),
  /**
   * 查询评价详情
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/guarantee/comment.html#_1-3%E6%9F%A5%E8%AF%A2%E8%AF%84%E4%BB%B7%E8%AF%A6%E6%83%85
   */
  getCommentInfo: endpoint({
    http: 'GET /wxaapi/comment/commentinfo/get',
    effect: 'read',
    params: { commentId: wire('commentId', string()) },
    result: {
      info: object({
        content: object({
          commentId: wire('commentId', string()),
          amount: bigInteger(),
          orderId: wire('orderId', string()),
          createTime: wire('createTime', bigInteger()),
          payTime: wire('payTime', string()),
          orderInfo: wire('orderInfo', object(orderInfo)),
          productInfo: wire('productInfo', object(productInfo)),
          wxPayId: wire('wxPayId', string()),
          userInfo: wire('userInfo', object(userInfo)),
          bizInfo: wire('bizInfo', object(bizInfo)),
          score: bigInteger(),
          content: object({ media: array(object(attachment)), txt: string() }),
          extInfo: wire('extInfo', object(extInfo)),
        }),
      }),
      processInfo: wire(
        'processInfo',
        object({
          actionList: wire(
            'actionList',
            array(object({ type: oneOf.open(1, 2, 3, 4), updateTime: wire('updateTime', number()) })),
          ),
          commentId: wire('commentId', string()),
        }),
      ),
      oldComment: wire(
        'oldComment',
        object({
          commentId: wire('commentId', string()),
          createTime: wire('createTime', bigInteger()),
          score: number(),
          content: object({ ext: string(), media: array(object(attachment)) }),
        }),
      ),
    },
    errcodes: commentErrcodes,
  }),
  /**
   * 查询评价列表
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/guarantee/comment.html#_1-1%E6%9F%A5%E8%AF%A2%E8%AF%84%E4%BB%B7%E5%88%97%E8%A1%A8
   */
  getCommentList: endpoint({
    http: 'GET /wxaapi/comment/mpcommentlist/get',
    effect: 'read',
    params: {
      startTime: wire('startTime', string()),
      endTime: wire('endTime', string()),
      filterType: wire('filterType', optional(oneOf(1, 2, 3, 4, 5, 6))),
      offset: optional(number()),
      limit: optional(number()),
    },
    result: {
      offset: number(),
      total: number(),
      commentList: wire(
        'commentList',
        array(
          object({
            commentId: wire('commentId', string()),
            amount: number(),
            orderId: wire('orderId', string()),
            createTime: wire('createTime', string()),
            payTime: wire('payTime', string()),
            wxPayId: wire('wxPayId', string()),
            orderInfo: wire('orderInfo', object(orderInfo)),
            userInfo: wire('userInfo', object(userInfo)),
            bizInfo: wire('bizInfo', object(bizInfo)),
            score: number(),
            content: object({ txt: string(), media: array(object(attachment)) }),
            extInfo: wire('extInfo', object(extInfo)),
            productInfo: wire('productInfo', object(productInfo)),
          }),
        ),
      ),
    },
    errcodes: commentErrcodes,
  }),
  /**
   * 查询评论列表
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/guarantee/comment.html#_1-2%E6%9F%A5%E8%AF%A2%E8%AF%84%E8%AE%BA%E5%88%97%E8%A1%A8
   */
  getCommentReplyList: endpoint({
    http: 'GET /wxaapi/comment/replyandcommentreplylist/get',
    effect: 'read',
    params: { commentId: wire('commentId', string()) },
    result: {
      list: object({
        reply: object({
          commentId: wire('commentId', string()),
          replyId: wire('replyId', string()),
          createTime: wire('createTime', string()),
          updateTime: wire('updateTime', string()),
          replyContent: wire('replyContent', object(text)),
          replyObject: wire('replyObject', object(writer)),
        }),
        commentReplyList: wire(
          'commentReplyList',
          array(
            object({
              commentId: wire('commentId', string()),
              commentReplyId: wire('commentReplyId', string()),
              createTime: wire('createTime', string()),
              updateTime: wire('updateTime', string()),
              commentReplyContent: wire('commentReplyContent', object(text)),
              commentReplyObject: wire('commentReplyObject', object(writer)),
            }),
          ),
        ),
      }),
    },
    errcodes: commentErrcodes,
  }),
  /**
   * 重置Api客服quota
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/guarantee/comment.html#_4-2%E9%87%8D%E7%BD%AEApi%E5%AE%A2%E6%9C%8Dquota
   */
  resetApiKfQuota: endpoint({
    http: 'POST /wxaapi/comment/apikfquota/reset',
    effect: 'write',
    params: { commentId: wire('commentId', string()) },
    result: { success: boolean() },
    errcodes: commentErrcodes,
  }),
}
