import { endpoint } from '../schema/endpoint'
import { array, number, object, optional, string } from '../schema/fields'
import { corners, imgSize, picture } from './shapes/picture'

/** Meanings that several methods share. */
const meaning = {
  wrongUrl: 'the URL of the picture is not valid',
  unreadable: 'the picture cannot be read',
} as const

/** 图像处理: pictures cut, read and sharpened. */
export const img = {
  /**
   * 图片智能裁剪
   *
   * Wants `imgUrl` or `img`.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Intelligent_Interface/Img_Proc.html#%E5%9B%9B%E3%80%81%E5%9B%BE%E7%89%87%E6%99%BA%E8%83%BD%E8%A3%81%E5%89%AA%E6%8E%A5%E5%8F%A3
   */
  aiCrop: endpoint({
    http: 'POST /cv/img/aicrop',
    body: 'multipart',
    cloudCallable: true,
    effect: 'read',
    params: { ...picture, ratios: optional(string()) },
    result: {
      results: array(
        object({
          cropLeft: number(),
          cropTop: number(),
          cropRight: number(),
          cropBottom: number(),
        }),
      ),
      imgSize: object(imgSize),
    },
    errcodes: { 101000: meaning.wrongUrl, 101002: meaning.unreadable },
  }),
  /**
   * 二维码_条码识别
   *
   * Wants `imgUrl` or `img`.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Intelligent_Interface/Img_Proc.html#%E4%BA%8C%E3%80%81%E4%BA%8C%E7%BB%B4%E7%A0%81-%E6%9D%A1%E7%A0%81%E8%AF%86%E5%88%AB%E6%8E%A5%E5%8F%A3
   */
  scanQRCode: endpoint({
    http: 'POST /cv/img/qrcode',
    body: 'multipart',
    cloudCallable: true,
    effect: 'read',
    params: picture,
    result: {
      codeResults: array(object({ typeName: string(), data: string(), pos: object(corners) })),
      imgSize: object(imgSize),
    },
    errcodes: { 101000: meaning.wrongUrl, 101002: meaning.unreadable },
  }),
  /**
   * 图片高清化
   *
   * Wants `imgUrl` or `img`. The picture becomes a temporary media file.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Intelligent_Interface/Img_Proc.html#%E4%B8%89%E3%80%81%E5%9B%BE%E7%89%87%E9%AB%98%E6%B8%85%E5%8C%96%E6%8E%A5%E5%8F%A3
   */
  superresolution: endpoint({
    http: 'POST /cv/img/superresolution',
    body: 'multipart',
    cloudCallable: true,
    effect: 'write',
    params: picture,
    result: { mediaId: string() },
  }),
}
