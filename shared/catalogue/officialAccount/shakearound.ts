import { endpoint } from '../../schema/endpoint'
import {
  array,
  bigInteger,
  integer,
  json,
  media,
  number,
  object,
  oneOf,
  optional,
  query,
  string,
  userOpenid,
} from '../../schema/fields'

const retired = 'retired; no dated notice was found, and WeChat names no successor'

/** A beacon: its id, or its UUID, major and minor. */
const beacon = {
  deviceId: optional(number()),
  uuid: optional(string()),
  major: optional(number()),
  minor: optional(number()),
}

const deviceIdentifier = object(beacon)

const beacons = array(object(beacon))

/** Which part of a list. */
const part = {
  /** From 0 on. */
  begin: integer(),
  /** At most 50. */
  count: integer(),
}

/** The page that a shake opens. */
const page = {
  /** At most 6 characters. */
  title: string(),
  /** At most 7 characters. */
  description: string(),
  /** From `addMaterial`. */
  iconUrl: string(),
  pageUrl: string(),
  comment: optional(string()),
}

/** How often it was shaken and touched. */
const counts = { shakePv: number(), shakeUv: number(), clickPv: number(), clickUv: number() }

/** Numbers of a day. */
const dayCounts = array(
  object({
    /** The day, in seconds since 1970. */
    ftime: number(),
    ...counts,
  }),
)

/** Which days, in seconds since 1970; at most 30 days. */
const days = { beginDate: number(), endDate: number() }

/** Which day, in seconds since 1970, and which page of the list, from 1 on. */
const dayPage = { date: number(), pageIndex: number() }

const group = { groupId: bigInteger(), groupName: string() }

/** An answer that says no more. */
const nothing = { data: optional(json()) }

/** 摇一摇周边: beacons that a shaken phone finds. No reference describes it any more; the types come from old examples. */
export const shakearound = {
  /**
   * 新增分组
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  addDeviceGroup: endpoint({
    http: 'POST /shakearound/device/group/add',
    effect: 'write',
    deprecated: retired,
    params: { groupName: string() },
    result: { data: object(group) },
  }),
  /**
   * 添加设备到分组
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  addDeviceToGroup: endpoint({
    http: 'POST /shakearound/device/group/adddevice',
    effect: 'write',
    deprecated: retired,
    params: { groupId: bigInteger(), deviceIdentifiers: beacons },
    result: nothing,
  }),
  /**
   * 创建红包活动
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  addLotteryInfo: endpoint({
    http: 'POST /shakearound/lottery/addlotteryinfo',
    effect: 'write',
    deprecated: retired,
    params: {
      /** 1: with WeChat's own page. */
      useTemplate: query(oneOf(1, 2)),
      logoUrl: optional(query(string())),
      title: string(),
      desc: string(),
      /** 1: on, 0: off. */
      onoff: oneOf(0, 1),
      /** In seconds since 1970. */
      beginTime: number(),
      /** In seconds since 1970; at most 91 days after the beginning. */
      expireTime: number(),
      sponsorAppid: string(),
      total: number(),
      jumpUrl: optional(string()),
      /** Signs the shakes: 32 characters at most. */
      key: string({ max: 32 }),
    },
    result: { lotteryId: string(), pageId: number() },
  }),
  /**
   * 上传图片素材
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  addMaterial: endpoint({
    http: 'POST /shakearound/material/add',
    effect: 'write',
    body: 'multipart',
    deprecated: retired,
    params: {
      /** `icon` (default) or `license`. */
      type: optional(query(oneOf('icon', 'license'))),
      media: media(),
    },
    result: { data: object({ picUrl: string() }) },
  }),
  /**
   * 新增页面
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  addPage: endpoint({
    http: 'POST /shakearound/page/add',
    effect: 'write',
    deprecated: retired,
    params: page,
    result: { data: object({ pageId: number() }) },
  }),
  /**
   * 申请设备ID
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  applyDeviceId: endpoint({
    http: 'POST /shakearound/device/applyid',
    effect: 'write',
    deprecated: retired,
    params: {
      quantity: integer(),
      applyReason: string(),
      comment: optional(string()),
      poiId: optional(number()),
    },
    result: { data: object({ applyId: number(), auditStatus: number(), auditComment: optional(string()) }) },
  }),
  /**
   * 配置设备与门店的关联关系
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  bindDeviceLocation: endpoint({
    http: 'POST /shakearound/device/bindlocation',
    effect: 'write',
    deprecated: retired,
    params: {
      deviceIdentifier,
      poiId: number(),
      /** 2: a shop of another account, whose `poiAppid` is due. */
      type: optional(number()),
      poiAppid: optional(string()),
    },
    result: nothing,
  }),
  /**
   * 配置设备与页面的关联关系
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  bindDevicePage: endpoint({
    http: 'POST /shakearound/device/bindpage',
    effect: 'write',
    deprecated: retired,
    params: {
      deviceIdentifier,
      pageIds: array(number()),
      /** 1: bind, 0: unbind. */
      bind: optional(oneOf(0, 1)),
      /** 1: beside the pages it has, 0: in their place. */
      append: optional(oneOf(0, 1)),
    },
    result: nothing,
  }),
  /**
   * 从分组中移除设备
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  deleteDeviceFromGroup: endpoint({
    http: 'POST /shakearound/device/group/deletedevice',
    effect: 'write',
    deprecated: retired,
    params: { groupId: bigInteger(), deviceIdentifiers: beacons },
    result: nothing,
  }),
  /**
   * 删除分组
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  deleteDeviceGroup: endpoint({
    http: 'POST /shakearound/device/group/delete',
    effect: 'write',
    deprecated: retired,
    params: { groupId: bigInteger() },
    result: nothing,
  }),
  /**
   * 删除页面
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  deletePage: endpoint({
    http: 'POST /shakearound/page/delete',
    effect: 'write',
    deprecated: retired,
    params: {
      pageId: optional(number()),
      /** Several pages, where the account has that. */
      pageIds: optional(array(number())),
    },
    result: nothing,
  }),
  /**
   * 查询审核状态
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  getAccountAuditStatus: endpoint({
    http: 'GET /shakearound/account/auditstatus',
    effect: 'read',
    deprecated: retired,
    params: {},
    result: {
      data: object({
        /** In seconds since 1970. */
        applyTime: number(),
        auditComment: string(),
        /** 0: refused, 1: under review, 2: accepted. */
        auditStatus: number(),
        /** In seconds since 1970. */
        auditTime: number(),
      }),
    },
  }),
  /**
   * 查询设备ID申请审核状态
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  getDeviceApplyStatus: endpoint({
    http: 'POST /shakearound/device/applystatus',
    effect: 'read',
    deprecated: retired,
    params: { applyId: number() },
    result: {
      data: object({
        applyTime: number(),
        auditComment: string(),
        auditStatus: number(),
        auditTime: number(),
      }),
    },
  }),
  /**
   * 查询分组详情
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  getDeviceGroupDetail: endpoint({
    http: 'POST /shakearound/device/group/getdetail',
    effect: 'read',
    deprecated: retired,
    params: { groupId: bigInteger(), ...part },
    result: {
      data: object({
        ...group,
        totalCount: number(),
        devices: array(object({ ...beacon, comment: optional(string()), poiId: optional(number()) })),
      }),
    },
  }),
  /**
   * 查询分组列表
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  getDeviceGroupList: endpoint({
    http: 'POST /shakearound/device/group/getlist',
    effect: 'read',
    deprecated: retired,
    params: part,
    result: { data: object({ totalCount: number(), groups: array(object(group)) }) },
  }),
  /**
   * 批量查询设备统计数据
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  getDeviceListStatistics: endpoint({
    http: 'POST /shakearound/statistics/devicelist',
    effect: 'read',
    deprecated: retired,
    params: dayPage,
    result: {
      data: object({ devices: array(object({ ...beacon, ...counts })) }),
      ...dayPage,
      totalCount: number(),
    },
  }),
  /**
   * 以设备为维度的数据统计
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  getDeviceStatistics: endpoint({
    http: 'POST /shakearound/statistics/device',
    effect: 'read',
    deprecated: retired,
    params: { deviceIdentifier, ...days },
    result: { data: dayCounts },
  }),
  /**
   * 批量查询页面统计数据
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  getPageListStatistics: endpoint({
    http: 'POST /shakearound/statistics/pagelist',
    effect: 'read',
    deprecated: retired,
    params: dayPage,
    result: {
      data: object({ pages: array(object({ pageId: number(), ...counts })) }),
      ...dayPage,
      totalCount: number(),
    },
  }),
  /**
   * 以页面为维度的数据统计
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  getPageStatistics: endpoint({
    http: 'POST /shakearound/statistics/page',
    effect: 'read',
    deprecated: retired,
    params: { pageId: number(), ...days },
    result: { data: dayCounts },
  }),
  /**
   * 获取摇周边的设备及用户信息
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  getShakeInfo: endpoint({
    http: 'POST /shakearound/user/getshakeinfo',
    effect: 'read',
    deprecated: retired,
    params: {
      /** From the URL of the page that opened. */
      ticket: string(),
      /** 1: with the shop. */
      needPoi: optional(oneOf(0, 1)),
    },
    result: {
      data: object({
        beaconInfo: optional(
          object({
            /** In metres. */
            distance: number(),
            major: number(),
            minor: number(),
            uuid: string(),
          }),
        ),
        pageId: optional(number()),
        openid: optional(userOpenid()),
        poiId: optional(number()),
      }),
    },
  }),
  /**
   * 申请开通功能
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  registerAccount: endpoint({
    http: 'POST /shakearound/account/register',
    effect: 'write',
    deprecated: retired,
    params: {
      name: string(),
      phoneNumber: string(),
      email: string(),
      industryId: string(),
      qualificationCertUrls: array(string()),
      applyReason: optional(string()),
    },
    result: nothing,
  }),
  /**
   * 查询设备列表
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  searchDevice: endpoint({
    http: 'POST /shakearound/device/search',
    effect: 'read',
    deprecated: retired,
    params: {
      /** 1: by id, 2: all, 3: of one application. */
      type: optional(number()),
      deviceIdentifiers: optional(beacons),
      applyId: optional(number()),
      lastSeen: optional(number()),
      begin: optional(integer()),
      count: optional(integer()),
    },
    result: {
      data: object({
        devices: array(
          object({
            ...beacon,
            comment: optional(string()),
            /** 0: never used, 1: used, 2: in use. */
            status: number(),
            poiId: optional(number()),
            /** Ids, separated by commas. */
            pageIds: optional(string()),
            /** In seconds since 1970. */
            lastActiveTime: optional(number()),
          }),
        ),
        totalCount: number(),
      }),
    },
  }),
  /**
   * 查询页面列表
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  searchPage: endpoint({
    http: 'POST /shakearound/page/search',
    effect: 'read',
    deprecated: retired,
    params: {
      /** 1: by id, 2: all. */
      type: optional(number()),
      pageIds: optional(array(number())),
      begin: optional(integer()),
      count: optional(integer()),
    },
    result: { data: object({ pages: array(object({ ...page, pageId: number() })), totalCount: number() }) },
  }),
  /**
   * 查询设备与页面的关联关系
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  searchRelation: endpoint({
    http: 'POST /shakearound/relation/search',
    effect: 'read',
    deprecated: retired,
    params: {
      /** 1: pages of a beacon, 2: beacons of a page. */
      type: oneOf(1, 2),
      deviceIdentifier: optional(deviceIdentifier),
      pageId: optional(number()),
      begin: optional(integer()),
      count: optional(integer()),
    },
    result: {
      data: object({ relations: array(object({ ...beacon, pageId: number() })), totalCount: number() }),
    },
  }),
  /**
   * 设置红包活动抽奖开关
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  setLotterySwitch: endpoint({
    http: 'GET /shakearound/lottery/setlotteryswitch',
    effect: 'write',
    deprecated: retired,
    params: {
      lotteryId: string(),
      /** 1: on, 0: off. */
      onoff: oneOf(0, 1),
    },
    result: {},
  }),
  /**
   * 录入红包信息
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  setPrizeBucket: endpoint({
    http: 'POST /shakearound/lottery/setprizebucket',
    effect: 'write',
    deprecated: retired,
    params: {
      lotteryId: string(),
      mchid: string(),
      sponsorAppid: string(),
      prizeInfoList: array(object({ ticket: string() })),
    },
    result: {
      repeatTicketList: optional(array(object({ ticket: string() }))),
      expireTicketList: optional(array(object({ ticket: string() }))),
      invalidAmountTicketList: optional(array(object({ ticket: string() }))),
      wrongAuthmchidTicketList: optional(array(object({ ticket: string() }))),
      successNum: number(),
    },
  }),
  /**
   * 编辑设备信息
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  updateDevice: endpoint({
    http: 'POST /shakearound/device/update',
    effect: 'write',
    deprecated: retired,
    params: { deviceIdentifier, comment: string() },
    result: nothing,
  }),
  /**
   * 编辑分组信息
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  updateDeviceGroup: endpoint({
    http: 'POST /shakearound/device/group/update',
    effect: 'write',
    deprecated: retired,
    params: group,
    result: nothing,
  }),
  /**
   * 编辑页面信息
   * @deprecated retired; no dated notice was found, and WeChat names no successor
   * @see no public page found
   */
  updatePage: endpoint({
    http: 'POST /shakearound/page/update',
    effect: 'write',
    deprecated: retired,
    params: { ...page, pageId: number() },
    result: { data: object({ pageId: number() }) },
  }),
}
