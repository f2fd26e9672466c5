import { phoneTexts } from '../../texts'
import { type Builtin, controlsOf } from '../builtins/builtin'
import { make, makeButton, ownClass } from '../dom'
import { host } from '../host'
import { ApiFailure, asyncApi, failLoudly } from './call-style'
import { requireScope } from './consent'
import { keepFile } from './files'
import { chooseFiles } from './media'
import { findBuiltin, type Owner } from './scope'

type Find = () => Builtin | undefined

const playerOf = (find: Find) => find()?.inner<HTMLVideoElement>('player')

/** Players that are to play: one that gets its film only now breaks off, and begins again with it. */
const wanted = new WeakSet<HTMLMediaElement>()

/** What plays may be refused, as when no finger has touched the page yet: the element then tells its error. */
async function play(find: Find): Promise<void> {
  const self = find()
  const player = playerOf(find)
  if (!self || !player) return
  wanted.add(player)
  try {
    await player.play()
  } catch (error) {
    const { name, message } = error as Error
    if (name === 'NotAllowedError') self.fire('error', { errMsg: message })
    else if (name === 'AbortError' && wanted.has(player)) await play(find)
  }
}

function pause(find: Find): HTMLMediaElement | undefined {
  const player = playerOf(find)
  if (player) wanted.delete(player)
  player?.pause()
  return player
}

/** What `<video>` and `<audio>` have in common. */
const playing = (find: Find) => ({
  play: () => void play(find),
  pause: () => void pause(find),
  seek(seconds: number) {
    const player = playerOf(find)
    if (player) player.currentTime = Number(seconds)
  },
})

/** Over the whole page, whatever the style of the element says: glass-easel keeps a part of it that goes first. */
const fullScreen = 'position: fixed; z-index: 900; inset: 0; width: 100%; height: 100%'
const styleSegment = 3

/** Controls a `<video>`. */
export function videoContext(find: Find): object {
  const setFullScreen = (isFull: boolean, direction = 'vertical') => {
    const self = find()
    if (!self || self.element.classList.contains(ownClass('full-screen')) === isFull) return
    self.element.classList.toggle(ownClass('full-screen'), isFull)
    self.instance._$.setNodeStyle(isFull ? fullScreen : '', styleSegment)
    if (isFull) {
      const close = makeButton('full-screen-close', '×', () => setFullScreen(false))
      close.setAttribute('aria-label', phoneTexts.close)
      self.element.append(close)
    } else {
      self.element.querySelector(`.${ownClass('full-screen-close')}`)?.remove()
    }
    self.fire('fullscreenchange', { fullScreen: isFull, direction })
  }
  return failLoudly('VideoContext', {
    ...playing(find),
    stop() {
      const player = pause(find)
      if (player) player.currentTime = 0
    },
    playbackRate(rate: number) {
      const player = playerOf(find)
      if (player) player.playbackRate = rate
    },
    requestFullScreen: ({ direction = 0 } = {}) =>
      setFullScreen(true, direction === 0 ? 'vertical' : 'horizontal'),
    exitFullScreen: () => setFullScreen(false),
    sendDanmu: ({ text = '', color = '#ffffff' } = {}) => sendComment(find(), text, color),
    // A browser shows no status bar, and plays on behind other pages.
    showStatusBar: () => undefined,
    hideStatusBar: () => undefined,
    requestBackgroundPlayback: () => undefined,
    exitBackgroundPlayback: () => undefined,
    exitPictureInPicture: asyncApi('exitPictureInPicture', async () => {
      if (document.pictureInPictureElement) await document.exitPictureInPicture()
    }),
  })
}

/** How long, in milliseconds, a comment takes across a film. */
const commentMilliseconds = 6000

function sendComment(self: Builtin | undefined, text: string, colour: string): void {
  if (!self) return
  const comment = make('span', 'danmu', {}, text)
  comment.style.color = colour
  self.element.append(comment)
  const way = self.element.clientWidth + comment.offsetWidth
  const run = comment.animate(
    [{ transform: 'none' }, { transform: `translateX(${-way}px)` }],
    commentMilliseconds,
  )
  run.addEventListener('finish', () => comment.remove())
}

/** Controls an `<audio>`. */
export function audioContext(find: Find): object {
  return failLoudly('AudioContext', {
    ...playing(find),
    setSrc: (src: string) => find()?.set({ src }),
  })
}

/** Controls the `<camera>` of the page in front. */
function createCameraContext(): object {
  return failLoudly('CameraContext', {
    takePhoto: asyncApi('takePhoto', async () => {
      const camera = controlsOf(host().pages.top?.element.querySelector('wx-camera'))
      if (!camera) throw new ApiFailure('camera is not found')
      await requireScope('scope.camera')
      // What the person took there, or else takes now.
      const [picture] = [camera.controls.node?.() ?? (await chooseFiles('image/*', 1, true))].flat() as [File]
      return { tempImagePath: keepFile(picture, picture.name) }
    }),
  })
}

const lookup =
  (tag: string, id: string, owner: Owner): Find =>
  () =>
    findBuiltin(tag, id, owner)

/** Players and cameras, by the id of their elements. */
export function playerApis() {
  return {
    createVideoContext: (id: string, owner?: Owner) => videoContext(lookup('video', id, owner)),
    createAudioContext: (id: string, owner?: Owner) => audioContext(lookup('audio', id, owner)),
    createCameraContext,
  }
}
