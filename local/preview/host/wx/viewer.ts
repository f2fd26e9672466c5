import { phoneTexts } from '../../texts'
import { fileAddress } from '../builtins/file-address'
import { openDialog } from '../dialog'
import { make, makeButton } from '../dom'
import { mayLoad } from '../foreign-files'
import { ApiFailure, asyncApi, requireParam } from './call-style'
import { addressOf, fileAt } from './files'

/** A picture or a film that is looked at. */
interface Source {
  url: string
  type?: string
  poster?: string
}

/** How far, in px, a finger draws to turn to the next one; less is a tap. */
const turnDistance = 40
const tapDistance = 10

/** Shows pictures and films one at a time over the whole phone, until it is closed. */
function view(sources: Source[], first: number): void {
  const frame = {
    className: 'viewer' as const,
    label: phoneTexts.picture,
    dismissed: undefined,
    closesByMask: false,
  }
  void openDialog<void>(frame, (box, answer) => {
    let at = first
    const stage = make('div', 'viewer-stage')
    const count = make('p', 'viewer-count', { role: 'status' })
    const previous = makeButton('viewer-turn', '‹', () => turn(-1))
    const next = makeButton('viewer-turn', '›', () => turn(1))
    const close = makeButton('viewer-close', '×', () => answer())
    previous.setAttribute('aria-label', phoneTexts.previous)
    next.setAttribute('aria-label', phoneTexts.next)
    close.setAttribute('aria-label', phoneTexts.close)
    const show = () => {
      stage.replaceChildren(shownOf(sources[at]!))
      count.textContent = sources.length > 1 ? `${at + 1} / ${sources.length}` : ''
      previous.hidden = at === 0
      next.hidden = at === sources.length - 1
    }
    const turn = (by: number) => {
      const to = at + by
      if (to < 0 || to >= sources.length) return
      at = to
      show()
    }
    let from: number | undefined
    stage.addEventListener('pointerdown', event => {
      from = event.clientX
    })
    stage.addEventListener('pointerup', event => {
      const way = event.clientX - (from ?? event.clientX)
      if (Math.abs(way) >= turnDistance) turn(way < 0 ? 1 : -1)
      // A tap closes, as in WeChat, but not on the controls of a film.
      else if (from !== undefined && Math.abs(way) < tapDistance && sources[at]!.type !== 'video') answer()
      from = undefined
    })
    box.addEventListener('keydown', event => {
      if (event.key === 'ArrowLeft') turn(-1)
      if (event.key === 'ArrowRight') turn(1)
    })
    show()
    box.append(stage, count, previous, next, close)
  })
}

/**
 * The element of a source, which the browser finds a moment later where the cloud holds the file. One that it may not
 * load, or cannot, is its address instead.
 */
function shownOf({ url, type, poster }: Source): HTMLElement {
  const element =
    type === 'video'
      ? make('video', 'viewer-shown', { controls: '', playsinline: '', autoplay: '' })
      : make('img', 'viewer-shown', { alt: phoneTexts.picture, draggable: 'false' })
  const giveUp = () => element.replaceWith(make('p', 'viewer-missing', {}, url))
  element.addEventListener('error', giveUp)
  const find = async () => {
    const address = await fileAddress(url)
    if (type !== 'video' && !mayLoad(address, 'picture')) return giveUp()
    element.src = address
    if (!poster || !(element instanceof HTMLVideoElement)) return
    const still = await fileAddress(poster)
    if (mayLoad(still, 'picture')) element.poster = still
  }
  find().catch(giveUp)
  return element
}

/** What WeChat opens; the browser shows only some of them itself. */
const documents: Record<string, string> = {
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  pdf: 'application/pdf',
}

interface DocumentOptions {
  filePath?: string
  fileType?: string
}

/** A sheet with the name, the type and the size of a document, and the file itself. */
function openDocument({ filePath = '', fileType }: DocumentOptions): void {
  const file = fileAt(filePath)
  const type = (fileType ?? /\.(\w+)$/.exec(filePath)?.[1] ?? '').toLowerCase()
  if (!(type in documents)) throw new ApiFailure('filetype not supported')
  const name = filePath.split('/').pop()!
  const frame = { className: 'sheet' as const, label: name, dismissed: undefined, closesByMask: true }
  void openDialog<void>(frame, (box, answer) => {
    box.append(make('p', 'sheet-note', {}, `${name} · ${type} · ${Math.ceil(file.size / 1024)} KB`))
    const link = make('a', 'sheet-item', { href: addressOf(filePath), target: '_blank' }, phoneTexts.open)
    if (type !== 'pdf') link.setAttribute('download', name.endsWith(`.${type}`) ? name : `${name}.${type}`)
    link.addEventListener('click', () => answer())
    box.append(
      link,
      makeButton('sheet-item cancel', phoneTexts.close, () => answer()),
    )
  })
}

/** Looking at pictures, films and documents. */
export const viewerApis = () => ({
  previewImage: asyncApi<{ urls?: string[]; current?: string | number }>('previewImage', options => {
    requireParam(options, 'urls', 'Array')
    const { urls = [], current } = options
    const sources = urls.map(url => ({ url }))
    const at = typeof current === 'number' ? current : urls.indexOf(current ?? '')
    // One that is not in the list is shown alone, as WeChat does.
    if (at < 0 && typeof current === 'string' && current) sources.unshift({ url: current })
    if (sources.length > 0) view(sources, Math.min(Math.max(at, 0), sources.length - 1))
  }),
  previewMedia: asyncApi<{ sources?: Source[]; current?: number }>(
    'previewMedia',
    ({ sources = [], current = 0 }) => {
      if (sources.length > 0) view(sources, Math.min(Math.max(current, 0), sources.length - 1))
    },
  ),
  openDocument: asyncApi<DocumentOptions>('openDocument', openDocument),
})
