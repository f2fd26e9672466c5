import { nearest } from '../errors/nearest'
import type { Media } from './fields'
import { extensions } from './generated/extensions'
import { isObject } from './objects'

/** A file part of a multipart body. */
export interface FilePart extends Media {
  name: string
  fileName: string
}

/** Whether a value is a file as in wx-server-sdk. */
export const isMedia = (value: unknown): value is Media =>
  isObject(value) && typeof value.contentType === 'string' && ArrayBuffer.isView(value.value)

/** The part for a file; undefined for anything that is not a file. */
export function mediaPart(name: string, value: unknown): FilePart | undefined {
  if (!isMedia(value)) return undefined
  const { contentType, fileName = name + extensionOf(value.contentType) } = value
  return { name, contentType, fileName, value: value.value }
}

/** `.png` for `image/png`; empty for a type that is not in the list. */
function extensionOf(contentType: string): string {
  const type = contentType.split(';')[0]!.trim().toLowerCase()
  const found = Object.keys(extensions).find(extension => extensions[extension]!.split(' ').includes(type))
  return found ? `.${found}` : ''
}

const members = ['contentType', 'value', 'fileName']

/** What is wrong with a file that cannot be sent as it is. */
export function mediaProblem({ contentType, fileName }: FilePart, value: unknown): string | undefined {
  const odd = Object.keys(value as object).find(name => members.indexOf(name) < 0)
  if (odd !== undefined) {
    const guess = nearest(odd, members)
    return `has a property ${odd.slice(0, 40)}, which files do not have${guess ? `; did you mean ${guess}?` : ''}`
  }
  if (!/^[\x20-\x7e]*$/.test(contentType))
    return 'has a contentType that is not a MIME type such as image/png'
  return typeof fileName === 'string' && fileName.indexOf('\0') < 0
    ? undefined
    : 'has a fileName that is not text without NUL'
}
