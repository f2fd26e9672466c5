import { endpoint } from '../schema/endpoint'
import { array, boolean, number, object, optional, record, string, userOpenid, wire } from '../schema/fields'

const device = { modelId: string(), sn: string() }

/** Meanings that several methods share. */
const meaning = {
  wrongGroup: 'the groupId is not valid',
  modelRefused: 'the modelId is not accepted',
} as const

/** 硬件设备: devices, their groups, their licences and their messages. */
export const hardwareDevice = {
  /**
   * 激活设备license
   * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/hardware-device/activeLicenseDevice.html
   */
  activeLicenseDevice: endpoint({
    http: 'POST /wxa/business/license/activedevice',
    effect: 'write',
    params: {
      deviceList: array(object({ ...device, activeNumber: number() })),
      pkgType: number(),
    },
    result: {
      deviceList: array(
        object({
          ...device,
          expireTime: number(),
          /** 0, or why this one device was not activated. */
          errcode: number(),
        }),
      ),
    },
    errcodes: {
      9800020: 'too many devices at once',
      9800037: 'the activeNumber was used before',
      9800038: 'the device would be active for too long',
      9800039: 'the package of licences is used up',
      9800040: 'the package of licences is of another type',
    },
  }),
  /**
   * 设备组添加设备
   * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/hardware-device/addIotGroupDevice.html
   */
  addIotGroupDevice: endpoint({
    http: 'POST /wxa/business/group/adddevice',
    effect: 'write',
    params: {
      groupId: string(),
      deviceList: array(object(device)),
      forceAdd: optional(boolean()),
    },
    result: { deviceList: array(object({ ...device, errcode: optional(number()) })) },
    errcodes: {
      9800013: meaning.wrongGroup,
      9800014: 'the device is of another model than the group',
      9800015: 'the device is in the group already',
      9800016: 'the group is full',
      9800018: 'the device is in another group',
      9800044: 'the group is full already',
    },
  }),
  /**
   * 创建设备组
   * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/hardware-device/createIotGroupId.html
   */
  createIotGroupId: endpoint({
    http: 'POST /wxa/business/group/createid',
    effect: 'write',
    params: { modelId: string(), groupName: string() },
    result: { groupId: string() },
    errcodes: { 9800003: meaning.modelRefused, 9800012: 'the groupName is not valid' },
  }),
  /**
   * 查询设备组信息
   * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/hardware-device/getIotGroupInfo.html
   */
  getIotGroupInfo: endpoint({
    http: 'POST /wxa/business/group/getinfo',
    effect: 'read',
    params: { groupId: string() },
    result: {
      groupName: string(),
      deviceList: array(object({ ...device, errcode: optional(number()) })),
      modelId: string(),
      modelType: string(),
    },
    errcodes: { 9800013: meaning.wrongGroup },
  }),
  /**
   * 查询设备激活详情
   * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/hardware-device/getLicenseDeviceInfo.html
   */
  getLicenseDeviceInfo: endpoint({
    http: 'POST /wxa/business/license/getdeviceinfo',
    effect: 'read',
    params: { deviceList: array(object(device)) },
    result: { deviceList: array(object({ ...device, expireTime: number() })) },
  }),
  /**
   * 查询license资源包列表
   * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/hardware-device/getLicensePkgList.html
   */
  getLicensePkgList: endpoint({
    http: 'POST /wxa/business/license/getpkglist',
    effect: 'read',
    params: { pkgType: number() },
    result: {
      pkgList: array(
        object({
          pkgId: string(),
          pkgType: number(),
          startTime: number(),
          endTime: number(),
          pkgStatus: number(),
          used: number(),
          all: number(),
        }),
      ),
      maxActiveNumber: number(),
    },
  }),
  /**
   * 获取设备票据
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/hardware-device/hardwareDevice.getSnTicket.html
   */
  getSnTicket: endpoint({
    http: 'POST /wxa/getsnticket',
    effect: 'read',
    aliasOf: 'device.getSnTicket',
    params: { ...device },
    result: { snTicket: string() },
    errcodes: {
      9800001: 'the sn is longer than 128 bytes',
      9800002: 'the sn has characters that are not allowed',
      9800003: meaning.modelRefused,
    },
  }),
  /**
   * 设备组删除设备
   * @see https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/hardware-device/removeIotGroupDevice.html
   */
  removeIotGroupDevice: endpoint({
    http: 'POST /wxa/business/group/removedevice',
    effect: 'write',
    params: { groupId: string(), deviceList: array(object(device)) },
    result: {
      deviceList: array(
        object({
          ...device,
          /** 0, or why this one device was not removed. */
          errcode: number(),
        }),
      ),
    },
    errcodes: { 9800013: meaning.wrongGroup, 9800017: 'the device is not in this group' },
  }),
  /**
   * 发送设备消息
   *
   * Goes to users who subscribed to the device.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/hardware-device/hardwareDevice.send.html
   */
  send: endpoint({
    http: 'POST /cgi-bin/message/device/subscribe/send',
    effect: 'write',
    params: {
      templateId: string(),
      sn: string(),
      page: string(),
      toOpenidList: array(userOpenid()),
      miniprogramState: optional(string()),
      modelId: wire('modelId', string()),
      /** By the keywords of the template. */
      data: record(object({ value: string() })),
      lang: string(),
    },
    result: {},
    errcodes: {
      40037: 'the templateId is not valid',
      41030: 'the page is not one of the mini program',
      47003: 'a parameter is not valid',
    },
  }),
}
