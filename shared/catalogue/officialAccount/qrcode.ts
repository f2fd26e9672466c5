import { endpoint } from '../../schema/endpoint'
import { integer, number, object, oneOf, optional, string } from '../../schema/fields'

/** 带参数的二维码: a code whose scene says where a user came from. */
export const qrcode = {
  /**
   * 生成带参数的二维码
   * @see https://developers.weixin.qq.com/doc/offiaccount/Account_Management/Generating_a_Parametric_QR_Code.html
   */
  create: endpoint({
    http: 'POST /cgi-bin/qrcode/create',
    effect: 'write',
    params: {
      /** How long a temporary code lives, in seconds; 30 days at most. */
      expireSeconds: optional(integer({ max: 2592000 })),
      /** `LIMIT`: lives for ever, at most 100,000 of them; `STR`: the scene is text. */
      actionName: oneOf('QR_SCENE', 'QR_STR_SCENE', 'QR_LIMIT_SCENE', 'QR_LIMIT_STR_SCENE'),
      actionInfo: object({
        scene: object({ sceneId: optional(integer()), sceneStr: optional(string({ min: 1, max: 64 })) }),
      }),
    },
    result: {
      /** Of a temporary code only. */
      expireSeconds: optional(number()),
      /** Fetches the picture from `https://mp.weixin.qq.com/cgi-bin/showqrcode?ticket=`. */
      ticket: string(),
      /** What the code says, to draw it oneself. */
      url: string(),
    },
  }),
}
