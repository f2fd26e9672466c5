import { cpSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { openPreview } from '../../../local/cli/start/open-preview'
import { type Emulator, startEmulator } from '../../../local/emulator'
import { type Functions, startFunctions } from '../../../local/functions/start-functions'
import type { Preview } from '../../../local/preview/server'
import { hasChromium, launchChromium, type OpenPage, openPage, testInChromium } from './chromium'
import { removeFolders, writeFolder } from './project-folder'

const inChromium = testInChromium()

let emulator: Emulator
let functions: Functions
let preview: Preview
let browser: Browser | undefined
let opened: OpenPage
const lines: string[] = []

beforeAll(async () => {
  const folder = writeFolder({ 'cloudfunctions/.keep': '' })
  cpSync('test/facts/front-end', folder, { recursive: true })
  const functionFolder = join(folder, 'cloudfunctions')
  emulator = await startEmulator({ collections: [{ name: 'c' }] })
  functions = startFunctions({ root: functionFolder, environment: emulator.env })
  preview = (await openPreview({ folder, functionFolder }, { emulator, functions }, line =>
    lines.push(line),
  ))!
  if (hasChromium) browser = await launchChromium()
})

afterEach(() => opened?.close())

afterAll(async () => {
  await browser?.close()
  await preview.close()
  await functions.close()
  await emulator.close()
  removeFolders()
})

/** Opens a page of the mini program, in front. */
async function open(path: string): Promise<{ page: Page; front: Locator }> {
  opened = await openPage(browser!)
  await opened.page.goto(`${preview.url}?page=${path}`)
  const front = opened.page.locator('.preview--front')
  await front.locator('wx-page').waitFor()
  return { page: opened.page, front }
}

inChromium('what WeChat forgives in WXML is drawn, under the name of the project', async () => {
  const { page, front } = await open('pages/home/home')
  for (const words of ['row 1', 'on', 'ask', 'plain']) await front.getByText(words, { exact: true }).waitFor()
  expect(await front.getByText('off').count()).toBe(0)
  await page.locator('.preview--project-name').getByText('商店').waitFor()
  expect(await page.title()).toContain('商店')
  expect(await page.locator('.preview--notice').allTextContents()).toEqual([])
})

inChromium('what is drawn is drawn, and a component that is missing is a box with one notice', async () => {
  const { page, front } = await open('pages/rich/rich')
  for (const words of ['one', 'from npm']) await front.getByText(words, { exact: true }).waitFor()
  const bold = front.getByText('bold', { exact: true })
  expect(await bold.evaluate(element => getComputedStyle(element).fontWeight)).toBe('700')
  const share = await front.locator('wx-progress').evaluate(element => {
    const [bar, fill] = ['bar', 'fill'].map(name => element.querySelector(`[class$=${name}]`)!)
    return Math.round((100 * fill!.getBoundingClientRect().width) / bar!.getBoundingClientRect().width)
  })
  expect(share).toBe(40)
  expect(await front.locator('mp-cell').textContent()).toBe('mp-cellcell')
  const told =
    'useExtendedLib: weui is missing; its components are drawn as boxes until you run npm install weui-miniprogram'
  await page.getByText('Not drawn (1)').waitFor()
  expect(await page.locator('.preview--notice').allTextContents()).toEqual([])
  expect(lines.filter(line => !line.includes('built in'))).toEqual([`preview: app.json ${told}`])
})

inChromium(
  'the database works before wx.cloud.init, and that WeChat would refuse it is told once',
  async () => {
    const { page, front } = await open('pages/data/data')
    await front.getByText('count 1', { exact: true }).waitFor()
    const told = page.locator('.preview--notice').getByText('wx.cloud.init() has not been called')
    expect(await told.count()).toBe(1)
  },
)
