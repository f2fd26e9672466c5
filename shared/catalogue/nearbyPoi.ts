import { endpoint } from '../schema/endpoint'
import {
  array,
  bigInteger,
  boolean,
  jsonString,
  number,
  object,
  oneOf,
  optional,
  string,
} from '../schema/fields'

const poiErrcodes = {
  20002: 'a parameter is wrong',
  92000: 'the qualification was added before',
  92002: 'there are too many places',
  92003: 'the place is in use by another mini program',
  92004: 'the mini program may not be shown nearby',
  92005: 'the place is under review',
  92006: 'the place shows a mini program already',
  92007: 'the place did not pass the review',
  92008: 'the mini program is not shown at this place',
  93009: 'the mini program is not published or not visible',
  93010: 'the place does not exist',
  93011: 'personal mini programs may not do this',
  93012: 'mini programs of stores may not do this',
  93013: 'Tencent Maps could not find the address',
  93014: 'the same certificate is added twice',
}

/** 附近小程序: places where the mini program is shown nearby. */
export const nearbyPoi = {
  /**
   * 添加地点
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/nearby-poi/nearbyPoi.add.html
   */
  add: endpoint({
    http: 'POST /wxa/addnearbypoi',
    cloudCallable: true,
    effect: 'write',
    params: {
      kfInfo: optional(jsonString(object({ openKf: boolean(), kfHeadimg: string(), kfName: string() }))),
      picList: jsonString(object({ list: array(string()) })),
      serviceInfos: jsonString(
        object({
          serviceInfos: array(
            object({
              id: number(),
              /** WeChat's table spells it `tpye`, its sample does not. */
              type: number(),
              name: string(),
              appid: string(),
              path: string(),
              desc: string(),
            }),
          ),
        }),
      ),
      storeName: string(),
      contractPhone: string(),
      hour: string(),
      companyName: string(),
      credential: string(),
      address: string(),
      qualificationList: optional(string()),
      isCommNearby: string(),
      poiId: optional(bigInteger()),
      mapPoiId: optional(string()),
    },
    result: {
      data: object({ auditId: bigInteger(), poiId: bigInteger(), relatedCredential: string() }),
    },
    errcodes: poiErrcodes,
  }),
  /**
   * 删除地点
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/nearby-poi/nearbyPoi.delete.html
   */
  delete: endpoint({
    http: 'POST /wxa/delnearbypoi',
    cloudCallable: true,
    effect: 'write',
    params: { poiId: bigInteger() },
    result: {},
  }),
  /**
   * 查看地点
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/nearby-poi/nearbyPoi.getList.html
   */
  getList: endpoint({
    http: 'GET /wxa/getnearbypoilist',
    cloudCallable: true,
    effect: 'read',
    params: { page: number(), pageRows: number() },
    result: {
      data: object({
        maxApplyNum: number(),
        leftApplyNum: number(),
        data: jsonString(
          object({
            poiList: array(
              object({
                poiId: bigInteger(),
                qualificationAddress: string(),
                qualificationNum: string(),
                auditStatus: oneOf.open(3, 4, 5),
                displayStatus: oneOf.open(0, 1),
                refuseReason: string(),
              }),
            ),
          }),
        ),
      }),
    },
    errcodes: poiErrcodes,
  }),
  /**
   * 设置展示状态
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/nearby-poi/nearbyPoi.setShowStatus.html
   */
  setShowStatus: endpoint({
    http: 'POST /wxa/setnearbypoishowstatus',
    cloudCallable: true,
    effect: 'write',
    params: { poiId: bigInteger(), status: oneOf(0, 1) },
    result: {},
  }),
}
