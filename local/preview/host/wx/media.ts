import { phoneTexts } from '../../texts'
import { fileAddress } from '../builtins/file-address'
import { openDialog } from '../dialog'
import { make, makeButton } from '../dom'
import { ApiFailure, asyncApi } from './call-style'
import { fileAt, keepFile } from './files'

interface ChooseOptions {
  count?: number
  mediaType?: string[]
}

interface CompressOptions {
  src?: string
  /** From 0 to 100. */
  quality?: number
  /** The width of the result in px; absent or larger than the picture, its own. */
  compressedWidth?: number
}

/** Files: choosing them from this computer; pictures: making them smaller, and looking at them. */
export function mediaApis() {
  return {
    chooseMedia: asyncApi<ChooseOptions>(
      'chooseMedia',
      async ({ count = 9, mediaType = ['image', 'video'] }) => {
        const files = await chooseFiles(mediaType.map(type => `${type}/*`).join(','), count > 1)
        const tempFiles = files.slice(0, count).map(file => ({
          tempFilePath: keepFile(file, file.name),
          size: file.size,
          fileType: file.type.split('/')[0],
        }))
        return { type: tempFiles[0]?.fileType, tempFiles }
      },
    ),
    chooseImage: asyncApi<ChooseOptions>('chooseImage', async ({ count = 9 }) => {
      const files = await chooseFiles('image/*', count > 1)
      const tempFiles = files
        .slice(0, count)
        .map(file => ({ path: keepFile(file, file.name), size: file.size }))
      return { tempFilePaths: tempFiles.map(({ path }) => path), tempFiles }
    }),
    chooseMessageFile: asyncApi<ChooseOptions & { type?: string }>(
      'chooseMessageFile',
      async ({ count = 100, type = 'all' }) => {
        const files = await chooseFiles(/^(image|video)$/.test(type) ? `${type}/*` : '', count > 1)
        const tempFiles = files.slice(0, count).map(file => ({
          path: keepFile(file, file.name),
          name: file.name,
          size: file.size,
          time: Math.floor(file.lastModified / 1000),
          type: /^(image|video)\//.exec(file.type)?.[1] ?? 'file',
        }))
        return { tempFiles }
      },
    ),
    compressImage: asyncApi<CompressOptions>(
      'compressImage',
      async ({ src = '', quality = 80, compressedWidth }) => {
        const picture = await createImageBitmap(fileAt(src))
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
    previewImage: asyncApi<{ urls?: string[]; current?: string }>(
      'previewImage',
      async ({ urls = [], current }) => {
        void showPicture(await fileAddress(current ?? urls[0] ?? ''))
      },
    ),
  }
}

export function chooseFiles(accept: string, isMultiple: boolean): Promise<File[]> {
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
