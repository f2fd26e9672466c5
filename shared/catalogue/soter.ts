import { endpoint } from '../schema/endpoint'
import { boolean, string, userOpenid } from '../schema/fields'

/** 生物认证: fingerprints and faces. */
export const soter = {
  /**
   * 生物认证秘钥签名验证
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/soter/soter.verifySignature.html
   */
  verifySignature: endpoint({
    http: 'POST /cgi-bin/soter/verify_signature',
    cloudCallable: true,
    effect: 'read',
    params: { openid: userOpenid(), jsonString: string(), jsonSignature: string() },
    result: { isOk: boolean() },
  }),
}
