import { openDialog } from '../dialogs/dialog'
import { make, makeButton } from '../dom'
import { ApiFailure, asyncApi } from './call-style'
import { keepFile } from './files'

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
  const frame = { className: 'sheet' as const, label: '图片', dismissed: undefined, closesByMask: true }
  return openDialog<void>(frame, (box, answer) => {
    box.append(make('img', 'sheet-picture', { src: address, alt: '图片' }))
    box.append(makeButton('sheet-item cancel', '关闭', () => answer()))
  })
}
