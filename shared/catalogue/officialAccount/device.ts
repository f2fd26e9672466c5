import { endpoint } from '../../schema/endpoint'
import { array, integer, number, object, optional, string, userOpenid } from '../../schema/fields'

const legacy = 'the API of 2014; smart devices use the ilink API on iot.weixin.qq.com now'

/** A device and the user it belongs to. */
const binding = { deviceId: string(), openid: userOpenid() }

/** What came of it: 0 is success. */
const baseResp = object({ errcode: number(), errmsg: optional(string()) })

/** A device as it is let in. */
const authorisation = object({
  id: string(),
  /** MAC address, 12 hexadecimal digits. */
  mac: string(),
  /** 1: Android classic Bluetooth, 2: iOS classic Bluetooth, 3: Bluetooth LE, 4: Wi-Fi; several separated by `|`. */
  connectProtocol: string(),
  /** 32 hexadecimal digits, or empty. */
  authKey: optional(string()),
  /** 1: closed when the user leaves, 2: stays, 4: others. */
  closeStrategy: string(),
  connStrategy: string(),
  /** 0: no encryption, 1: encrypted. */
  cryptMethod: string(),
  authVer: string(),
  manuMacPos: string(),
  serMacPos: string(),
  bleSimpleProtocol: optional(string()),
})

/** 微信硬件: devices that speak through the account. No reference describes it any more; the types come from old examples. */
export const device = {
  /**
   * 设备授权
   * @deprecated the API of 2014; smart devices use the ilink API on iot.weixin.qq.com now
   * @see no public page found
   */
  authorizeDevice: endpoint({
    http: 'POST /device/authorize_device',
    effect: 'write',
    deprecated: legacy,
    params: {
      deviceNum: integer(),
      deviceList: array(authorisation),
      /** 0: let in, 1: change. */
      opType: string(),
      productId: optional(string()),
    },
    result: {
      resp: array(
        object({
          baseInfo: object({ deviceType: string(), deviceId: string() }),
          errcode: number(),
          errmsg: string(),
        }),
      ),
    },
  }),
  /**
   * 绑定成功通知
   * @deprecated the API of 2014; smart devices use the ilink API on iot.weixin.qq.com now
   * @see no public page found
   */
  bind: endpoint({
    http: 'POST /device/bind',
    effect: 'write',
    deprecated: legacy,
    params: {
      /** Proves that the user agreed. */
      ticket: string(),
      ...binding,
    },
    result: { baseResp },
  }),
  /**
   * 强制绑定用户和设备
   * @deprecated the API of 2014; smart devices use the ilink API on iot.weixin.qq.com now
   * @see no public page found
   */
  compelBind: endpoint({
    http: 'POST /device/compel_bind',
    effect: 'write',
    deprecated: legacy,
    params: binding,
    result: { baseResp },
  }),
  /**
   * 强制解绑用户和设备
   * @deprecated the API of 2014; smart devices use the ilink API on iot.weixin.qq.com now
   * @see no public page found
   */
  compelUnbind: endpoint({
    http: 'POST /device/compel_unbind',
    effect: 'write',
    deprecated: legacy,
    params: binding,
    result: { baseResp },
  }),
  /**
   * 获取设备二维码
   * @deprecated the API of 2014; smart devices use the ilink API on iot.weixin.qq.com now
   * @see no public page found
   */
  createQrcode: endpoint({
    http: 'POST /device/create_qrcode',
    effect: 'write',
    deprecated: legacy,
    params: { deviceNum: integer(), deviceIdList: array(string()) },
    result: { deviceNum: number(), codeList: array(object({ deviceId: string(), ticket: string() })) },
  }),
  /**
   * 通过openid获取用户绑定的deviceid
   * @deprecated the API of 2014; smart devices use the ilink API on iot.weixin.qq.com now
   * @see no public page found
   */
  getBindDevice: endpoint({
    http: 'GET /device/get_bind_device',
    effect: 'read',
    deprecated: legacy,
    params: { openid: userOpenid() },
    result: {
      openid: userOpenid(),
      deviceList: array(object({ deviceType: string(), deviceId: string() })),
      respMsg: optional(object({ retCode: number(), errorInfo: string() })),
    },
  }),
  /**
   * 获取设备绑定openID
   * @deprecated the API of 2014; smart devices use the ilink API on iot.weixin.qq.com now
   * @see no public page found
   */
  getOpenid: endpoint({
    http: 'GET /device/get_openid',
    effect: 'read',
    deprecated: legacy,
    params: { deviceType: string(), deviceId: string() },
    result: {
      openId: array(userOpenid()),
      respMsg: optional(object({ retCode: number(), errorInfo: string() })),
    },
  }),
  /**
   * 获取deviceid和二维码
   * @deprecated the API of 2014; smart devices use the ilink API on iot.weixin.qq.com now
   * @see no public page found
   */
  getQrcode: endpoint({
    http: 'GET /device/getqrcode',
    effect: 'read',
    deprecated: legacy,
    params: { productId: optional(string()) },
    result: {
      deviceid: string(),
      qrticket: string(),
      devicelicence: optional(string()),
      baseResp: optional(baseResp),
    },
  }),
  /**
   * 设备状态查询
   * @deprecated the API of 2014; smart devices use the ilink API on iot.weixin.qq.com now
   * @see no public page found
   */
  getStat: endpoint({
    http: 'GET /device/get_stat',
    effect: 'read',
    deprecated: legacy,
    params: { deviceId: string() },
    result: {
      /** 0: not let in, 1: let in, 2: bound, 3: not in use. */
      status: number(),
      statusInfo: string(),
    },
  }),
  /**
   * 第三方主动发送消息给设备
   * @deprecated the API of 2014; smart devices use the ilink API on iot.weixin.qq.com now
   * @see no public page found
   */
  transMsg: endpoint({
    http: 'POST /device/transmsg',
    effect: 'write',
    deprecated: legacy,
    params: {
      deviceType: string(),
      deviceId: string(),
      openId: userOpenid(),
      /** In base64. */
      content: optional(string()),
      /** 2: tells whether the device is connected, with `deviceStatus`. */
      msgType: optional(string()),
      /** 0: not connected, 1: connected. */
      deviceStatus: optional(string()),
    },
    result: { ret: optional(number()), retInfo: optional(string()) },
  }),
  /**
   * 解绑成功通知
   * @deprecated the API of 2014; smart devices use the ilink API on iot.weixin.qq.com now
   * @see no public page found
   */
  unbind: endpoint({
    http: 'POST /device/unbind',
    effect: 'write',
    deprecated: legacy,
    params: {
      /** Proves that the user agreed. */
      ticket: string(),
      ...binding,
    },
    result: { baseResp },
  }),
  /**
   * 验证设备二维码
   * @deprecated the API of 2014; smart devices use the ilink API on iot.weixin.qq.com now
   * @see no public page found
   */
  verifyQrcode: endpoint({
    http: 'POST /device/verify_qrcode',
    effect: 'read',
    deprecated: legacy,
    params: { ticket: string() },
    result: { deviceType: string(), deviceId: string(), mac: optional(string()) },
  }),
}
