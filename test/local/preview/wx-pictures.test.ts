import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { hasChromium, testInChromium } from './chromium'
import { unit, writeFolder } from './project-folder'
import { WxPage } from './wx-page'

const inChromium = testInChromium()

/** A page has these; what runs in it is written here. */
declare const wx: any
declare const window: any

/** A WOFF with one letter, an A that is three times as wide as the font is high. */
const font = [
  'd09GRgABAAAAAAIYAAoAAAAAAkAAAQAAAAAAAAAAAAAAAAAAAAAAAAAAAABPUy8yAAABZAAAACMAAABgQThHVWNtYXAAAAGQ',
  'AAAAKQAAADQADACUZ2x5ZgAAAcQAAAAYAAAAGCT7MwhoZWFkAAAA9AAAADYAAAA2L3D+2mhoZWEAAAEsAAAAIAAAACQFFhS3',
  'aG10eAAAAYgAAAAIAAAACA+gAABsb2NhAAABvAAAAAYAAAAGAAwAAG1heHAAAAFMAAAAFgAAACAABAAGbmFtZQAAAdwAAAAt',
  'AAAAPACYW8hwb3N0AAACDAAAAAwAAAAgAAMAAAABAAAAAQAAT3TIj18PPPUAAwPoAAAAAOczXgMAAAAA5zNeAwAAAAAB9AH0',
  'AAAAAwACAAAAAAAAeJxjYGRgYFb4b8HAwL2DgYHzCOMXBqAICmACAF70A+R4nGNgZGBgYGJgYQDRIBYaAAABEgALAAB4nGNg',
  'Zr/AOIGBlYGFgTBgRObYAwGQcgRCXECBgQEAugEDFAAD6AAAC7gAAHicY2BgYGJgYGAGYhEgyQimWRgUgDQLEIL4jv//Q8j/',
  'B8B8BgBSlwadAAAAAAAAAAAMAAAAAQAAAAAB9AH0AAMAADERIREB9AH0/gx4nGNgYGBhMGNgZAABRjANYTOBecwMjCycQJoJ',
  'CCFsEIslOIghmCEIABYmAbwAAAB4nGNgZsALAAB9AAQ=',
].join('')

const files = {
  'app.json': JSON.stringify({ pages: ['pages/all/all'] }),
  'app.js': 'App({})',
  'images/a.svg':
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"><rect width="40" height="10" fill="red"/></svg>',
  ...unit('pages/all/all', '<view>pictures</view>'),
}

const phone = new WxPage()
let page: Page

beforeAll(async () => {
  const project = writeFolder(files)
  writeFileSync(join(project, 'wide.woff'), Buffer.from(font, 'base64'))
  await phone.start(project)
  if (!hasChromium) return
  page = await phone.open()
})

afterEach(async () => {
  if (hasChromium) expect(await page.locator('.preview--notice').allTextContents()).toEqual([])
})

afterAll(() => phone.stop())

describe('a picture', () => {
  inChromium('tells its size, its format, where it is, and how the camera was held', async () => {
    const infos = await page.evaluate(async () => {
      const canvas = wx.createOffscreenCanvas({ type: '2d', width: 30, height: 20 })
      canvas.getContext('2d').fillRect(0, 0, 30, 20)
      const jpeg = window.atob(canvas.toDataURL('image/jpeg').split(',')[1])
      // An EXIF part with one entry: the orientation, 0x112, is 6.
      const exif = 'Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0'
      const part = `\xff\xe1\0${String.fromCharCode(exif.length + 2)}${exif}`
      const turned = window.btoa(jpeg.slice(0, 2) + part + jpeg.slice(2))
      const png = canvas.toDataURL()
      const sources = ['/images/a.svg', png, `data:image/jpeg;base64,${turned}`]
      return Promise.all(sources.map(src => wx.getImageInfo({ src })))
    })
    expect(infos).toEqual([
      {
        width: 40,
        height: 10,
        path: 'images/a.svg',
        orientation: 'up',
        type: 'unknown',
        errMsg: 'getImageInfo:ok',
      },
      expect.objectContaining({ width: 30, height: 20, orientation: 'up', type: 'png' }),
      expect.objectContaining({ width: 30, height: 20, orientation: 'right', type: 'jpeg' }),
    ])
    expect(infos[1].path).toMatch(/^wxfile:\/\/tmp_\d+\.png$/)
  })

  inChromium('that is not there is refused', async () => {
    const refused = page.evaluate(() =>
      wx.getImageInfo({ src: '/images/none.png' }).catch((error: object) => error),
    )
    expect(await refused).toEqual({ errMsg: 'getImageInfo:fail file not found /images/none.png' })
  })

  inChromium('is made smaller in its shape, and cropped once the person agrees', async () => {
    const sizeOf = (src: string) =>
      page.evaluate(async path => {
        const { width, height } = await wx.getImageInfo({ src: path })
        return [width, height]
      }, src)
    const small = await page.evaluate(() => wx.compressImage({ src: '/images/a.svg', compressedHeight: 5 }))
    expect(await sizeOf(small.tempFilePath)).toEqual([20, 5])
    const cropped = await phone.call('cropImage', { src: '/images/a.svg', cropScale: '1:1' }, () =>
      phone.button('确定').click(),
    )
    expect(await sizeOf(cropped.tempFilePath)).toEqual([10, 10])
    const refused = phone.call('cropImage', { src: '/images/a.svg' }, () => phone.button('取消').click())
    expect(await refused).toEqual({ errMsg: 'cropImage:fail cancel' })
  })

  inChromium('is saved as a download once the person allows it, and a film is none', async () => {
    const save = { filePath: '/images/a.svg' }
    const refused = { errMsg: 'saveImageToPhotosAlbum:fail auth deny' }
    expect(await phone.call('saveImageToPhotosAlbum', save, () => phone.button('拒绝').click())).toEqual(
      refused,
    )
    await phone.call('openSetting', {}, async () => {
      await page.getByLabel('保存到相册的权限').check()
      await phone.button('确定').click()
    })
    const download = page.waitForEvent('download')
    await page.evaluate(() => wx.saveImageToPhotosAlbum({ filePath: '/images/a.svg' }))
    expect(readFileSync(await (await download).path(), 'utf8')).toBe(files['images/a.svg'])
    const film = page.evaluate(() =>
      wx.saveVideoToPhotosAlbum({ filePath: '/images/a.svg' }).catch((error: object) => error),
    )
    expect(await film).toEqual({ errMsg: 'saveVideoToPhotosAlbum:fail invalid file type' })
  })
})

describe('a font', () => {
  const load = (family: string, source: string) =>
    page.evaluate(
      async ([name, from]) => {
        const answer = await wx.loadFontFace({ family: name, source: from }).catch((error: object) => error)
        const context = wx.createOffscreenCanvas({ type: '2d' }).getContext('2d')
        context.font = `10px ${name}`
        return { ...answer, width: Math.round(context.measureText('A').width) }
      },
      [family, source] as const,
    )

  inChromium('is loaded from data and from the project', async () => {
    const loaded = { errMsg: 'loadFontFace:ok', status: 'loaded', width: 30 }
    expect(await load('One', `url("data:font/woff;base64,${font}")`)).toEqual(loaded)
    expect(await load('Two', 'url(/wide.woff)')).toEqual(loaded)
  })

  inChromium('that is none is told', async () => {
    const refused = await load('Three', 'url("data:font/woff2;base64,AAAA")')
    expect(refused).toMatchObject({ errMsg: 'loadFontFace:fail error', status: 'error' })
  })
})

inChromium('a document is a sheet with its name and type', async () => {
  const path = await page.evaluate(() => {
    const filePath = `${wx.env.USER_DATA_PATH}/list.pdf`
    wx.getFileSystemManager().writeFileSync(filePath, '%PDF-1.4', 'utf8')
    wx.openDocument({ filePath })
    return filePath
  })
  await page.getByText('list.pdf · pdf · 1 KB').waitFor()
  expect(await page.getByRole('link', { name: '打开' }).getAttribute('href')).toMatch(/^blob:/)
  await phone.button('关闭').click()
  const refused = page.evaluate(
    filePath => wx.openDocument({ filePath, fileType: 'txt' }).catch((error: object) => error),
    path,
  )
  expect(await refused).toEqual({ errMsg: 'openDocument:fail filetype not supported' })
})

inChromium('what a preview cannot do is refused by its name', async () => {
  const told = await page.evaluate(() => {
    const ask = (owner: any, name: string) =>
      new Promise(resolve => owner[name]({ fail: ({ errMsg }: { errMsg: string }) => resolve(errMsg) }))
    return Promise.all([
      ask(wx, 'editImage'),
      ask(wx, 'openVideoEditor'),
      ask(wx.createCameraContext(), 'startRecord'),
      ask(wx.createMapContext('none'), 'addArc'),
      ask(wx.createVideoContext('none'), 'startCasting'),
    ])
  })
  const names = [
    'wx.editImage',
    'wx.openVideoEditor',
    'CameraContext.startRecord',
    'MapContext.addArc',
    'VideoContext.startCasting',
  ]
  expect(told).toEqual(names.map(name => `${name.split('.')[1]}:fail ${name} is not in the preview`))
  for (const name of names) {
    const notice = page.locator('.preview--notice', { hasText: name })
    await notice.getByRole('button').click()
  }
})
