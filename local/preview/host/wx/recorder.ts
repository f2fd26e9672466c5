import { ApiFailure, asyncApi } from './call-style'
import { decisions, requireScope } from './consent'
import { keepFile } from './files'

type Listener = (detail: object) => void

interface Options {
  /** In milliseconds. */
  duration?: number
  sampleRate?: number
  numberOfChannels?: number
  /** In KB: so much is told at a time. */
  frameSize?: number
}

const events = [
  'start',
  'pause',
  'resume',
  'stop',
  'error',
  'frameRecorded',
  'interruptionBegin',
  'interruptionEnd',
]
const longest = 600_000
const bytesPerSample = 2

/**
 * Records as long as it is told to, but silence: a preview listens to nobody. The file is a real one, in WAV, so that
 * what the mini program does with a recording can be tried.
 */
class Recorder {
  readonly #listeners = new Map<string, Listener>()
  #options: Required<Options> = { duration: 0, sampleRate: 0, numberOfChannels: 0, frameSize: 0 }
  #state: 'none' | 'asking' | 'recording' | 'paused' = 'none'
  /** How much was recorded before the last pause, and when it went on; in milliseconds. */
  #before = 0
  #since = 0
  #end: ReturnType<typeof setTimeout> | undefined
  #frames: ReturnType<typeof setInterval> | undefined;
  [member: string]: unknown

  constructor() {
    for (const name of events)
      this[`on${name[0]!.toUpperCase()}${name.slice(1)}`] = (listener: Listener) =>
        void this.#listeners.set(name, listener)
  }

  #tell(name: string, detail: object = {}): void {
    this.#listeners.get(name)?.(detail)
  }

  #refuse(why: string): void {
    this.#tell('error', { errMsg: `operateRecorder:fail:${why}` })
  }

  start({ duration = 60_000, sampleRate = 8000, numberOfChannels = 2, frameSize = 0 }: Options = {}): void {
    if (this.#state !== 'none') {
      this.#refuse('is recording or paused')
      return
    }
    this.#options = { duration: Math.min(duration, longest), sampleRate, numberOfChannels, frameSize }
    this.#before = 0
    // What is allowed already records at once.
    if (decisions().scopes['scope.record']) {
      this.#goOn('start')
      return
    }
    this.#state = 'asking'
    void requireScope('scope.record').then(
      // It may have been stopped while the person was asked.
      () => this.#state === 'asking' && this.#goOn('start'),
      (error: ApiFailure) => {
        this.#state = 'none'
        this.#tell('error', error.at('operateRecorder'))
      },
    )
  }

  pause(): void {
    if (this.#state !== 'recording') {
      this.#refuse('not recording')
      return
    }
    this.#halt('paused')
    this.#tell('pause')
  }

  resume(): void {
    if (this.#state !== 'paused') {
      this.#refuse('not paused')
      return
    }
    this.#goOn('resume')
  }

  stop(): void {
    if (this.#state === 'none' || this.#state === 'asking') {
      this.#state = 'none'
      this.#refuse('recorder not start')
      return
    }
    this.#halt('none')
    const duration = this.#before
    const file = silence(duration, this.#options)
    if (this.#options.frameSize > 0)
      this.#tell('frameRecorded', { isLastFrame: true, frameBuffer: new ArrayBuffer(0) })
    this.#tell('stop', { tempFilePath: keepFile(file, 'record.wav'), duration, fileSize: file.size })
  }

  /** Listens beside the listeners of the mini program. */
  once(name: string, listener: Listener): void {
    const before = this.#listeners.get(name)
    this.#listeners.set(name, detail => {
      if (before) this.#listeners.set(name, before)
      else this.#listeners.delete(name)
      listener(detail)
      before?.(detail)
    })
  }

  #goOn(event: 'start' | 'resume'): void {
    const { duration, sampleRate, numberOfChannels, frameSize } = this.#options
    this.#state = 'recording'
    this.#since = Date.now()
    this.#end = setTimeout(() => this.stop(), duration - this.#before)
    if (frameSize > 0) {
      const bytes = frameSize * 1024
      const milliseconds = (bytes / (sampleRate * numberOfChannels * bytesPerSample)) * 1000
      const frame = () =>
        this.#tell('frameRecorded', { isLastFrame: false, frameBuffer: new ArrayBuffer(bytes) })
      this.#frames = setInterval(frame, milliseconds)
    }
    this.#tell(event)
  }

  #halt(next: 'none' | 'paused'): void {
    if (this.#state === 'recording')
      this.#before = Math.min(this.#before + Date.now() - this.#since, this.#options.duration)
    this.#state = next
    clearTimeout(this.#end)
    clearInterval(this.#frames)
  }
}

/** A WAV file of so many milliseconds without a sound: a header of 44 bytes, then zeros. */
function silence(milliseconds: number, { sampleRate, numberOfChannels }: Required<Options>): Blob {
  const frame = numberOfChannels * bytesPerSample
  const size = Math.round((milliseconds / 1000) * sampleRate) * frame
  const bytes = new Uint8Array(44 + size)
  const view = new DataView(bytes.buffer)
  const write = (at: number, word: string) => bytes.set(new TextEncoder().encode(word), at)
  write(0, 'RIFF')
  view.setUint32(4, 36 + size, true)
  write(8, 'WAVEfmt ')
  view.setUint32(16, 16, true)
  view.setUint16(20, 1, true)
  view.setUint16(22, numberOfChannels, true)
  view.setUint32(24, sampleRate, true)
  view.setUint32(28, sampleRate * frame, true)
  view.setUint16(32, frame, true)
  view.setUint16(34, bytesPerSample * 8, true)
  write(36, 'data')
  view.setUint32(40, size, true)
  return new Blob([bytes], { type: 'audio/wav' })
}

/** The one recorder of the phone, and the two functions that stood for it before. */
export function recorderApis() {
  const recorder = new Recorder()
  return {
    getRecorderManager: () => recorder,
    startRecord: asyncApi('startRecord', async () => {
      const ended = new Promise<object>((resolve, reject) => {
        recorder.once('stop', resolve)
        recorder.once('error', detail => reject(new ApiFailure((detail as { errMsg: string }).errMsg)))
      })
      recorder.start()
      const { tempFilePath } = (await ended) as { tempFilePath: string }
      return { tempFilePath }
    }),
    stopRecord: asyncApi('stopRecord', () => recorder.stop()),
  }
}
