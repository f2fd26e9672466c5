import { endpoint } from '../schema/endpoint'
import { number, object, optional, string, wire } from '../schema/fields'

/** 手机号: the number that the user gives. */
export const phonenumber = {
  /**
   * 获取手机号
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/phonenumber/phonenumber.getPhoneNumber.html
   */
  getPhoneNumber: endpoint({
    http: 'POST /wxa/business/getuserphonenumber',
    cloudCallable: true,
    effect: 'write',
    params: {
      /** Of the button that asks for the number, not of `wx.login`. */
      code: string(),
      openid: optional(string()),
    },
    result: {
      phoneInfo: object({
        phoneNumber: wire('phoneNumber', string()),
        purePhoneNumber: wire('purePhoneNumber', string()),
        countryCode: wire('countryCode', string()),
        watermark: object({ timestamp: number(), appid: string() }),
      }),
    },
    errcodes: { 40013: 'the code is of another appid' },
  }),
}
