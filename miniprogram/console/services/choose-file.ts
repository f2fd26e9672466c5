import type { ChosenFile } from './draft'

// A function takes events of up to 1 MB; base64 makes a file a third longer.
const largestBytes = 740 * 1024

// From light to strong compression; smaller dimensions where quality alone is not enough.
const tries: [quality: number, width: number][] = [
  [80, 2000],
  [60, 1600],
  [50, 1200],
  [40, 800],
  [30, 500],
]

/** Nothing was chosen. */
export class NotChosen extends Error {}

/**
 * Lets the user choose a picture, compressed to a size that a cloud function accepts.
 * @throws NotChosen if the user cancels; otherwise an Error with a Chinese message
 */
export async function chooseFile(): Promise<ChosenFile> {
  const path = await choosePicture()
  let base64 = await readBase64(path)
  for (const [quality, width] of tries) {
    if (bytesOf(base64) <= largestBytes) break
    base64 = await readBase64(await compress(path, quality, width))
  }
  const bytes = bytesOf(base64)
  const contentType = contentTypeOf(base64)
  if (!contentType) throw new Error('这不是 JPG、PNG、GIF、WebP 或 BMP 图片')
  if (bytes <= largestBytes) return { contentType, base64, bytes }
  throw new Error(`压缩后仍超过 ${largestBytes / 1024} KB，请换一张小一点的图片`)
}

async function choosePicture(): Promise<string> {
  try {
    const { tempFiles } = await wx.chooseMedia({ count: 1, mediaType: ['image'], sizeType: ['compressed'] })
    return tempFiles[0]!.tempFilePath
  } catch (thrown) {
    const { errMsg = '' } = thrown as { errMsg?: string }
    if (/cancel/.test(errMsg)) throw new NotChosen()
    throw new Error(
      /auth|denied|authorize/.test(errMsg) ? '请在手机设置里允许微信访问相册' : '没有选到图片，请再试一次',
    )
  }
}

const readBase64 = (filePath: string): Promise<string> =>
  new Promise((resolve, reject) => {
    wx.getFileSystemManager().readFile({
      filePath,
      encoding: 'base64',
      success: ({ data }) => resolve(data as string),
      fail: () => reject(new Error('读不到这张图片，请换一张')),
    })
  })

async function compress(src: string, quality: number, compressedWidth: number): Promise<string> {
  try {
    return (await wx.compressImage({ src, quality, compressedWidth })).tempFilePath
  } catch {
    throw new Error('这张图片压缩不了，请换一张小一点的')
  }
}

const bytesOf = (base64: string): number =>
  Math.floor((base64.length * 3) / 4) - (base64.match(/=+$/) || [''])[0].length

// The first bytes show the type of a file, whatever its name.
const beginnings: [start: string, contentType: string][] = [
  ['/9j/', 'image/jpeg'],
  ['iVBORw', 'image/png'],
  ['R0lGOD', 'image/gif'],
  ['UklGR', 'image/webp'],
  ['Qk', 'image/bmp'],
]

const contentTypeOf = (base64: string): string | undefined =>
  (beginnings.find(([start]) => base64.indexOf(start) === 0) || [])[1]
