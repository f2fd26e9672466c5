import type { Page } from 'playwright-core'
import { hasChromium, testInChromium } from './chromium'
import { CloudPage } from './cloud-page'
import { cloudProject } from './cloud-project'
import { writeFolder } from './project-folder'

const inChromium = testInChromium()

/** A page has this; what runs in it is written here. */
declare const wx: any

const cloud = new CloudPage()

beforeAll(async () => {
  await cloud.start(writeFolder(cloudProject), { collections: ['todos'] })
  if (hasChromium) await cloud.open()
})

afterAll(() => cloud.stop())

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
    const { page } = cloud
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
  const { page } = cloud
  expect(await watch(page)).toBe(1)
  for (const _id of ['b', 'c'])
    await page.evaluate(_id => wx.cloud.database().collection('todos').add({ data: { _id } }), _id)
  await page.waitForFunction(() => (globalThis as any).heard.length === 3)
  expect((await listed(page)).filter(line => line.includes('watch'))).toEqual([
    'database.watch · todos ok operator',
  ])
})

inChromium('six tabs watch, and a call is still answered in each', async () => {
  const context = cloud.page.context()
  const tabs = [cloud.page]
  while (tabs.length < 6) {
    const tab = await context.newPage()
    tabs.push(tab)
    await cloud.goTo('', tab)
    await watch(tab)
  }
  for (const tab of tabs) {
    const { result } = await tab.evaluate(() => wx.cloud.callFunction({ name: 'echo', data: { n: 1 } }))
    expect(result).toMatchObject({ n: 1 })
  }
  await cloud.page.evaluate(() =>
    wx.cloud
      .database()
      .collection('todos')
      .add({ data: { _id: 'last' } }),
  )
  for (const tab of tabs) await tab.waitForFunction(() => (globalThis as any).heard.at(-1) === 4)
})
