import type { Page } from 'playwright-core'
import { hasChromium, testInChromium, wideWindow } from './chromium'
import { unit } from './project-folder'
import { WxPage } from './wx-page'

const inChromium = testInChromium()

/** A page has these; what runs in it is written here. */
declare const wx: any
declare const document: any
declare const window: any

const files = {
  'app.json': JSON.stringify({ pages: ['pages/all/all'] }),
  'app.js': 'App({})',
  ...unit('pages/all/all', '<audio id="song" controls/>'),
}

const phone = new WxPage(wideWindow)
let page: Page

beforeAll(async () => {
  await phone.start(files)
  if (!hasChromium) return
  page = await phone.open()
  await page.evaluate(() => {
    /** Notes every event of a sound by its name. */
    window.listen = (sound: any) => {
      const heard: string[] = []
      for (const name of ['Canplay', 'Play', 'Pause', 'Stop', 'Ended', 'Error', 'Seeked', 'TimeUpdate'])
        sound[`on${name}`]((detail: any) => heard.push(detail.errCode ? `${name} ${detail.errCode}` : name))
      window.heard = heard
    }
  })
})

afterEach(async () => {
  if (hasChromium) expect(await page.locator('.preview--notice').allTextContents()).toEqual([])
})

afterAll(() => phone.stop())

/** A sound of so many milliseconds without a tone, 8 bits at 8,000 Hz. */
function wav(milliseconds: number): string {
  const samples = Buffer.alloc(milliseconds * 8, 128)
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + samples.length, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(8000, 24)
  header.writeUInt32LE(8000, 28)
  header.writeUInt16LE(1, 32)
  header.writeUInt16LE(8, 34)
  header.write('data', 36)
  header.writeUInt32LE(samples.length, 40)
  return `data:audio/wav;base64,${Buffer.concat([header, samples]).toString('base64')}`
}

const hears = (name: string) => page.waitForFunction(event => window.heard.includes(event), name)

describe('a sound', () => {
  inChromium('plays to its end, and says so at each turn', async () => {
    await page.evaluate(src => {
      window.sound = wx.createInnerAudioContext()
      window.listen(window.sound)
      window.sound.volume = 2
      window.sound.src = src
      window.sound.play()
    }, wav(120))
    await hears('Ended')
    const [heard, facts] = await page.evaluate(() => {
      const { duration, currentTime, paused, buffered, volume, loop, obeyMuteSwitch } = window.sound
      return [window.heard, { duration, currentTime, paused, buffered, volume, loop, obeyMuteSwitch }]
    })
    expect(heard).toEqual(expect.arrayContaining(['Canplay', 'Play', 'TimeUpdate', 'Ended']))
    expect(heard).not.toContain('Pause')
    expect(facts).toEqual({
      duration: 0.12,
      currentTime: 0.12,
      paused: true,
      buffered: 0.12,
      volume: 1,
      loop: false,
      obeyMuteSwitch: true,
    })
  })

  inChromium('pauses, seeks and stops at its beginning', async () => {
    await page.evaluate(src => {
      window.sound = wx.createInnerAudioContext()
      window.listen(window.sound)
      Object.assign(window.sound, { src, autoplay: true })
      window.sound.src = src
    }, wav(60_000))
    await hears('Play')
    await page.evaluate(() => window.sound.pause())
    await hears('Pause')
    await page.evaluate(() => window.sound.seek(30))
    await hears('Seeked')
    expect(await page.evaluate(() => window.sound.currentTime)).toBe(30)
    await page.evaluate(() => window.sound.stop())
    const end = await page.evaluate(() => {
      const paused = window.heard.filter((name: string) => name === 'Pause').length
      return [window.sound.currentTime, window.sound.paused, window.heard.includes('Stop'), paused]
    })
    // What stops does not pause as well.
    expect(end).toEqual([0, true, true, 1])
  })

  inChromium('that cannot be found is an error, and one that was destroyed is silent', async () => {
    await page.evaluate(() => {
      window.sound = wx.createInnerAudioContext()
      window.listen(window.sound)
      window.sound.src = '/none.mp3'
    })
    await hears('Error 10003')
    await page.evaluate(() => {
      window.heard.length = 0
      window.sound.destroy()
      window.other = wx.createInnerAudioContext()
      window.listen(window.other)
      window.sound.src = '/none.mp3'
      window.other.src = '/none.mp3'
    })
    await hears('Error 10003')
    expect(await page.evaluate(() => window.heard)).toEqual(['Error 10003'])
  })

  inChromium('of a page is told to play by its id', async () => {
    await page.evaluate(src => {
      const player = document.querySelector('audio')
      window.played = new Promise(resolve =>
        player.addEventListener('play', () => resolve(player.currentTime)),
      )
      const song = wx.createAudioContext('song')
      song.setSrc(src)
      song.seek(2)
      song.play()
    }, wav(60_000))
    expect(await page.evaluate(() => window.played)).toBeGreaterThanOrEqual(0)
    await page.evaluate(() => wx.createAudioContext('song').pause())
  })
})

inChromium(
  'the sound in the background plays with its title alone, and old functions steer it too',
  async () => {
    await page.evaluate(src => {
      const manager = wx.getBackgroundAudioManager()
      window.listen(manager)
      manager.onError((detail: any) => {
        window.why = detail.errMsg
      })
      manager.src = src
    }, wav(60_000))
    expect(await page.evaluate(() => window.why)).toBe('setBackgroundAudioState:fail title is nil!')
    await page.evaluate(src => {
      const manager = wx.getBackgroundAudioManager()
      manager.title = 'song'
      manager.src = src
    }, wav(60_000))
    for (const name of ['Play', 'Canplay']) await hears(name)
    expect(await page.evaluate(() => wx.getBackgroundAudioPlayerState())).toMatchObject({
      status: 1,
      duration: 60,
    })
    await page.evaluate(() => wx.pauseBackgroundAudio())
    await hears('Pause')
    expect(await page.evaluate(() => wx.getBackgroundAudioPlayerState())).toMatchObject({ status: 0 })
    await page.evaluate(() => wx.stopBackgroundAudio())
    await hears('Stop')
  },
)

describe('a recording', () => {
  inChromium('asks for the microphone, and tells when that is refused', async () => {
    const refused = page.evaluate(
      () =>
        new Promise(resolve => {
          wx.getRecorderManager().onError(resolve)
          wx.getRecorderManager().start()
        }),
    )
    await page.getByRole('button', { name: '拒绝' }).click()
    expect(await refused).toEqual({ errMsg: 'operateRecorder:fail auth deny' })
    const changed = page.evaluate(() => wx.openSetting())
    await page.getByLabel('麦克风权限').check()
    await page.getByRole('button', { name: '确定' }).click()
    expect(await changed).toMatchObject({ authSetting: { 'scope.record': true } })
  })

  inChromium('is silence of its length, in a file that can be played', async () => {
    const { stop, first, played } = await page.evaluate(async () => {
      const recorder = wx.getRecorderManager()
      const stopped = new Promise<any>(resolve => recorder.onStop(resolve))
      recorder.start({ duration: 200, sampleRate: 16000, numberOfChannels: 1 })
      const stop = await stopped
      const { data } = await wx
        .getFileSystemManager()
        .readFile({ filePath: stop.tempFilePath, encoding: 'binary' })
      const sound = wx.createInnerAudioContext()
      const ready = new Promise(resolve => sound.onCanplay(resolve))
      sound.src = stop.tempFilePath
      await ready
      return { stop, first: data.slice(0, 4), played: sound.duration }
    })
    // A header of 44 bytes, then 2 bytes for each of 16,000 samples a second.
    expect(stop).toEqual({
      tempFilePath: expect.stringMatching(/^wxfile:\/\/tmp_\d+\.wav$/),
      duration: 200,
      fileSize: 44 + 6400,
    })
    expect([first, played]).toEqual(['RIFF', 0.2])
  })

  inChromium('counts no pauses, tells frames, and refuses what cannot be', async () => {
    const heard = await page.evaluate(async () => {
      const recorder = wx.getRecorderManager()
      const heard: any[] = []
      for (const name of ['Start', 'Pause', 'Resume', 'Error'])
        recorder[`on${name}`]((detail: any) => heard.push(detail?.errMsg ?? name))
      recorder.stop()
      const framed = new Promise<any>(resolve => recorder.onFrameRecorded(resolve))
      // 102,400 bytes a second: a frame each hundredth of one.
      recorder.start({ sampleRate: 51_200, numberOfChannels: 1, frameSize: 1 })
      recorder.start()
      const { isLastFrame, frameBuffer } = await framed
      recorder.pause()
      recorder.pause()
      recorder.resume()
      const stopped = new Promise<any>(resolve => recorder.onStop(resolve))
      recorder.stop()
      const { duration } = await stopped
      return [...heard, isLastFrame, frameBuffer.byteLength, duration < 60_000]
    })
    const refused = (why: string) => `operateRecorder:fail:${why}`
    expect(heard).toEqual([
      refused('recorder not start'),
      'Start',
      refused('is recording or paused'),
      'Pause',
      refused('not recording'),
      'Resume',
      false,
      1024,
      true,
    ])
  })

  inChromium('of old ends with stopRecord', async () => {
    const made = await page.evaluate(async () => {
      const recording = wx.startRecord()
      await wx.stopRecord()
      return recording
    })
    expect(made).toEqual({ errMsg: 'startRecord:ok', tempFilePath: expect.stringMatching(/\.wav$/) })
  })
})
