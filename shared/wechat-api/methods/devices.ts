import { device } from '../../catalogue/officialAccount/device'
import { call } from '../define'

const bound = (deviceId: string, openid: string, ticket: string) => ({ ticket, device_id: deviceId, openid })
const compelled = (deviceId: string, openid: string) => ({ device_id: deviceId, openid })

/** 微信硬件 */
export const devices = {
  transferMessage: call(
    device.transMsg,
    'deviceType deviceId openid content',
    (deviceType: string, deviceId: string, openid: string, content: string | Uint8Array) => ({
      device_type: deviceType,
      device_id: deviceId,
      open_id: openid,
      content: Buffer.from(content as string).toString('base64'),
    }),
  ),
  transferStatus: call(
    device.transMsg,
    'deviceType deviceId openid status',
    (deviceType: string, deviceId: string, openid: string, status: string | number) => ({
      device_type: deviceType,
      device_id: deviceId,
      open_id: openid,
      msg_type: '2',
      device_status: status,
    }),
  ),
  createDeviceQRCode: call(device.createQrcode, 'deviceIds', (deviceIds: string[]) => ({
    device_num: deviceIds.length,
    device_id_list: deviceIds,
  })),
  authorizeDevices: call(
    device.authorizeDevice,
    'devices optype',
    (given: object[], optype: string | number, productId?: string | number) => ({
      device_num: given.length,
      device_list: given,
      op_type: optype,
      product_id: productId,
    }),
  ),
  getDeviceQRCode: call(device.getQrcode, 'productId', (productId: string | number) => ({
    product_id: productId,
  })),
  bindDevice: call(device.bind, 'deviceId openid ticket', bound),
  unbindDevice: call(device.unbind, 'deviceId openid ticket', bound),
  compelBindDevice: call(device.compelBind, 'deviceId openid', compelled),
  compelUnbindDevice: call(device.compelUnbind, 'deviceId openid', compelled),
  getDeviceStatus: call(device.getStat, 'deviceId', (deviceId: string) => ({ device_id: deviceId })),
  verifyDeviceQRCode: call(device.verifyQrcode, 'ticket', (ticket: string) => ({ ticket })),
  getOpenID: call(device.getOpenid, 'deviceId deviceType', (deviceId: string, deviceType: string) => ({
    device_id: deviceId,
    device_type: deviceType,
  })),
  getBindDevice: call(device.getBindDevice, 'openid', (openid: string) => ({ openid })),
}
