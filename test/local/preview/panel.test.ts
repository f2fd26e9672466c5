import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { openPreview } from '../../../local/cli/start/open-preview'
import { type Emulator, startEmulator } from '../../../local/emulator'
import { type Functions, startFunctions } from '../../../local/functions/start-functions'
import type { Preview } from '../../../local/preview/server'
import { hasChromium, launchChromium, type OpenPage, openPage, testInChromium } from './chromium'
import { cloudProject } from './cloud-project'
import { removeFolders, writeFolder } from './project-folder'

const inChromium = testInChromium()

/** A page has this; what runs in it is written here. */
declare const wx: any

let emulator: Emulator
let functions: Functions
let preview: Preview
let browser: Browser | undefined
let opened: OpenPage

beforeAll(async () => {
  emulator = await startEmulator({ collections: ['todos'] })
  const folder = writeFolder(cloudProject)
  const functionFolder = join(folder, 'cloudfunctions')
  functions = startFunctions({ root: functionFolder, environment: emulator.env })
  preview = (await openPreview({ folder, functionFolder }, { emulator, functions }, () => undefined))!
  if (!hasChromium) return
  browser = await launchChromium()
  opened = await openPage(browser)
  await open(opened.page)
})

afterAll(async () => {
  await browser?.close()
  await preview.close()
  await functions.close()
  await emulator.close()
  removeFolders()
})

async function open(page: Page): Promise<void> {
  await page.goto(preview.url)
  await page.getByRole('button', { name: 'choose' }).waitFor()
}

/** Watches all todos; resolves once the first news are there. */
const watch = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const heard: number[] = []
        Object.assign(globalThis, { heard })
        wx.cloud
          .database()
          .collection('todos')
          .watch({
            onChange({ docs }: any) {
              heard.push(docs.length)
              resolve(docs.length)
            },
            onError: reject,
          })
      }),
  )

/** The lines of the list of calls, newest first, without their times. */
const listed = (page: Page) =>
  page
    .locator('.preview--call summary')
    .allTextContents()
    .then(lines => lines.map(line => line.replace(/ \d+ ms, /, ' ')))

inChromium(
  'calls of the database and the storage are in the list, with what they gave or why not',
  async () => {
    const { page } = opened
    await page.evaluate(async () => {
      const db = wx.cloud.database()
      await db.collection('todos').add({ data: { _id: 'a', token: 'secret words' } })
      await db.collection('todos').where({ done: true }).count()
      await db
        .collection('none')
        .get()
        .catch(() => undefined)
      await wx.cloud.getTempFileURL({ fileList: ['cloud://x.y/none'] })
    })
    await page.locator('summary', { hasText: 'getTempFileURL' }).waitFor()
    expect(await listed(page)).toEqual([
      'storage.getTempFileURL ok operator',
      'database.get · none -502005 operator',
      'database.count · todos ok operator',
      'database.add · todos ok operator',
    ])
    const add = page.locator('.preview--call', { hasText: 'database.add' })
    await add.locator('summary').click()
    expect(await add.textContent()).toContain('"_id": "a"')
    expect(await add.textContent()).not.toContain('secret words')
  },
)

inChromium('a watch is one line, however much it hears', async () => {
  const { page } = opened
  expect(await watch(page)).toBe(1)
  for (const _id of ['b', 'c'])
    await page.evaluate(_id => wx.cloud.database().collection('todos').add({ data: { _id } }), _id)
  await page.waitForFunction(() => (globalThis as any).heard.length === 3)
  expect((await listed(page)).filter(line => line.includes('watch'))).toEqual([
    'database.watch · todos ok operator',
  ])
})

inChromium('six tabs watch, and a call is still answered in each', async () => {
  const context = opened.page.context()
  const tabs = [opened.page]
  while (tabs.length < 6) {
    const tab = await context.newPage()
    tabs.push(tab)
    await open(tab)
    await watch(tab)
  }
  for (const tab of tabs) {
    const { result } = await tab.evaluate(() => wx.cloud.callFunction({ name: 'echo', data: { n: 1 } }))
    expect(result).toMatchObject({ n: 1 })
  }
  await opened.page.evaluate(() =>
    wx.cloud
      .database()
      .collection('todos')
      .add({ data: { _id: 'last' } }),
  )
  for (const tab of tabs) await tab.waitForFunction(() => (globalThis as any).heard.at(-1) === 4)
})
