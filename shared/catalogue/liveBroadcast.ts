import { endpoint } from '../schema/endpoint'
import {
  array,
  bigInteger,
  json,
  number,
  object,
  oneOf,
  optional,
  string,
  userId,
  userOpenid,
  wire,
} from '../schema/fields'

const flag = oneOf(0, 1)
const mayBeFlag = optional(flag)

/** A live room, as it is announced. */
const room = {
  name: string(),
  coverImg: wire('coverImg', string()),
  startTime: wire('startTime', number()),
  endTime: wire('endTime', number()),
  anchorName: wire('anchorName', string()),
  anchorWechat: wire('anchorWechat', userId()),
  subAnchorWechat: wire('subAnchorWechat', optional(userId())),
  /** WeChat's own spelling. */
  createrWechat: wire('createrWechat', optional(userId())),
  shareImg: wire('shareImg', string()),
  feedsImg: wire('feedsImg', string()),
  isFeedsPublic: wire('isFeedsPublic', mayBeFlag),
  closeLike: wire('closeLike', flag),
  closeGoods: wire('closeGoods', flag),
  closeComment: wire('closeComment', flag),
  closeReplay: wire('closeReplay', mayBeFlag),
  closeShare: wire('closeShare', mayBeFlag),
  closeKf: wire('closeKf', mayBeFlag),
}

/** A product, as it is offered. */
const goods = {
  coverImgUrl: wire('coverImgUrl', string()),
  name: string(),
  priceType: wire('priceType', oneOf(1, 2, 3)),
  price: number(),
  price2: optional(number()),
  url: string(),
  thirdPartyAppid: wire('thirdPartyAppid', optional(string())),
}

const member = { username: userId(), role: number() }

const inRoom = { roomId: wire('roomId', number()) }

const ofGoods = { goodsId: wire('goodsId', bigInteger()) }

const roomUser = { ...inRoom, username: userId() }

/** A product in a room. */
const roomGoods = { ...inRoom, ...ofGoods }

/** A product and its review. */
const audit = { ...ofGoods, auditId: wire('auditId', number()) }

/** Meanings that several methods share. */
const meaning = {
  wrongParams: 'a parameter is wrong',
  noSuchRoom: 'the live room does not exist',
  wrongRoomState: 'the state of the room does not allow it',
  noSuchProduct: 'the product does not exist',
  userRefused: 'the WeChat id is not accepted',
  hasSubAnchor: 'there is a sub-anchor already',
  wrongNameLength: 'the name is too short or too long',
  coverRefused: 'the cover of the room is not accepted',
  shareImgRefused: 'the picture for sharing is not accepted',
  feedsImgRefused: 'the cover in the channel is not accepted',
  priceRefused: 'the price is not accepted',
  pictureLost: 'the picture could not be taken over; its media id may have expired',
  noSuchPage: 'the published version has no such page',
  wrongAuditState: 'the state of the review does not allow it',
  notOurProduct: 'the product was not made by the API',
  pushing: 'another product is being pushed',
  productsUnreadable: 'the products could not be read',
} as const

/** What every method that describes a product may answer. */
const goodsErrcodes = {
  200002: meaning.wrongParams,
  300002: meaning.wrongNameLength,
  300003: meaning.priceRefused,
  300006: meaning.pictureLost,
  300007: meaning.noSuchPage,
}

/** What every method that describes a room may answer. */
const describedErrcodes = {
  200002: meaning.wrongParams,
  300002: meaning.wrongNameLength,
  300031: meaning.coverRefused,
  300032: meaning.shareImgRefused,
  300037: meaning.feedsImgRefused,
}

/** What every method that changes a room may answer. */
const roomErrcodes = { 300022: meaning.noSuchRoom, 300023: meaning.wrongRoomState }

/** 小程序直播: live rooms, their products and their people. */
export const liveBroadcast = {
  /**
   * 添加管理直播间小助手
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/studio-api.html#9
   */
  addAssistant: endpoint({
    http: 'POST /wxaapi/broadcast/room/addassistant',
    cloudCallable: true,
    effect: 'write',
    params: {
      ...inRoom,
      users: array(object({ username: userId(), nickname: string() })),
    },
    result: {},
  }),
  /**
   * 导入商品
   *
   * Takes products that exist into a room. `goodsAdd` makes a product.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/studio-api.html#4
   */
  addGoods: endpoint({
    http: 'POST /wxaapi/broadcast/room/addgoods',
    cloudCallable: true,
    effect: 'write',
    params: { ids: array(number()), ...inRoom },
    result: {},
    errcodes: {
      200002: meaning.wrongParams,
      ...roomErrcodes,
      300024: meaning.noSuchProduct,
      300025: 'the product has not passed the review',
      300027: 'the products could not be taken over',
      300033: 'there are too many products in the room',
    },
  }),
  /**
   * 设置成员角色
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/role-manage.html#1
   */
  addRole: endpoint({
    http: 'POST /wxaapi/broadcast/role/addrole',
    cloudCallable: true,
    effect: 'write',
    params: member,
    result: { codeurl: string() },
    errcodes: {
      200002: meaning.wrongParams,
      400001: meaning.userRefused,
      400002: 'the WeChat id lacks real-name verification',
      400003: 'too many users have this role',
      400004: 'the user has this role already',
    },
  }),
  /**
   * 添加主播副号
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/studio-api.html#13
   */
  addSubAnchor: endpoint({
    http: 'POST /wxaapi/broadcast/room/addsubanchor',
    cloudCallable: true,
    effect: 'write',
    params: roomUser,
    result: {},
    errcodes: { 500004: meaning.hasSubAnchor, 500005: 'the sub-anchor is the anchor' },
  }),
  /**
   * 创建直播间
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/studio-api.html#1
   */
  createRoom: endpoint({
    http: 'POST /wxaapi/broadcast/room/create',
    cloudCallable: true,
    effect: 'write',
    params: { ...room, type: flag },
    result: { ...inRoom, qrcodeUrl: string() },
    errcodes: {
      1007: 'no data found',
      ...describedErrcodes,
      300028: 'the name of the room breaks the rules',
      300034: 'the nickname of the anchor is too short or too long',
      300036: 'the anchor lacks real-name verification',
      300038: 'customer service is not set up',
      300039: 'the WeChat id of the sub-anchor is not valid',
      300040: 'the name has characters that are not allowed',
      300041: 'the WeChat id of the creator is not valid',
    },
  }),
  /**
   * 删除商品
   *
   * Deletes the product itself. `goodsDelete` takes it out of a room.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/commodity-api.html#4
   */
  deleteGoodsInfo: endpoint({
    http: 'POST /wxaapi/broadcast/goods/delete',
    effect: 'write',
    params: ofGoods,
    result: {},
  }),
  /**
   * 移除成员角色
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/role-manage.html#2
   */
  deleteRole: endpoint({
    http: 'POST /wxaapi/broadcast/role/deleterole',
    cloudCallable: true,
    effect: 'write',
    params: member,
    result: {},
    errcodes: {
      2003: 'refused; WeChat does not document why',
      200002: meaning.wrongParams,
      400001: meaning.userRefused,
      400005: 'the anchor has live rooms to come',
    },
  }),
  /**
   * 删除直播间
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/studio-api.html#5
   */
  deleteRoom: endpoint({
    http: 'POST /wxaapi/broadcast/room/deleteroom',
    cloudCallable: true,
    effect: 'write',
    params: { id: number() },
    result: {},
    errcodes: {
      200002: meaning.wrongParams,
      ...roomErrcodes,
    },
  }),
  /**
   * 删除主播副号
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/studio-api.html#15
   */
  deleteSubAnchor: endpoint({
    http: 'POST /wxaapi/broadcast/room/deletesubanchor',
    cloudCallable: true,
    effect: 'write',
    params: inRoom,
    result: {},
  }),
  /**
   * 编辑直播间
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/studio-api.html#6
   */
  editRoom: endpoint({
    http: 'POST /wxaapi/broadcast/room/editroom',
    cloudCallable: true,
    effect: 'write',
    params: { id: number(), ...room, type: mayBeFlag },
    result: {},
    errcodes: {
      ...describedErrcodes,
      ...roomErrcodes,
      300030: 'the WeChat id of the anchor is not valid',
    },
  }),
  /**
   * 查询直播间小助手
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/studio-api.html#12
   */
  getAssistantList: endpoint({
    http: 'GET /wxaapi/broadcast/room/getassistantlist',
    cloudCallable: true,
    effect: 'read',
    params: inRoom,
    result: {
      list: array(
        object({
          timestamp: number(),
          headimg: string(),
          nickname: string(),
          alias: string(),
          openid: userOpenid(),
        }),
      ),
      count: number(),
      maxCount: wire('maxCount', number()),
    },
  }),
  /**
   * 直播挂件获取全局KEY
   * @see no public page found
   */
  getDefaultGoodsKey: endpoint({
    http: 'GET /wxaapi/broadcast/goods/getkey',
    effect: 'read',
    params: {},
    result: { vendorGoodsKey: wire('vendorGoodsKey', array(json())) },
  }),
  /**
   * 获取长期订阅用户
   * @see https://developers.weixin.qq.com/miniprogram/dev/framework/liveplayer/subscribe-api.html#_1-%E8%8E%B7%E5%8F%96%E9%95%BF%E6%9C%9F%E8%AE%A2%E9%98%85%E7%94%A8%E6%88%B7
   */
  getFollowers: endpoint({
    http: 'POST /wxa/business/get_wxa_followers',
    cloudCallable: true,
    effect: 'read',
    pages: { items: 'followers', next: 'pageBreak' },
    params: { limit: optional(number()), pageBreak: optional(number()) },
    result: {
      followers: array(
        object({
          openid: userOpenid(),
          subscribeTime: number(),
          roomId: number(),
          roomStatus: number(),
        }),
      ),
      pageBreak: number(),
    },
  }),
  /**
   * 获取直播间列表和回放
   * @see https://developers.weixin.qq.com/miniprogram/dev/framework/liveplayer/studio-api.html#2
   */
  getLiveInfo: endpoint({
    http: 'POST /wxa/business/getliveinfo',
    cloudCallable: true,
    effect: 'read',
    pages: { items: 'roomInfo', offset: 'start', size: 'limit', most: 100, total: 'total' },
    params: {
      start: number(),
      limit: number(),
      action: optional(oneOf('get_replay')),
      roomId: optional(number()),
    },
    result: {
      roomInfo: array(
        object({
          name: string(),
          coverImg: string(),
          startTime: number(),
          endTime: number(),
          anchorName: string(),
          roomid: number(),
          goods: array(
            object({
              name: string(),
              coverImg: string(),
              url: string(),
              price: number(),
              price2: number(),
              priceType: number(),
              goodsId: number(),
              thirdPartyAppid: string(),
            }),
          ),
          liveStatus: oneOf.open(101, 102, 103, 104, 105, 106, 107),
          shareImg: string(),
          liveType: number(),
          closeLike: number(),
          closeGoods: number(),
          closeComment: number(),
          closeKf: number(),
          closeReplay: number(),
          isFeedsPublic: number(),
          /** WeChat's own spelling. */
          createrOpenid: string(),
          feedsImg: string(),
        }),
      ),
      total: number(),
      liveReplay: array(object({ createTime: bigInteger(), expireTime: bigInteger(), mediaUrl: string() })),
    },
  }),
  /**
   * 获取直播间推流地址
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/studio-api.html#7
   */
  getPushUrl: endpoint({
    http: 'GET /wxaapi/broadcast/room/getpushurl',
    cloudCallable: true,
    effect: 'read',
    params: inRoom,
    result: { pushAddr: wire('pushAddr', string()) },
    errcodes: roomErrcodes,
  }),
  /**
   * 查询成员列表
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/role-manage.html#4
   */
  getRoleList: endpoint({
    http: 'GET /wxaapi/broadcast/role/getrolelist',
    cloudCallable: true,
    effect: 'read',
    pages: { items: 'list', offset: 'offset', total: 'total' },
    params: {
      offset: optional(number()),
      limit: optional(number()),
      keyword: optional(string()),
      role: optional(number()),
    },
    result: {
      total: number(),
      list: array(
        object({
          /** The picture of the user; WeChat's own spelling. */
          headingimg: string(),
          nickname: string(),
          openid: userOpenid(),
          roleList: wire('roleList', array(number())),
          updateTimestamp: wire('updateTimestamp', string()),
          username: userId(),
        }),
      ),
    },
  }),
  /**
   * 获取直播间分享二维码
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/studio-api.html#8
   */
  getSharedCode: endpoint({
    http: 'GET /wxaapi/broadcast/room/getsharedcode',
    cloudCallable: true,
    effect: 'read',
    params: { ...inRoom, params: optional(string()) },
    result: {
      cdnUrl: wire('cdnUrl', string()),
      pagePath: wire('pagePath', string()),
      posterUrl: wire('posterUrl', string()),
    },
    errcodes: {
      1001: 'a parameter is not allowed',
      ...roomErrcodes,
    },
  }),
  /**
   * 获取主播副号
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/studio-api.html#16
   */
  getSubAnchor: endpoint({
    http: 'GET /wxaapi/broadcast/room/getsubanchor',
    cloudCallable: true,
    effect: 'read',
    params: inRoom,
    result: { username: userId() },
  }),
  /**
   * 添加并提审商品
   *
   * Makes a product and sends it to review. `addGoods` takes it into a room.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/commodity-api.html#1
   */
  goodsAdd: endpoint({
    http: 'POST /wxaapi/broadcast/goods/add',
    cloudCallable: true,
    effect: 'write',
    params: { goodsInfo: wire('goodsInfo', object(goods)) },
    result: audit,
    errcodes: {
      ...goodsErrcodes,
      300004: 'the name of the product breaks the rules',
      300018: 'the picture of the product is too large',
      300021: 'the product was made but not sent to review',
    },
  }),
  /**
   * 重新提交商品审核
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/commodity-api.html#3
   */
  goodsAudit: endpoint({
    http: 'POST /wxaapi/broadcast/goods/audit',
    cloudCallable: true,
    effect: 'write',
    params: ofGoods,
    result: { auditId: wire('auditId', number()) },
    errcodes: { 300010: meaning.wrongAuditState, 300011: meaning.notOurProduct },
  }),
  /**
   * 删除直播间商品
   *
   * Takes a product out of a room. `deleteGoodsInfo` deletes the product itself.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/studio-api.html#22
   */
  goodsDelete: endpoint({
    http: 'POST /wxaapi/broadcast/goods/deleteInRoom',
    cloudCallable: true,
    effect: 'write',
    params: roomGoods,
    result: {},
    errcodes: { 300022: meaning.noSuchRoom, 300047: meaning.pushing },
  }),
  /**
   * 获取商品的信息与审核状态
   *
   * Whether products passed the review.
   * @see no public page found
   */
  goodsInfo: endpoint({
    http: 'POST /wxa/business/getgoodswarehouse',
    cloudCallable: true,
    effect: 'read',
    params: { goodsIds: array(number()) },
    result: {
      goods: array(
        object({
          goodsId: string(),
          name: string(),
          coverImgUrl: string(),
          url: string(),
          priceType: number(),
          price: number(),
          price2: number(),
          auditStatus: string(),
          thirdPartyTag: number(),
          thirdPartyAppid: wire('thirdPartyAppid', string()),
        }),
      ),
      total: number(),
    },
  }),
  /**
   * 获取商品列表
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/commodity-api.html#7
   */
  goodsList: endpoint({
    http: 'GET /wxaapi/broadcast/goods/getapproved',
    cloudCallable: true,
    effect: 'read',
    pages: { items: 'goods', offset: 'offset', total: 'total' },
    params: { offset: number(), limit: optional(number()), status: oneOf(0, 1, 2, 3) },
    result: {
      goods: array(
        object({
          goodsId: wire('goodsId', bigInteger()),
          name: string(),
          coverImgUrl: wire('coverImgUrl', string()),
          url: string(),
          priceType: wire('priceType', number()),
          price: number(),
          price2: number(),
          thirdPartyTag: wire('thirdPartyTag', number()),
          thirdPartyAppid: wire('thirdPartyAppid', string()),
        }),
      ),
      total: number(),
    },
    errcodes: { 200002: meaning.wrongParams },
  }),
  /**
   * 推送商品
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/studio-api.html#23
   */
  goodsPush: endpoint({
    http: 'POST /wxaapi/broadcast/goods/push',
    cloudCallable: true,
    effect: 'write',
    params: roomGoods,
    result: {},
    errcodes: {
      300023: meaning.wrongRoomState,
      300024: meaning.noSuchProduct,
      300047: meaning.pushing,
      300052: 'the product is delisted',
      300053: 'the product is not in the room',
    },
  }),
  /**
   * 撤回商品审核
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/commodity-api.html#2
   */
  goodsResetAudit: endpoint({
    http: 'POST /wxaapi/broadcast/goods/resetaudit',
    cloudCallable: true,
    effect: 'write',
    params: audit,
    result: {},
    errcodes: {
      300009: 'the review could not be withdrawn',
      300017: 'the product was not sent to review',
    },
  }),
  /**
   * 上下架商品
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/studio-api.html#21
   */
  goodsSale: endpoint({
    http: 'POST /wxaapi/broadcast/goods/onsale',
    cloudCallable: true,
    effect: 'write',
    params: { ...roomGoods, onSale: wire('onSale', flag) },
    result: {},
    errcodes: {
      300022: meaning.noSuchRoom,
      300024: meaning.noSuchProduct,
      300048: meaning.productsUnreadable,
      300049: 'a product cannot be listed or delisted while one is pushed',
    },
  }),
  /**
   * 直播间商品排序
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/studio-api.html#24
   */
  goodsSort: endpoint({
    http: 'POST /wxaapi/broadcast/goods/sort',
    cloudCallable: true,
    effect: 'write',
    params: {
      ...inRoom,
      goods: array(object(ofGoods)),
    },
    result: {},
    errcodes: { 300023: meaning.wrongRoomState, 300048: meaning.productsUnreadable },
  }),
  /**
   * 更新商品
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/commodity-api.html#5
   */
  goodsUpdate: endpoint({
    http: 'POST /wxaapi/broadcast/goods/update',
    cloudCallable: true,
    effect: 'write',
    params: {
      goodsInfo: wire('goodsInfo', object({ ...goods, ...ofGoods })),
    },
    result: {},
    errcodes: {
      ...goodsErrcodes,
      300010: meaning.wrongAuditState,
      300011: meaning.notOurProduct,
    },
  }),
  /**
   * 下载商品讲解视频
   *
   * The recording of how a product was explained.
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/studio-api.html#25
   */
  goodsVideo: endpoint({
    http: 'POST /wxaapi/broadcast/goods/getVideo',
    cloudCallable: true,
    effect: 'read',
    params: roomGoods,
    result: { url: string() },
    errcodes: {
      300023: meaning.wrongRoomState,
      300024: meaning.noSuchProduct,
      300044: 'the product has no recording',
      300045: 'the recording is not ready yet',
      300048: meaning.productsUnreadable,
    },
  }),
  /**
   * 修改直播间小助手
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/studio-api.html#10
   */
  modifyAssistant: endpoint({
    http: 'POST /wxaapi/broadcast/room/modifyassistant',
    cloudCallable: true,
    effect: 'write',
    params: { ...roomUser, nickname: string() },
    result: {},
  }),
  /**
   * 修改主播副号
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/studio-api.html#14
   */
  modifySubAnchor: endpoint({
    http: 'POST /wxaapi/broadcast/room/modifysubanchor',
    cloudCallable: true,
    effect: 'write',
    params: roomUser,
    result: {},
    errcodes: { 500002: 'the sub-anchor lacks real-name verification', 500004: meaning.hasSubAnchor },
  }),
  /**
   * 发送直播开始事件
   *
   * Tells users who subscribed that the room is live; one room a day.
   * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/livebroadcast/subscribe-management/pushMessage.html
   */
  pushMessage: endpoint({
    http: 'POST /wxa/business/push_message',
    cloudCallable: true,
    effect: 'write',
    params: { roomId: number(), userOpenid: array(userOpenid()) },
    result: { messageId: string() },
    errcodes: { 9410005: 'another room was pushed today', 9410006: 'the room is not live' },
  }),
  /**
   * 删除直播间小助手
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/studio-api.html#11
   */
  removeAssistant: endpoint({
    http: 'POST /wxaapi/broadcast/room/removeassistant',
    cloudCallable: true,
    effect: 'write',
    params: roomUser,
    result: {},
  }),
  /**
   * 直播挂件设置全局KEY
   * @see no public page found
   */
  setDefaultGoodsKey: endpoint({
    http: 'POST /wxaapi/broadcast/goods/setkey',
    effect: 'write',
    params: { goodsKey: wire('goodsKey', array(json())) },
    result: {},
  }),
  /**
   * 禁言管理
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/studio-api.html#20
   */
  updateComment: endpoint({
    http: 'POST /wxaapi/broadcast/room/updatecomment',
    cloudCallable: true,
    effect: 'write',
    params: {
      ...inRoom,
      banComment: wire('banComment', flag),
    },
    result: {},
    errcodes: roomErrcodes,
  }),
  /**
   * 官方收录管理
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/studio-api.html#17
   */
  updateFeedPublic: endpoint({
    http: 'POST /wxaapi/broadcast/room/updatefeedpublic',
    cloudCallable: true,
    effect: 'write',
    params: {
      ...inRoom,
      isFeedsPublic: wire('isFeedsPublic', flag),
    },
    result: {},
  }),
  /**
   * 客服功能管理
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/studio-api.html#19
   */
  updateKF: endpoint({
    http: 'POST /wxaapi/broadcast/room/updatekf',
    cloudCallable: true,
    effect: 'write',
    params: { ...inRoom, closeKf: wire('closeKf', flag) },
    result: {},
  }),
  /**
   * 回放功能管理
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/liveplayer/studio-api.html#18
   */
  updateReplay: endpoint({
    http: 'POST /wxaapi/broadcast/room/updatereplay',
    cloudCallable: true,
    effect: 'write',
    params: {
      ...inRoom,
      closeReplay: wire('closeReplay', flag),
    },
    result: {},
    errcodes: { 300023: meaning.wrongRoomState },
  }),
}
