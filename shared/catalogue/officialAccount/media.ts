import { endpoint } from '../../schema/endpoint'
import { binary, media as mediaField, number, oneOf, query, string } from '../../schema/fields'

/** 临时素材: temporary media files. */
export const media = {
  /**
   * 获取临时素材
   *
   * A video comes as the address of the video, in JSON.
   * @see https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/Get_temporary_materials.html
   */
  get: endpoint({
    http: 'GET /cgi-bin/media/get',
    cloudCallable: true,
    effect: 'read',
    params: { mediaId: string() },
    result: binary({ videoUrl: string() }),
    errcodes: { 40007: 'the media id is not valid' },
  }),
  /**
   * 新增临时素材
   * @see https://developers.weixin.qq.com/doc/offiaccount/Asset_Management/New_temporary_materials.html
   */
  upload: endpoint({
    http: 'POST /cgi-bin/media/upload',
    body: 'multipart',
    cloudCallable: true,
    effect: 'write',
    params: { type: query(oneOf('image', 'voice', 'video', 'thumb')), media: mediaField() },
    result: { type: string(), mediaId: string(), createdAt: number() },
    errcodes: { 40004: 'the media type is not valid' },
  }),
}
