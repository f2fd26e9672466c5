import { endpoint } from '../schema/endpoint'
import { json, jsonString, number, object, optional, string, userOpenid } from '../schema/fields'

/** Meanings that several methods share. */
const meaning = {
  wrongType: 'the notifyType is not valid',
  wrongCode: 'the notifyCode is not valid',
  expiredCode: 'the notifyCode has expired',
  oddCode: 'something is wrong with the notifyCode',
  typeRefused: 'the notifyType is not permitted',
  noRight: 'the mini program may not do this',
} as const

/** 服务卡片: cards about an order in progress. */
export const userNotify = {
  /**
   * 查询服务卡片状态
   * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/getUserNotify.html
   */
  getUserNotify: endpoint({
    http: 'POST /wxa/get_user_notify',
    effect: 'read',
    params: { openid: userOpenid(), notifyCode: string(), notifyType: number() },
    result: {
      notifyInfo: object({
        notifyType: number(),
        /** JSON text. */
        contentJson: string(),
        codeState: number(),
        codeExpireTime: number(),
      }),
    },
    errcodes: {
      85431: 'system error',
      85434: meaning.wrongType,
      85437: meaning.wrongCode,
      85438: meaning.expiredCode,
    },
  }),
  /**
   * 激活与更新服务卡片
   * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/setUserNotify.html
   */
  setUserNotify: endpoint({
    http: 'POST /wxa/set_user_notify',
    effect: 'write',
    params: {
      openid: userOpenid(),
      notifyType: number(),
      notifyCode: string(),
      /** An object, or its JSON text. */
      contentJson: jsonString(json()),
      /** An object, or its JSON text. */
      checkJson: optional(jsonString(json())),
    },
    result: {},
    errcodes: {
      85431: 'system error',
      85433: 'checkJson is not valid',
      85434: meaning.wrongType,
      85435: 'contentJson is not valid',
      85436: meaning.oddCode,
      85437: meaning.wrongCode,
      85438: meaning.expiredCode,
      85439: 'the state in contentJson is wrong',
      85440: 'contentJson lacks a required field',
      85441: 'a field of contentJson is malformed',
      85442: 'contentJson was refused by moderation',
      85443: 'the contentJson has illegal UTF-8',
      85448: 'the notifyCode was used before',
      85449: 'the notifyCode is locked; try again later',
      85461: meaning.typeRefused,
      85462: meaning.noRight,
    },
  }),
  /**
   * 更新服务卡片扩展信息
   * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/setUserNotifyExt.html
   */
  setUserNotifyExt: endpoint({
    http: 'POST /wxa/set_user_notifyext',
    effect: 'write',
    params: {
      openid: userOpenid(),
      notifyType: number(),
      notifyCode: string(),
      /** JSON text. */
      extJson: string(),
    },
    result: {},
    errcodes: {
      85431: 'system error',
      85434: meaning.wrongType,
      85436: meaning.oddCode,
      85437: meaning.wrongCode,
      85444: 'the payInfo in extJson was refused',
      85445: 'the storeInfo in extJson was refused',
      85446: 'the shippingList in extJson was refused',
      85447: 'the productList in extJson was refused',
      85461: meaning.typeRefused,
      85462: meaning.noRight,
      85470: 'extJson is not valid',
      85471: 'the extJson has illegal UTF-8',
    },
  }),
}
