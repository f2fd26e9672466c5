import { endpoint } from '../../schema/endpoint'
import { array, bigInteger, integer, number, object, optional, string } from '../../schema/fields'

const retired =
  'deprecated by WeChat at the end of 2024, with add and update gone in April 2025; no successor is named'

const position = {
  /** The shop's own id. */
  sid: optional(string()),
  businessName: optional(string()),
  branchName: optional(string()),
  province: optional(string()),
  city: optional(string()),
  district: optional(string()),
  address: optional(string()),
  telephone: optional(string()),
  /** As `getWxCategory` lists them, separated by commas: 美食,小吃快餐. */
  categories: optional(array(string())),
  /** 1: Mars coordinates. */
  offsetType: optional(number()),
  longitude: optional(number()),
  latitude: optional(number()),
  photoList: optional(array(object({ photoUrl: string() }))),
  recommend: optional(string()),
  special: optional(string()),
  introduction: optional(string()),
  /** 8:00-20:00 */
  openTime: optional(string()),
  /** In yuan. */
  avgPrice: optional(number()),
}

/** A shop as WeChat keeps it. */
const store = {
  ...position,
  /** 1: system error, 2: under review, 3: accepted, 4: refused. */
  availableState: optional(number()),
  updateStatus: optional(number()),
  poiId: optional(string()),
  mapid: optional(string()),
  upgradeStatus: optional(number()),
  upgradeComment: optional(string()),
}

/** 微信门店: the shops of the account. */
export const poi = {
  /**
   * 创建门店
   * @deprecated deprecated by WeChat at the end of 2024, with add and update gone in April 2025; no successor is named
   * @see no public page found
   */
  add: endpoint({
    http: 'POST /cgi-bin/poi/addpoi',
    effect: 'write',
    deprecated: retired,
    params: { business: object({ baseInfo: object(position) }) },
    result: { poiId: optional(bigInteger()) },
  }),
  /**
   * 删除门店
   * @deprecated deprecated by WeChat at the end of 2024, with add and update gone in April 2025; no successor is named
   * @see https://developers.weixin.qq.com/doc/offiaccount/WeChat_Stores/WeChat_Store_Interface.html#12
   */
  del: endpoint({
    http: 'POST /cgi-bin/poi/delpoi',
    effect: 'write',
    deprecated: retired,
    params: {
      poiId: string(),
    },
    result: {},
  }),
  /**
   * 查询门店信息
   * @deprecated deprecated by WeChat at the end of 2024, with add and update gone in April 2025; no successor is named
   * @see https://developers.weixin.qq.com/doc/offiaccount/WeChat_Stores/WeChat_Store_Interface.html#9
   */
  get: endpoint({
    http: 'POST /cgi-bin/poi/getpoi',
    effect: 'read',
    deprecated: retired,
    params: {
      poiId: string(),
    },
    result: { business: object({ baseInfo: object(store) }) },
  }),
  /**
   * 查询门店列表
   * @deprecated deprecated by WeChat at the end of 2024, with add and update gone in April 2025; no successor is named
   * @see https://developers.weixin.qq.com/doc/offiaccount/WeChat_Stores/WeChat_Store_Interface.html#10
   */
  getList: endpoint({
    http: 'POST /cgi-bin/poi/getpoilist',
    effect: 'read',
    deprecated: retired,
    params: {
      /** From 0 on. */
      begin: integer(),
      /** At most 50. */
      limit: integer({ max: 50 }),
    },
    result: { businessList: array(object({ baseInfo: object(store) })), totalCount: bigInteger() },
  }),
  /**
   * 门店类目表
   * @deprecated deprecated by WeChat at the end of 2024, with add and update gone in April 2025; no successor is named
   * @see no public page found
   */
  getWxCategory: endpoint({
    http: 'GET /cgi-bin/poi/getwxcategory',
    effect: 'read',
    deprecated: retired,
    params: {},
    result: { categoryList: array(string()) },
  }),
  /**
   * 修改门店服务信息
   *
   * Names the shop by `poiId`; only what is given changes.
   * @deprecated deprecated by WeChat at the end of 2024, with add and update gone in April 2025; no successor is named
   * @see no public page found
   */
  update: endpoint({
    http: 'POST /cgi-bin/poi/updatepoi',
    effect: 'write',
    deprecated: retired,
    params: { business: object({ baseInfo: object({ ...position, poiId: string() }) }) },
    result: {},
  }),
}
