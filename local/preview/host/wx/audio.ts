import { ApiFailure, asyncApi } from './call-style'
import { recorderApis } from './recorder'
import { Sound } from './sound'

/** The one sound that goes on whatever page is shown; the browser's own media controls show and steer it. */
class BackgroundSound extends Sound {
  title = ''
  epname = ''
  singer = ''
  coverImgUrl = ''
  webUrl = ''
  protocol = 'http'
  audioType = ''
  referrerPath = ''

  constructor() {
    super()
    if (!navigator.mediaSession) return
    for (const [action, event] of [
      ['previoustrack', 'Prev'],
      ['nexttrack', 'Next'],
    ] as const)
      navigator.mediaSession.setActionHandler(action, () => this.fire(event))
  }

  override get src(): string {
    return super.src
  }

  /** Plays it, as WeChat does; without a title it plays nothing. */
  override set src(source: string) {
    if (source && !this.title) this.fail(-1, 'setBackgroundAudioState:fail title is nil!')
    super.src = this.title ? source : ''
    if (!super.src) return
    if (typeof MediaMetadata === 'function' && navigator.mediaSession)
      navigator.mediaSession.metadata = new MediaMetadata({
        title: this.title,
        artist: this.singer,
        album: this.epname,
      })
    void this.play()
  }
}

let background: BackgroundSound | undefined

function backgroundSound(): BackgroundSound {
  background ??= new BackgroundSound()
  return background
}

interface Song {
  dataUrl?: string
  title?: string
  coverImgUrl?: string
}

/** The functions that stood for the background sound before it had a manager. */
const backgroundOfOld = () => ({
  playBackgroundAudio: asyncApi<Song>(
    'playBackgroundAudio',
    ({ dataUrl = '', title = '', coverImgUrl = '' }) => {
      // Here a title was never asked for.
      Object.assign(backgroundSound(), { title: title || dataUrl, coverImgUrl, src: dataUrl })
    },
  ),
  pauseBackgroundAudio: asyncApi('pauseBackgroundAudio', () => backgroundSound().pause()),
  stopBackgroundAudio: asyncApi('stopBackgroundAudio', () => backgroundSound().stop()),
  seekBackgroundAudio: asyncApi<{ position?: number }>('seekBackgroundAudio', ({ position = 0 }) =>
    backgroundSound().seek(position),
  ),
  getBackgroundAudioPlayerState: asyncApi('getBackgroundAudioPlayerState', () => {
    const { src, paused, currentTime, duration, buffered } = backgroundSound()
    if (!src) return { status: 2 }
    const downloadPercent = duration > 0 ? Math.round((buffered / duration) * 100) : 0
    const progress = { currentPosition: currentTime, duration, downloadPercent, dataUrl: src }
    return { status: paused ? 0 : 1, ...progress }
  }),
  onBackgroundAudioPlay: (listener: () => void) => backgroundSound().on('Play', listener),
  onBackgroundAudioPause: (listener: () => void) => backgroundSound().on('Pause', listener),
  onBackgroundAudioStop: (listener: () => void) => {
    for (const name of ['Stop', 'Ended']) backgroundSound().on(name, listener)
  },
})

/** The one voice that `wx.playVoice` plays. */
let voice: Sound | undefined

const voices = () => ({
  playVoice: asyncApi<{ filePath?: string }>('playVoice', async ({ filePath = '' }) => {
    voice?.destroy()
    const sound = new Sound()
    voice = sound
    sound.src = filePath
    await new Promise<void>((resolve, reject) => {
      for (const name of ['Ended', 'Stop']) sound.on(name, () => resolve())
      sound.on('Error', detail => reject(new ApiFailure((detail as { errMsg: string }).errMsg)))
      void sound.play()
    })
  }),
  pauseVoice: asyncApi('pauseVoice', () => voice?.pause()),
  stopVoice: asyncApi('stopVoice', () => voice?.stop()),
})

/** Sounds: those of a page, the one in the background, and recording. */
export const audioApis = () => ({
  createInnerAudioContext: () => new Sound(),
  getBackgroundAudioManager: backgroundSound,
  ...backgroundOfOld(),
  ...voices(),
  ...recorderApis(),
  setInnerAudioOption: asyncApi('setInnerAudioOption', () => undefined),
  getAvailableAudioSources: asyncApi('getAvailableAudioSources', () => ({ audioSources: ['auto'] })),
})
