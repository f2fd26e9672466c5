import type { Media } from './fields'
import type { FilePart } from './request'

/** The names that the common MIME types give to files; anything else is named as a picture, as wx-server-sdk does. */
const extensions: { readonly [type: string]: string } = {
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'image/bmp': 'bmp',
  'image/webp': 'webp',
  'audio/mpeg': 'mp3',
  'audio/amr': 'amr',
  'audio/speex': 'speex',
  'video/mp4': 'mp4',
  'application/pdf': 'pdf',
  'text/plain': 'txt',
}

/** Whether a value is a file in the form of wx-server-sdk. */
export const isMedia = (value: unknown): value is Media =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Media).contentType === 'string' &&
  ArrayBuffer.isView((value as Media).value)

/** The part that a file becomes; undefined for anything that is no file. */
export function mediaPart(name: string, value: unknown): FilePart | undefined {
  if (!isMedia(value)) return undefined
  const contentType = value.contentType.replace(/[\r\n]/g, '')
  const fileName =
    value.fileName ?? `${name}.${extensions[contentType.split(';')[0]!.trim().toLowerCase()] ?? 'png'}`
  return { name, contentType, fileName, value: value.value }
}
