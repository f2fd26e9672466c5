import { cpSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { testInChromium } from './chromium'
import { CloudPage } from './cloud-page'
import { writeFolder } from './project-folder'

const inChromium = testInChromium()

const cloud = new CloudPage()

beforeAll(async () => {
  const folder = writeFolder({ 'cloudfunctions/.keep': '' })
  cpSync('test/facts/front-end', folder, { recursive: true })
  await cloud.start(folder, { collections: [{ name: 'c' }] })
})

afterEach(() => cloud.close())

afterAll(() => cloud.stop())

/** Opens a page of the mini program, in front. */
async function open(path: string): Promise<{ page: Page; front: Locator }> {
  const page = await cloud.open(path)
  return { page, front: page.locator('.preview--front') }
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
  expect(cloud.lines.filter(line => !line.includes('built in'))).toEqual([`preview: app.json ${told}`])
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
