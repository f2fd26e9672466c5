import { endpoint } from '../schema/endpoint'
import { array, number, object, string, userOpenid } from '../schema/fields'

/** 网络: keys for data between the mini program and your server. */
export const internet = {
  /**
   * 获取用户encryptKey
   *
   * Signed with the session_key of the user, from the client's options. The answer holds keys: keep them on
   * the server.
   * @see https://developers.weixin.qq.com/miniprogram/dev/api-backend/open-api/internet/internet.getUserEncryptKey.html
   */
  getUserEncryptKey: endpoint({
    http: 'GET /wxa/business/getuserencryptkey',
    auth: 'userSignature',
    effect: 'read',
    params: {
      /** OPENID of the user. */
      openid: userOpenid(),
    },
    result: {
      keyInfoList: array(
        object({
          encryptKey: string(),
          version: number(),
          expireIn: number(),
          iv: string(),
          createTime: number(),
        }),
      ),
    },
    errcodes: {
      87007: 'the session_key is missing or has expired',
      87008: 'the sig_method is not valid',
      87009: 'the signature is wrong',
    },
  }),
}
