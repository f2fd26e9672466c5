import { endpoint } from '../../../schema/endpoint'
import { media, query, string } from '../../../schema/fields'

const retired =
  'the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own'

/** 功能接口 of the shop of 2014 (微信小店). No reference describes it any more. */
export const common = {
  /**
   * 上传图片
   * @deprecated the shop of official accounts is retired; no dated notice was found, and the shops of today (微信小店) have an API of their own
   * @see no public page found
   */
  uploadImg: endpoint({
    http: 'POST /merchant/common/upload_img',
    effect: 'write',
    body: 'raw',
    deprecated: retired,
    params: {
      /** Name of the file. */
      filename: query(string()),
      media: media(),
    },
    result: { imageUrl: string() },
  }),
}
