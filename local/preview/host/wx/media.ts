import { phoneTexts } from '../../texts'
import { openDialog } from '../dialog'
import { make, makeButton } from '../dom'
import { ApiFailure, asyncApi } from './call-style'

interface ChooseOptions {
  count?: number
  mediaType?: string[]
}

/** Pictures: choosing them from this computer, and looking at them. */
export function mediaApis() {
  return {
    chooseMedia: asyncApi<ChooseOptions>(
      'chooseMedia',
      async ({ count = 9, mediaType = ['image', 'video'] }) => {
        const files = await chooseFiles(mediaType.map(type => `${type}/*`).join(','), count > 1)
        const tempFiles = files.slice(0, count).map(file => ({
          tempFilePath: keepFile(file),
          size: file.size,
          fileType: file.type.split('/')[0],
        }))
        return { type: tempFiles[0]?.fileType, tempFiles }
      },
    ),
    previewImage: asyncApi<{ urls?: string[]; current?: string }>(
      'previewImage',
      ({ urls = [], current }) => {
        void showPicture(current ?? urls[0] ?? '')
      },
    ),
  }
}

function chooseFiles(accept: string, isMultiple: boolean): Promise<File[]> {
  return new Promise((resolve, reject) => {
    const field = make('input', '', { type: 'file', accept })
    field.multiple = isMultiple
    field.addEventListener('change', () => resolve([...(field.files ?? [])]))
    field.addEventListener('cancel', () => reject(new ApiFailure('cancel')))
    field.click()
  })
}

function showPicture(address: string): Promise<void> {
  const frame = {
    className: 'sheet' as const,
    label: phoneTexts.picture,
    dismissed: undefined,
    closesByMask: true,
  }
  return openDialog<void>(frame, (box, answer) => {
    box.append(make('img', 'sheet-picture', { src: address, alt: phoneTexts.picture }))
    box.append(makeButton('sheet-item cancel', phoneTexts.close, () => answer()))
  })
}

const files = new Map<string, Blob>()

/** Gives a file the path under which the mini program finds it, as long as the page stays open. */
function keepFile(file: Blob): string {
  const path = URL.createObjectURL(file)
  files.set(path, file)
  return path
}

/** The file of such a path. The page's policy does not let it be fetched. */
const fileAt = (path: string): Blob | undefined => files.get(path)

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
