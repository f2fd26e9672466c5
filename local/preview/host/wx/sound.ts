import { fileAddress } from '../builtins/file-address'
import { Signals } from '../signals'
import { listenerPairs } from './listener-pairs'

/** What a sound tells, by the events of the browser's element that tell the same. */
const events = {
  canplay: 'Canplay',
  play: 'Play',
  ended: 'Ended',
  timeupdate: 'TimeUpdate',
  waiting: 'Waiting',
  seeking: 'Seeking',
  seeked: 'Seeked',
}
const names = [...Object.values(events), 'Pause', 'Stop', 'Error', 'Prev', 'Next']

/** How WeChat counts what a media element may fail with. */
const errorCodes: Record<number, number> = { 2: 10002, 3: 10004, 4: 10003 }

/** One sound, as `wx.createInnerAudioContext` gives it: an audio element of the browser with WeChat's members. */
export class Sound {
  readonly audio = new Audio()
  readonly #signals = new Signals()
  #source = ''
  /** Resolves when the browser knows where the sound is. */
  #ready: Promise<void> = Promise.resolve()
  #isStopped = true;
  [member: string]: unknown

  autoplay = false
  /** In seconds. */
  startTime = 0
  obeyMuteSwitch = true
  referrerPolicy = 'no-referrer'

  constructor() {
    Object.assign(
      this,
      listenerPairs(names, () => this.#signals),
    )
    for (const [event, name] of Object.entries(events))
      this.audio.addEventListener(event, () => this.fire(name))
    this.audio.addEventListener('pause', () => {
      if (!this.#isStopped && !this.audio.ended) this.fire('Pause')
    })
    this.audio.addEventListener('error', () => {
      // No source is no fault.
      const { code = 0, message = '' } = this.#source ? (this.audio.error ?? {}) : { code: -1 }
      if (code >= 0) this.fail(errorCodes[code] ?? 10001, message)
    })
  }

  on(name: string, listener: (detail: object) => void): void {
    this.#signals.on(name, listener)
  }

  fire(name: string, detail: object = {}): void {
    this.#signals.fire(name, detail)
  }

  fail(errCode: number, errMsg: string): void {
    this.fire('Error', { errCode, errMsg })
  }

  get src(): string {
    return this.#source
  }

  set src(source: string) {
    this.#source = source
    this.#isStopped = true
    this.#ready = this.#load(source)
    if (this.autoplay && source) void this.play()
  }

  async #load(source: string): Promise<void> {
    this.audio.pause()
    if (!source) return this.audio.removeAttribute('src')
    try {
      const address = await fileAddress(source)
      if (this.#source !== source) return
      this.audio.src = address
      if (this.startTime > 0) this.audio.currentTime = this.startTime
    } catch (error) {
      this.fail(10003, (error as Error).message)
    }
  }

  async play(): Promise<void> {
    await this.#ready
    if (!this.audio.src) return
    this.#isStopped = false
    // Other failures are told by the element.
    await this.audio.play().catch((error: Error) => {
      if (error.name === 'NotAllowedError') this.fail(10001, error.message)
    })
  }

  pause(): void {
    this.audio.pause()
  }

  stop(): void {
    this.#isStopped = true
    this.audio.pause()
    this.audio.currentTime = 0
    this.fire('Stop')
  }

  seek(seconds: number): void {
    this.audio.currentTime = Number(seconds)
  }

  destroy(): void {
    for (const name of names) this.#signals.off(name)
    this.src = ''
  }

  get duration(): number {
    return Number.isFinite(this.audio.duration) ? this.audio.duration : 0
  }

  get currentTime(): number {
    return this.audio.currentTime
  }

  set currentTime(seconds: number) {
    this.seek(seconds)
  }

  get paused(): boolean {
    return this.audio.paused
  }

  /** In seconds, how much is loaded. */
  get buffered(): number {
    const { buffered } = this.audio
    return buffered.length > 0 ? buffered.end(buffered.length - 1) : 0
  }

  get loop(): boolean {
    return this.audio.loop
  }

  set loop(isOn: boolean) {
    this.audio.loop = isOn
  }

  get volume(): number {
    return this.audio.volume
  }

  set volume(volume: number) {
    this.audio.volume = Math.min(Math.max(volume, 0), 1)
  }

  get playbackRate(): number {
    return this.audio.playbackRate
  }

  set playbackRate(rate: number) {
    this.audio.playbackRate = rate
    this.audio.defaultPlaybackRate = rate
  }
}
