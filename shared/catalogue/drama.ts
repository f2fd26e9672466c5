import { endpoint } from '../schema/endpoint'
import { array, boolean, json, number, object, optional, string } from '../schema/fields'

/** A drama, and the account it comes from. */
const dramaKey = { srcAppid: string(), dramaId: string() }

/** How a drama earns. */
const monetised = { ...dramaKey, iaaType: number(), vipFlag: number() }

const dramaErrcodes = {
  1: 'the record was not found',
  2: 'a parameter is wrong',
  21000: 'the drama may not be played here',
  21001: 'the session_key of the user is missing',
  21002: 'the package of the merchant is not base64',
  21003: 'the package of the merchant cannot be decrypted',
  21004: 'the package of the merchant holds no JSON',
  21005: 'a value is missing in the package of the merchant',
  21006: 'the player was given other values than the package holds',
  21007: 'the openid in the package is not valid',
  21008: 'prefetching is not open',
  21009: 'the traffic of the merchant is used up',
}

/** 短剧播放器: short dramas in the player. */
export const drama = {
  /**
   * 批处理短剧合作推广计划
   * @see no public page found
   */
  batchProcessDramaPromotion: endpoint({
    http: 'POST /wxadrama/batchprocessdramapromotion',
    effect: 'write',
    params: { actionType: number(), list: array(object(dramaKey)) },
    result: { list: array(object({ ...dramaKey, status: number() })) },
    errcodes: dramaErrcodes,
  }),
  /**
   * 获取短剧变现类型
   * @see no public page found
   */
  developerGetIaaDrama: endpoint({
    http: 'POST /wxadrama/developergetiaadrama',
    effect: 'read',
    params: { list: array(object(dramaKey)) },
    result: { list: array(object(monetised)) },
    errcodes: dramaErrcodes,
  }),
  /**
   * 获取已上架短剧
   * @see no public page found
   */
  developerGetPublishedDrama: endpoint({
    http: 'POST /wxadrama/developergetpublisheddrama',
    effect: 'read',
    params: {},
    result: { list: array(object({ ...dramaKey, publishTime: number() })) },
    errcodes: dramaErrcodes,
  }),
  /**
   * 短剧上架
   * @see no public page found
   */
  developerPublishDrama: endpoint({
    http: 'POST /wxadrama/developerpublishdrama',
    effect: 'write',
    params: {
      list: array(object({ ...dramaKey, dramaName: string(), publishTime: number() })),
    },
    result: {},
    errcodes: dramaErrcodes,
  }),
  /**
   * 刷剧剧目设置
   * @see no public page found
   */
  developerSetFlushDrama: endpoint({
    http: 'POST /wxadrama/developersetflushdrama',
    effect: 'write',
    params: { list: array(object({ ...dramaKey, dramaName: string() })) },
    result: {},
    errcodes: dramaErrcodes,
  }),
  /**
   * 设置短剧变现类型
   * @see no public page found
   */
  developerSetIaaDrama: endpoint({
    http: 'POST /wxadrama/developersetiaadrama',
    effect: 'write',
    params: { list: array(object(monetised)) },
    result: {},
    errcodes: dramaErrcodes,
  }),
  /**
   * 推荐剧目
   * @see no public page found
   */
  developerSetRecmdDrama: endpoint({
    http: 'POST /wxadrama/developersetrecmddrama',
    effect: 'write',
    params: {
      entryType: number(),
      srcAppid: optional(string()),
      dramaId: optional(string()),
      list: optional(array(object(dramaKey))),
    },
    result: {},
    errcodes: dramaErrcodes,
  }),
  /**
   * 获取短剧合作推广活动
   * @see no public page found
   */
  getFinderEvent: endpoint({
    http: 'POST /wxadrama/getfinderevent',
    effect: 'read',
    params: { eventIdList: optional(array(json())) },
    result: {
      finderEventList: array(
        object({
          encryptedEventId: string(),
          eventName: string(),
          eventUrl: string(),
          ...dramaKey,
        }),
      ),
    },
    errcodes: dramaErrcodes,
  }),
  /**
   * 推荐位控制接口
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/videoplayer.html#%E6%92%AD%E6%94%BE%E5%8E%9F%E5%A7%8B%E8%A7%86%E9%A2%91
   */
  setPlayerDramaRecmdSwitch: endpoint({
    http: 'POST /wxadrama/setplayerdramarecmdswitch',
    effect: 'write',
    params: { entryType: number(), switchStatus: boolean() },
    result: {},
    errcodes: dramaErrcodes,
  }),
}
