import type { Builtin, BuiltinDefinition } from './builtin'
import { showFile } from './file-address'

/** Events of HTML's player: what WeChat calls each, if not the same, and what it tells. */
const events: Record<string, (player: HTMLMediaElement) => object> = {
  play: () => ({}),
  pause: () => ({}),
  ended: () => ({}),
  waiting: () => ({}),
  timeupdate: ({ currentTime, duration }) => ({ currentTime, duration }),
  loadedmetadata: player => ({
    duration: player.duration,
    width: (player as HTMLVideoElement).videoWidth,
    height: (player as HTMLVideoElement).videoHeight,
  }),
  progress: ({ buffered, duration }) => ({
    buffered: buffered.length > 0 && duration > 0 ? (buffered.end(buffered.length - 1) / duration) * 100 : 0,
  }),
  seeked: ({ currentTime }) => ({ position: currentTime }),
  volumechange: ({ volume, muted }) => ({ volume, muted }),
  ratechange: ({ playbackRate }) => ({ playbackRate }),
  enterpictureinpicture: () => ({}),
  leavepictureinpicture: () => ({}),
  error: ({ error }) => ({ errMsg: mediaErrors[error?.code ?? 4] }),
}

const mediaErrors: Record<number, string> = {
  1: 'MEDIA_ERR_ABORTED',
  2: 'MEDIA_ERR_NETWORK',
  3: 'MEDIA_ERR_DECODE',
  4: 'MEDIA_ERR_SRC_NOT_SUPPORTED',
}
const renamed: Record<string, string> = { seeked: 'seekcomplete' }

const playing = {
  src: String,
  controls: { type: Boolean, value: true },
  loop: Boolean,
  autoplay: Boolean,
  muted: Boolean,
  poster: String,
  initialTime: { type: Number, value: 0 },
}

/** How WeChat's player looks and is operated; here that is the browser's. */
const videoFlags = (
  'adUnitId autoPauseIfNavigate autoPauseIfOpenNative backgroundPoster certificateUrl danmuBtn enableAutoRotation ' +
  'enableDanmu enablePlayGesture enableProgressGesture isDrm isLive pageGesture pictureInPictureMode ' +
  'pictureInPictureShowProgress posterForCrawler preferredPeakBitRate provisionUrl referrerPolicy ' +
  'showBackgroundPlaybackButton showBottomProgress showCastingButton showCenterPlayBtn showFullscreenBtn ' +
  'showMuteBtn showPlayBtn showProgress showScreenLockButton showSnapshotButton vslideGesture ' +
  'vslideGestureInFullscreen'
).split(' ')

export const video: BuiltinDefinition = {
  properties: {
    ...playing,
    objectFit: { type: String, value: 'contain' },
    title: String,
    duration: null,
    direction: null,
    danmuList: { type: null, value: [] },
    ...Object.fromEntries(videoFlags.map(name => [name, null])),
  },
  start: startPlayer,
}

export const audio: BuiltinDefinition = {
  properties: { ...playing, controls: Boolean, name: String, author: String },
  reflected: ['controls'],
  start: startPlayer,
}

/** The HTML player inside, with WeChat's events; `node` gives it to what controls it by script. */
function startPlayer(self: Builtin) {
  const player = self.inner<HTMLVideoElement>('player')
  for (const [name, detailOf] of Object.entries(events)) {
    player.addEventListener(name, event => {
      event.stopPropagation()
      self.fire(renamed[name] ?? name, detailOf(player))
    })
  }
  player.addEventListener('fullscreenchange', event => {
    event.stopPropagation()
    const fullScreen = document.fullscreenElement === player
    const isWide = player.videoWidth > player.videoHeight
    self.fire('fullscreenchange', { fullScreen, direction: fullScreen && isWide ? 'horizontal' : 'vertical' })
  })
  player.addEventListener('loadedmetadata', () => {
    if (Number(self.property('initialTime')) > 0) player.currentTime = Number(self.property('initialTime'))
  })
  return {
    node: () => player,
    update() {
      void showFile(player, 'src', self.text('src'), self.owner, () =>
        self.fire('error', { errMsg: 'MEDIA_ERR_SRC_NOT_SUPPORTED' }),
      )
      void showFile(player, 'poster', self.text('poster'), self.owner)
      for (const name of ['controls', 'loop', 'muted', 'autoplay'] as const) player[name] = self.isOn(name)
      player.style.objectFit = self.text('objectFit')
      player.setAttribute(
        'aria-label',
        self.text('ariaLabel') || self.text('title') || self.text('name') || 'media',
      )
      player.preload = 'metadata'
      const words = [self.text('name'), self.text('author')].filter(Boolean).join(' – ')
      if (player.localName === 'audio') self.inner('words').textContent = words
    },
  }
}
