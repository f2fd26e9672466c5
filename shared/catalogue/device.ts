import { endpoint } from '../schema/endpoint'
import { string } from '../schema/fields'

/** 硬件设备: tickets for devices. */
export const device = {
  /**
   * 获取设备票据
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/hardware-device/hardwareDevice.getSnTicket.html
   */
  getSnTicket: endpoint({
    http: 'POST /wxa/getsnticket',
    cloudCallable: true,
    effect: 'read',
    params: {
      /** At most 128 bytes. */
      sn: string(),
      modelId: string(),
    },
    result: { snTicket: string() },
    errcodes: {
      9800001: 'the sn is longer than 128 bytes',
      9800002: 'the sn has characters that are not allowed',
      9800003: 'the modelId is not accepted',
    },
  }),
}
