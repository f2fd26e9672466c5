import { phoneTexts } from '../../texts'
import { make, makeButton } from '../dom'
import type { Builtin, BuiltinDefinition } from './builtin'
import { showFile } from './file-address'

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
  error: ({ error }) => ({ errMsg: error?.message ?? '' }),
}

const playing = {
  src: String,
  controls: { type: Boolean, value: true },
  loop: Boolean,
  autoplay: Boolean,
  muted: Boolean,
  poster: String,
  initialTime: { type: Number, value: 0 },
}

export const video: BuiltinDefinition = {
  properties: { ...playing, objectFit: { type: String, value: 'contain' }, title: String, danmuList: Array },
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
      self.fire(name, detailOf(player))
    })
  }
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
    },
  }
}

/** A box with a picture of yours: there is no camera to trust in a preview. `node` gives the picture that was chosen. */
export const camera: BuiltinDefinition = {
  properties: { mode: String, resolution: String, devicePosition: String, flash: String, frameSize: String },
  start(self) {
    let file: File | undefined
    const field = make('input', '', { type: 'file', accept: 'image/*' })
    const picture = make('img', 'camera-picture', { alt: phoneTexts.picture })
    picture.hidden = true
    field.addEventListener('change', () => {
      file = field.files?.[0]
      if (!file) return
      URL.revokeObjectURL(picture.src)
      picture.src = URL.createObjectURL(file)
      picture.hidden = false
    })
    const choose = makeButton('camera-choose', phoneTexts.takePicture, () => field.click())
    self.inner('content').append(picture, choose)
    setTimeout(() => self.isOnPage && self.fire('initdone', { maxZoom: 1 }))
    return { node: () => file }
  },
}
