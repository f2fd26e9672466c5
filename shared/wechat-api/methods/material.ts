import { material as rows } from '../../catalogue/officialAccount/material'
import { media as mediaRows } from '../../catalogue/officialAccount/media'
import { type Body, call, type Passing, passingOn, shortFor, uploading } from '../entry'

type Multipart = Passing['stream']

const uploadMaterial = uploading(rows.add, 'filepath type', (filepath: string, type: string) => ({
  file: filepath,
  part: 'media',
  params: { type },
}))

const materialOf = (type: string) =>
  shortFor(uploadMaterial, 'filepath', (filepath: string) => ['uploadMaterial', filepath, type])

/** 永久素材 */
export const material = {
  uploadMaterial,
  uploadImageMaterial: materialOf('image'),
  uploadVoiceMaterial: materialOf('voice'),
  uploadThumbMaterial: materialOf('thumb'),
  uploadVideoMaterial: uploading(
    rows.add,
    'filepath description',
    (filepath: string, description: { title: string; introduction: string }) => ({
      file: filepath,
      part: 'media',
      params: { type: 'video', description },
    }),
  ),
  uploadNewsMaterial: call(rows.addNews, 'news', (news: Body<typeof rows.addNews>) => news),
  updateNewsMaterial: call(rows.updateNews, 'news', (news: Body<typeof rows.updateNews>) => news),
  getMaterial: call(rows.get, 'mediaId', (mediaId: string) => ({ media_id: mediaId })),
  removeMaterial: call(rows.del, 'mediaId', (mediaId: string) => ({ media_id: mediaId })),
  getMaterialCount: call(rows.getCount, '', () => ({})),
  getMaterials: call(rows.batchGet, 'type offset count', (type: string, offset: number, count: number) => ({
    type,
    offset,
    count,
  })),
  uploadImage: uploading(rows.uploadImage, 'filepath', (filepath: string) => ({
    file: filepath,
    part: 'media',
    params: {},
  })),
  uploadImageStream: passingOn(rows.uploadImage, 'req', (req: Multipart) => ({ stream: req, params: {} })),
  /** The logo of a card travels under a name of its own. */
  uploadLogo: uploading(rows.uploadImage, 'filepath', (filepath: string) => ({
    file: filepath,
    part: 'buffer',
    params: {},
  })),
}

const uploadMedia = uploading(
  mediaRows.upload,
  'filepath type',
  (filepath: string | Buffer, type: string, fileName?: string, mime?: string) => ({
    file: filepath,
    part: 'media',
    params: { type },
    fileName,
    contentType: mime,
  }),
)

const uploadMediaStream = passingOn(mediaRows.upload, 'req type', (req: Multipart, type: string) => ({
  stream: req,
  params: { type },
}))

const mediaOf = (type: string) =>
  shortFor(uploadMedia, 'filepath', (filepath: string | Buffer) => ['uploadMedia', filepath, type])

const streamOf = (type: string) =>
  shortFor(uploadMediaStream, 'req', (req: Multipart) => ['uploadMediaStream', req, type])

/** 临时素材 */
export const media = {
  uploadMedia,
  uploadImageMedia: mediaOf('image'),
  uploadVoice: mediaOf('voice'),
  uploadVoiceMedia: mediaOf('voice'),
  uploadVideo: mediaOf('video'),
  uploadVideoMedia: mediaOf('video'),
  uploadThumb: mediaOf('thumb'),
  uploadThumbMedia: mediaOf('thumb'),
  uploadMediaStream,
  uploadVoiceStream: streamOf('voice'),
  uploadVideoStream: streamOf('video'),
  uploadThumbStream: streamOf('thumb'),
  getMedia: call(mediaRows.get, 'mediaId', (mediaId: string) => ({ media_id: mediaId })),
}
