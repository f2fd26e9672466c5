import { phoneTexts } from '../../texts'
import { openDialog } from '../dialog'
import { make, makeButton } from '../dom'
import { ApiFailure, asyncApi } from './call-style'
import { canvasFile, cut } from './cut'
import { addressOf, fileAt, keepFile } from './files'

interface ChooseOptions {
  count?: number
  mediaType?: string[]
}

/** Choosing files: those of this computer, or pictures to try with. */
export const mediaApis = () => ({
  chooseMedia: asyncApi<ChooseOptions>('chooseMedia', async ({ count = 9, mediaType = ['mix'] }) => {
    const kinds = mediaType.includes('mix') ? ['image', 'video'] : mediaType
    const accept = kinds.map(kind => `${kind}/*`).join(',')
    const files = await chooseFiles(accept, count, kinds.includes('image'))
    const tempFiles = await Promise.all(files.map(mediaFile))
    const types = new Set(tempFiles.map(({ fileType }) => fileType))
    return { type: types.size > 1 ? 'mix' : [...types][0], tempFiles }
  }),
  chooseImage: asyncApi<ChooseOptions>('chooseImage', async ({ count = 9 }) => {
    const files = await chooseFiles('image/*', count, true)
    const tempFiles = files.map(file => ({ path: keepFile(file, file.name), size: file.size }))
    return { tempFilePaths: tempFiles.map(({ path }) => path), tempFiles }
  }),
  chooseVideo: asyncApi('chooseVideo', async () => {
    const [file] = await chooseFiles('video/*', 1)
    const { tempFilePath, size, duration, width, height, thumbTempFilePath } = await mediaFile(file!)
    return { tempFilePath, size, duration, width, height, thumbTempFilePath }
  }),
  chooseMessageFile: asyncApi<{ count?: number; type?: string; extension?: string[] }>(
    'chooseMessageFile',
    async ({ count = 100, type = 'all', extension = [] }) => {
      const endings = extension.map(ending => `.${ending.replace(/^\./, '')}`).join(',')
      const accept = /^(image|video)$/.test(type) ? `${type}/*` : endings
      const files = await chooseFiles(accept, count, type === 'image')
      const tempFiles = files.map(file => ({
        path: keepFile(file, file.name),
        name: file.name,
        size: file.size,
        time: Math.floor(file.lastModified / 1000),
        type: /^(image|video)\//.exec(file.type)?.[1] ?? 'file',
      }))
      return { tempFiles }
    },
  ),
  getVideoInfo: asyncApi<{ src?: string }>('getVideoInfo', async ({ src = '' }) => {
    const file = fileAt(src)
    const { duration, width, height } = await readVideo(addressOf(src))
    return {
      orientation: 'up',
      type: file.type.split('/')[1] ?? 'mp4',
      duration,
      // In KB, and in kbit a second. A browser tells no frames a second.
      size: Math.round(file.size / 1024),
      bitrate: duration > 0 ? Math.round((file.size * 8) / 1000 / duration) : 0,
      width,
      height,
    }
  }),
})

/**
 * Opens the browser's own dialog at once; behind it is a sheet for those who closed it, or were not given it
 * because no finger touched the page. @param hasDemos whether the sheet also offers pictures to try with
 */
export async function chooseFiles(accept: string, most: number, hasDemos = false): Promise<File[]> {
  const frame = {
    className: 'sheet' as const,
    label: phoneTexts.choose,
    dismissed: undefined,
    closesByMask: true,
  }
  const files = await openDialog<File[] | undefined>(frame, (box, answer) => {
    const field = make('input', '', { type: 'file', accept })
    field.multiple = most > 1
    field.addEventListener('change', () => answer([...(field.files ?? [])]))
    const demo = makeButton('sheet-item', phoneTexts.demoPicture, async () =>
      answer(await demoPictures(most)),
    )
    demo.hidden = !hasDemos
    const own = makeButton('sheet-item', phoneTexts.ownFile, () => field.click())
    box.append(
      own,
      demo,
      makeButton('sheet-item cancel', phoneTexts.cancel, () => answer(undefined)),
    )
    field.click()
  })
  if (!files || files.length === 0) throw new ApiFailure('cancel')
  return files.slice(0, most)
}

const mostDemoPictures = 3

/** Pictures that are drawn here: a colour each, and its number. */
function demoPictures(count: number): Promise<File[]> {
  const pictures = Array.from({ length: Math.min(count, mostDemoPictures) }, async (_, at) => {
    const canvas = document.createElement('canvas')
    Object.assign(canvas, { width: 800, height: 600 })
    const context = canvas.getContext('2d')!
    const colours = context.createLinearGradient(0, 0, 800, 600)
    colours.addColorStop(0, `hsl(${at * 120} 60% 45%)`)
    colours.addColorStop(1, `hsl(${at * 120 + 60} 60% 70%)`)
    context.fillStyle = colours
    context.fillRect(0, 0, 800, 600)
    Object.assign(context, { fillStyle: '#ffffff', font: '240px sans-serif', textAlign: 'center' })
    context.fillText(String(at + 1), 400, 385)
    const file = await canvasFile(canvas, 'image/jpeg', 0.9)
    return new File([file!], `demo-${at + 1}.jpg`, { type: 'image/jpeg' })
  })
  return Promise.all(pictures)
}

interface MediaFile {
  tempFilePath: string
  size: number
  fileType: string
  duration?: number
  width?: number
  height?: number
  thumbTempFilePath?: string
}

async function mediaFile(file: File): Promise<MediaFile> {
  const tempFilePath = keepFile(file, file.name)
  const fileType = file.type.split('/')[0]!
  const known = { tempFilePath, size: file.size, fileType }
  if (fileType !== 'video') return known
  const { thumb, ...facts } = await readVideo(addressOf(tempFilePath))
  return { ...known, ...facts, thumbTempFilePath: thumb ? keepFile(thumb) : '' }
}

interface VideoFacts {
  /** In seconds. */
  duration: number
  width: number
  height: number
  /** A picture of its beginning. */
  thumb?: Blob
}

/** What a film says of itself; one that the browser cannot play says nothing. */
function readVideo(address: string): Promise<VideoFacts> {
  return new Promise(resolve => {
    const film = make('video', '', { muted: '', preload: 'auto' })
    film.addEventListener('error', () => resolve({ duration: 0, width: 0, height: 0 }))
    film.addEventListener('loadeddata', async () => {
      const { duration, videoWidth: width, videoHeight: height } = film
      const { canvas } = cut(film, { x: 0, y: 0, width, height }, { width, height })
      const thumb = (await canvasFile(canvas, 'image/jpeg')) ?? undefined
      resolve({ duration, width, height, thumb })
    })
    film.src = address
  })
}
