import { endpoint } from '../schema/endpoint'
import { boolean, number, string, userOpenid } from '../schema/fields'

/** 微信学生身份快速验证: whether a user is a student. */
export const studentIdentity = {
  /**
   * 快速获取学生身份
   * @see https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/industry/student.html#_5-2-%E5%BF%AB%E9%80%9F%E8%8E%B7%E5%8F%96%E5%AD%A6%E7%94%9F%E8%BA%AB%E4%BB%BDAPI
   */
  quickCheckStudentIdentity: endpoint({
    http: 'POST /intp/quickcheckstudentidentity',
    effect: 'read',
    params: { openid: userOpenid(), wxStudentcheckCode: string() },
    result: { bindStatus: number(), isStudent: boolean() },
    errcodes: {
      83400: 'the code has expired',
      83401: 'this user was asked about too often today',
      83402: 'the code is not for this method',
    },
  }),
}
