import { phoneTexts } from '../../texts'
import { openDialog } from '../dialog'
import { make, makeButton } from '../dom'
import { mayLoad } from '../foreign-files'
import { host } from '../host'
import { bytesOf } from './bytes'
import { ApiFailure, asyncApi } from './call-style'
import { requireScope } from './consent'
import { type Area, canvasFile, cut } from './cut'
import { addressOf, hasFile, keepFile } from './files'

const isRemote = (source: string) => /^(https?|cloud|data):/.test(source)

/** The turns of a camera that EXIF counts from 1. */
const orientations = [
  'up',
  'up-mirrored',
  'down',
  'down-mirrored',
  'left-mirrored',
  'right',
  'right-mirrored',
  'left',
]

/** How a picture's camera was held: the entry 0x112 in the EXIF part of a JPEG. */
function orientationOf(bytes: DataView): string {
  const upright = orientations[0]!
  if (bytes.byteLength < 4 || bytes.getUint16(0) !== 0xffd8) return upright
  for (
    let at = 2;
    at + 10 < bytes.byteLength && bytes.getUint8(at) === 0xff;
    at += 2 + bytes.getUint16(at + 2)
  ) {
    // Only the part that says "Exif".
    if (bytes.getUint16(at) !== 0xffe1 || bytes.getUint32(at + 4) !== 0x45786966) continue
    const start = at + 10
    const isLittle = bytes.getUint16(start) === 0x4949
    const list = start + bytes.getUint32(start + 4, isLittle)
    const count = bytes.getUint16(list, isLittle)
    for (let entry = list + 2; entry < list + 2 + count * 12 && entry + 10 <= bytes.byteLength; entry += 12) {
      if (bytes.getUint16(entry, isLittle) === 0x112)
        return orientations[bytes.getUint16(entry + 8, isLittle) - 1] ?? upright
    }
  }
  return upright
}

/** The format of a picture, by its first bytes. */
function formatOf(bytes: DataView): string {
  const start = bytes.byteLength >= 4 ? bytes.getUint32(0) : 0
  if (start >>> 8 === 0xffd8ff) return 'jpeg'
  if (start === 0x89504e47) return 'png'
  if (start === 0x47494638) return 'gif'
  if (start === 0x49492a00 || start === 0x4d4d002a) return 'tiff'
  return 'unknown'
}

/** Loads a picture. @throws ApiFailure when the browser has none such */
async function load(address: string): Promise<HTMLImageElement> {
  const image = new Image()
  image.src = address
  await image.decode().catch(() => {
    throw new ApiFailure('the picture cannot be decoded')
  })
  return image
}

async function decode(file: Blob): Promise<HTMLImageElement> {
  const address = URL.createObjectURL(file)
  try {
    return await load(address)
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** One that the browser shows from elsewhere, but gives nobody to read. */
async function shownInfo(src: string): Promise<object> {
  const { naturalWidth: width, naturalHeight: height } = await load(src)
  return { width, height, path: src, orientation: orientations[0], type: 'unknown' }
}

async function imageInfo({ src = '' }: { src?: string }): Promise<object> {
  const file = await bytesOf(src).catch((error: Error) => {
    if (!/^https?:/.test(src) || !mayLoad(src, 'picture')) throw error
    return undefined
  })
  if (!file) return shownInfo(src)
  const bytes = new DataView(await file.arrayBuffer())
  const { naturalWidth, naturalHeight } = await decode(file)
  const orientation = orientationOf(bytes)
  // The browser turns a picture upright; WeChat tells the size before that.
  const isTurned = /left|right/.test(orientation)
  const [width, height] = isTurned ? [naturalHeight, naturalWidth] : [naturalWidth, naturalHeight]
  const type = formatOf(bytes)
  return { width, height, path: pathOf(src, file, type), orientation, type }
}

/** Where a mini program finds it from now on; a file of its own without the slash, as WeChat says it. */
function pathOf(src: string, file: Blob, type: string): string {
  if (hasFile(src)) return src
  return isRemote(src) ? keepFile(file, type === 'unknown' ? '' : `.${type}`) : host().pages.absolute(src)
}

interface CompressOptions {
  src?: string
  /** From 0 to 100. */
  quality?: number
  compressedWidth?: number
  compressedHeight?: number
}

async function compressImage(options: CompressOptions): Promise<object> {
  const { src = '', quality = 80 } = options
  const file = await bytesOf(src)
  const picture = await decode(file)
  const { naturalWidth, naturalHeight } = picture
  const { compressedHeight, compressedWidth } = options
  const byHeight = compressedHeight && (compressedHeight * naturalWidth) / naturalHeight
  const width = Math.min(compressedWidth ?? byHeight ?? naturalWidth, naturalWidth)
  const byWidth = (naturalHeight * width) / naturalWidth
  const height = Math.min(compressedHeight ?? byWidth, naturalHeight)
  const area = { x: 0, y: 0, width: naturalWidth, height: naturalHeight }
  return { tempFilePath: await drawFile(picture, area, { width, height }, 'image/jpeg', quality / 100) }
}

async function drawFile(
  picture: HTMLImageElement,
  area: Area,
  size: { width: number; height: number },
  type: string,
  quality = 1,
): Promise<string> {
  const file = await canvasFile(cut(picture, area, size).canvas, type, quality)
  if (!file) throw new ApiFailure('the picture cannot be drawn')
  return keepFile(file)
}

/** Cuts the middle of a picture to a shape such as 16:9, once the person agrees to what is seen. */
async function cropImage({
  src = '',
  cropScale = '1:1',
}: {
  src?: string
  cropScale?: string
}): Promise<object> {
  const [across = 1, down = 1] = cropScale.split(':').map(Number)
  const file = await bytesOf(src)
  const picture = await decode(file)
  const { naturalWidth, naturalHeight } = picture
  const width = Math.min(naturalWidth, (naturalHeight * across) / down)
  const height = (width * down) / across
  const area = { x: (naturalWidth - width) / 2, y: (naturalHeight - height) / 2, width, height }
  const path = await drawFile(
    picture,
    area,
    { width, height },
    file.type === 'image/png' ? file.type : 'image/jpeg',
  )
  const frame = {
    className: 'sheet' as const,
    label: phoneTexts.picture,
    dismissed: false,
    closesByMask: true,
  }
  const isWanted = await openDialog<boolean>(frame, (box, answer) => {
    box.append(make('img', 'sheet-picture', { src: addressOf(path), alt: phoneTexts.picture }))
    box.append(makeButton('sheet-item', phoneTexts.confirm, () => answer(true)))
    box.append(makeButton('sheet-item cancel', phoneTexts.cancel, () => answer(false)))
  })
  if (!isWanted) throw new ApiFailure('cancel')
  return { tempFilePath: path }
}

/** Puts a file where the browser puts what is downloaded. @throws ApiFailure when the person refuses, or it is not of this phone */
async function download({ filePath = '' }: { filePath?: string }, kind: 'image' | 'video'): Promise<void> {
  await requireScope('scope.writePhotosAlbum')
  if (isRemote(filePath)) throw new ApiFailure('file not found')
  const file = await bytesOf(filePath)
  if (file.type && !file.type.startsWith(`${kind}/`)) throw new ApiFailure('invalid file type')
  const href = URL.createObjectURL(file)
  const link = make('a', '', { href, download: filePath.split('/').pop()! })
  link.click()
  // The browser has taken it by then.
  setTimeout(() => URL.revokeObjectURL(href), 60_000)
}

interface FontOptions {
  family?: string
  source?: string
  desc?: { style?: string; weight?: string; variant?: string }
}

async function loadFontFace({ family = '', source = '', desc = {} }: FontOptions): Promise<object> {
  const address = /^url\(\s*(['"]?)(.*)\1\s*\)$/s.exec(source.trim())?.[2] ?? source
  const { style, weight } = desc
  const look = { ...(style ? { style } : {}), ...(weight ? { weight: String(weight) } : {}) }
  try {
    const bytes = await (await bytesOf(address)).arrayBuffer()
    document.fonts.add(await new FontFace(family, bytes, look).load())
  } catch {
    throw new ApiFailure('error', { status: 'error' })
  }
  return { status: 'loaded' }
}

/** What is done with pictures, films and fonts, but choosing and looking at them. */
export const pictureApis = () => ({
  getImageInfo: asyncApi<{ src?: string }>('getImageInfo', imageInfo),
  compressImage: asyncApi<CompressOptions>('compressImage', compressImage),
  cropImage: asyncApi<{ src?: string; cropScale?: string }>('cropImage', cropImage),
  saveImageToPhotosAlbum: asyncApi<{ filePath?: string }>('saveImageToPhotosAlbum', options =>
    download(options, 'image'),
  ),
  saveVideoToPhotosAlbum: asyncApi<{ filePath?: string }>('saveVideoToPhotosAlbum', options =>
    download(options, 'video'),
  ),
  loadFontFace: asyncApi<FontOptions>('loadFontFace', loadFontFace),
})
