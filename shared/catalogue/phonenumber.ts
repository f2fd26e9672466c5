import { endpoint } from '../schema/endpoint'
import { bigInteger, number, object, optional, string, userOpenid, wire } from '../schema/fields'

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
      /** Of the user who pressed it. */
      openid: optional(userOpenid()),
    },
    result: {
      phoneInfo: object({
        /** With the country code, where the number is a foreign one. */
        phoneNumber: wire('phoneNumber', string()),
        /** Without the country code. */
        purePhoneNumber: wire('purePhoneNumber', string()),
        countryCode: wire('countryCode', bigInteger()),
        watermark: object({
          /** When the number was given, in seconds since 1970. */
          timestamp: number(),
          /** The mini program that it was given to. */
          appid: string(),
        }),
      }),
    },
    errcodes: {
      40013: {
        means: 'the code is of another appid',
        fix: 'use the account of the mini program whose button gave the code',
      },
    },
  }),
}
