import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { startPreview } from '../../../local/preview/server'
import { hasChromium, launchChromium, type OpenPage, openPage, testInChromium } from './chromium'
import { removeFolders, unit, writeFolder } from './project-folder'

const inChromium = testInChromium()

/** A page has these; what runs in it is written here. */
declare const document: any
declare const wx: any
declare const getComputedStyle: any
declare const getCurrentPages: () => any[]

let browser: Browser | undefined
const closers: (() => Promise<void>)[] = []
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const wxml = `
<image class="own" src="data:image/png;base64,${png}" bindload="onLoad" />
<image class="away" src="{{away}}" bindload="onLoad" binderror="onError" />
<view class="styled">styled</view>
<view class="inline" style="background: #0000ff url('https://pictures.example/inline.png') no-repeat">inline</view>
<rich-text nodes="{{rich}}" />
<view class="lettered">lettered</view>`

const wxss = `
@font-face { font-family: 'own'; src: url("data:font/woff2;base64,d09GMgABAAAAAA==") format('woff2') }
@font-face { font-family: 'both'; src: url('//fonts.example/a.eot?#iefix') format('embedded-opentype'), /* old */
  url("data:font/woff2;base64,d09GMgABAAAAAA==") format('woff2') }
@font-face { font-family: 'away'; src: url(https://fonts.example/a.woff2) format('woff2') }
.styled { width: 10px; background: #00ff00 url(//pictures.example/a.png) }
.styled::after { content: ''; background-image: url("https://pictures.example/b(1).png"), linear-gradient(red, red) }
.lettered { font-family: 'away', 'own', serif }`

const script = `
Page({
  data: {
    away: 'https://pictures.example/a.png',
    rich: '<img src="https://pictures.example/rich.png" style="background: url(https://pictures.example/style.png)">',
    said: [],
  },
  onLoad(event) { if (event.type === 'load') this.setData({ said: [...this.data.said, 'load'] }) },
  onError({ detail }) { this.setData({ said: [...this.data.said, detail.errMsg] }) },
})`

const project = {
  'project.config.json': '{ "miniprogramRoot": "mini/" }',
  'mini/app.json': '{ "pages": ["pages/a/a"] }',
  'mini/app.ts': 'App({})',
  ...unit('mini/pages/a/a', wxml, { ts: script, wxss }),
}

beforeAll(async () => {
  if (hasChromium) browser = await launchChromium()
})

afterAll(async () => {
  await browser?.close()
  removeFolders()
})

afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** Opens the project; what the browser asks of other servers is answered here, and told. */
async function open(allowsImages: boolean) {
  const preview = await startPreview({
    project: writeFolder(project),
    callFunction: async () => ({}),
    allowsImages,
  })
  closers.push(() => preview.close())
  const opened: OpenPage = await openPage(browser!)
  closers.unshift(() => opened.close())
  const asked: { url: string; referer: string | undefined }[] = []
  let askedFive = () => {}
  const five = new Promise<void>(resolve => {
    askedFive = resolve
  })
  await opened.page.route(/^https?:\/\/[^/]+\.example\//, route => {
    asked.push({ url: route.request().url(), referer: route.request().headers().referer })
    if (asked.length === 5) askedFive()
    return route.fulfill({ contentType: 'image/png', body: Buffer.from(png, 'base64') })
  })
  await opened.page.goto(preview.url)
  await opened.page.waitForFunction(() => getCurrentPages()[0]?.data.said.length >= 2)
  const { page, errors } = opened
  const said: string[] = await page.evaluate(() => getCurrentPages()[0].data.said)
  return { page, errors, asked, five, said, url: preview.url }
}

inChromium(
  'pictures of other servers are boxes with their address, and nothing is asked of those servers',
  async () => {
    const { page, errors, asked, said } = await open(false)
    expect(said.sort()).toEqual(['load', 'the image https://pictures.example/a.png cannot be loaded'].sort())
    const shown = await page.evaluate(() => {
      const away = document.querySelector('.a--away, .away, wx-image:nth-of-type(2)')
      const styled = document.querySelectorAll('wx-view')
      return {
        words: getComputedStyle(away, '::after').content,
        source: away.querySelector('img').getAttribute('src'),
        styled: getComputedStyle(styled[0]).backgroundImage,
        colour: getComputedStyle(styled[0]).backgroundColor,
        after: getComputedStyle(styled[0], '::after').backgroundImage,
        inline: getComputedStyle(styled[1]).backgroundImage,
        inlineColour: getComputedStyle(styled[1]).backgroundColor,
        rich: document.querySelector('wx-rich-text img').outerHTML,
      }
    })
    expect(shown).toEqual({
      words: '"https://pictures.example/a.png"',
      source: null,
      styled: 'none',
      colour: 'rgb(0, 255, 0)',
      after: 'none, linear-gradient(rgb(255, 0, 0), rgb(255, 0, 0))',
      inline: 'none',
      inlineColour: 'rgb(0, 0, 255)',
      rich: '<img alt="https://pictures.example/rich.png" style="background: none;">',
    })
    const both: string = await page.evaluate(() => {
      const rules: any[] = [...document.styleSheets].flatMap(sheet => [...sheet.cssRules])
      return rules.find(({ style }) => style?.fontFamily === 'both').style.src
    })
    expect(both).toBe('local(""), url("data:font/woff2;base64,d09GMgABAAAAAA==") format("woff2")')
    expect(asked).toEqual([])
    await page.getByText('Refused (2)').click()
    await page.getByText('start with --allow-images to load those of https').waitFor()
    await page.getByText('fonts from other servers are left out').waitFor()
    // The font of data: is none that the browser can read, but it may try.
    expect(errors.filter(error => !error.includes('decode') && !error.includes('OTS'))).toEqual([])
    await page.evaluate(url => getCurrentPages()[0].setData({ away: url }), `data:image/png;base64,${png}`)
    await page.waitForFunction(() => document.querySelectorAll('wx-image img')[1].naturalWidth === 1)
    expect(await page.locator('[data-address]').count()).toBe(0)
  },
)

inChromium(
  'a picture of another server that is looked at, drawn or asked about is not loaded either',
  async () => {
    const { page, errors, asked } = await open(false)
    const away = 'https://pictures.example/a.png'
    await page.evaluate(url => wx.previewImage({ urls: [url] }), away)
    await page.locator('.preview--viewer').getByText(away).waitFor()
    expect(await page.locator('.preview--viewer img').count()).toBe(0)
    const said = await page.evaluate(async url => {
      const image = wx.createOffscreenCanvas({ type: '2d', width: 1, height: 1 }).createImage()
      const drawn = new Promise(resolve =>
        Object.assign(image, { onload: () => resolve('loaded'), onerror: () => resolve('error') }),
      )
      image.src = url
      const info = await wx.getImageInfo({ src: url }).catch((error: any) => error.errMsg)
      return [await drawn, info]
    }, away)
    expect(said).toEqual(['error', 'getImageInfo:fail url not in domain list'])
    expect(asked).toEqual([])
    expect(errors.filter(error => !error.includes('decode') && !error.includes('OTS'))).toEqual([])
  },
)

inChromium(
  'with --allow-images those of https are loaded, and hear no more than where the preview is; fonts are not',
  async () => {
    const { errors, asked, five, said, url } = await open(true)
    await five
    expect(said).toEqual(['load', 'load'])
    expect(asked.map(({ url }) => url).sort()).toEqual([
      'https://pictures.example/a.png',
      'https://pictures.example/b(1).png',
      'https://pictures.example/inline.png',
      'https://pictures.example/rich.png',
      'https://pictures.example/style.png',
    ])
    // Chromium does not ask the page's policy for what CSS names.
    const own = asked.filter(({ url }) => /(a|rich)\.png/.test(url))
    expect(own.map(({ referer }) => referer)).toEqual([undefined, undefined])
    for (const { referer = url } of asked) expect(referer).toBe(url)
    expect(errors.filter(error => !error.includes('decode') && !error.includes('OTS'))).toEqual([])
  },
)

inChromium('a picture of a server on this machine is shown', async () => {
  const server = createServer((_, response) => response.end(Buffer.from(png, 'base64')))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  closers.push(async () => void server.close())
  const { page, errors } = await open(false)
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.png`
  await page.evaluate(url => getCurrentPages()[0].setData({ away: url }), url)
  await page.waitForFunction(() => document.querySelectorAll('wx-image img')[1].naturalWidth === 1)
  expect(await page.locator('[data-address]').count()).toBe(0)
  // Its bytes come by the preview's server, so that what is drawn with it can be made a file of.
  const info = await page.evaluate(src => wx.getImageInfo({ src }), url)
  expect(info).toMatchObject({ width: 1, height: 1, type: 'png', path: expect.stringMatching(/^wxfile:/) })
  const path = await page.evaluate(async src => {
    const canvas = wx.createOffscreenCanvas({ type: '2d', width: 1, height: 1 })
    const image = canvas.createImage()
    await new Promise(resolve => Object.assign(image, { onload: resolve, src }))
    canvas.getContext('2d').drawImage(image, 0, 0)
    return (await wx.canvasToTempFilePath({ canvas })).tempFilePath
  }, url)
  expect(path).toMatch(/^wxfile:/)
  expect(errors.filter(error => !error.includes('decode') && !error.includes('OTS'))).toEqual([])
})
