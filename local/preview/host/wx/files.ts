import { ApiFailure, asyncApi } from './call-style'

const files = new Map<string, Blob>()

/** Gives a file the path under which the mini program finds it, as long as the page stays open. */
export function keepFile(file: Blob): string {
  const path = URL.createObjectURL(file)
  files.set(path, file)
  return path
}

/** The file of such a path. The page's policy does not let it be fetched. */
export const fileAt = (path: string): Blob | undefined => files.get(path)

interface ReadOptions {
  filePath?: string
  encoding?: string
}

interface CompressOptions {
  src?: string
  /** From 0 to 100. */
  quality?: number
  /** The width of the result in px; absent or larger than the picture, its own. */
  compressedWidth?: number
}

/** Files that were chosen before: reading their bytes, and making pictures smaller. */
export function fileApis() {
  const readFile = asyncApi<ReadOptions>('readFile', async ({ filePath = '', encoding }) => {
    if (encoding !== 'base64') throw new ApiFailure(`the preview reads files as base64, not ${encoding}`)
    const url = await readAsDataUrl(existing(filePath))
    return { data: url.slice(url.indexOf(',') + 1) }
  })
  return {
    getFileSystemManager: () => ({ readFile }),
    compressImage: asyncApi<CompressOptions>(
      'compressImage',
      async ({ src = '', quality = 80, compressedWidth }) => {
        const picture = await createImageBitmap(existing(src))
        const width = Math.min(compressedWidth ?? picture.width, picture.width)
        const canvas = document.createElement('canvas')
        canvas.width = width
        canvas.height = Math.round((picture.height * width) / picture.width)
        canvas.getContext('2d')!.drawImage(picture, 0, 0, canvas.width, canvas.height)
        const smaller = await new Promise<Blob | null>(resolve =>
          canvas.toBlob(resolve, 'image/jpeg', quality / 100),
        )
        if (!smaller) throw new ApiFailure('the picture cannot be drawn')
        return { tempFilePath: keepFile(smaller) }
      },
    ),
  }
}

/** Only what was chosen on this page: a path of a phone means nothing here. */
function existing(path: string): Blob {
  const file = fileAt(path)
  if (!file) throw new ApiFailure(`no such file or directory ${path}`)
  return file
}

const readAsDataUrl = (file: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(reader.result as string))
    reader.addEventListener('error', () => reject(new ApiFailure('the file cannot be read')))
    reader.readAsDataURL(file)
  })
