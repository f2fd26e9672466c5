import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { type Preview, startPreview } from '../../../local/preview/server'
import {
  hasChromium,
  launchChromium,
  type OpenPage,
  openPage,
  seriousFaults,
  testInChromium,
} from './chromium'
import { copyFixture, fixture, removeFolders } from './project-folder'

const inChromium = testInChromium()
const items = [
  { id: 'a', name: '顺丰', number: 'SF20260001', state: 'bound' },
  { id: 'b', name: '圆通', number: 'YT7777', state: 'waiting' },
]

const received: unknown[] = []
const preview = (project: string, watch = false): Promise<Preview> =>
  startPreview({
    project,
    watch,
    async callFunction({ data, caller }) {
      received.push(data)
      if (caller.openid === 'oDEMO_user_00000000000000002') return { result: { items: [] } }
      const seen = { verb: 'POST', path: '/cgi-bin/list?access_token=SECRET', body: { page: 1 }, status: 200 }
      return { result: { items }, seen: [{ ...seen, answer: { errcode: 0 } }] }
    },
  })

let shared: Preview
let watched: Preview | undefined
let browser: Browser | undefined
let opened: OpenPage | undefined

beforeAll(async () => {
  shared = await preview(fixture)
  if (hasChromium) browser = await launchChromium()
})

afterEach(async () => {
  await opened?.close()
  await watched?.close()
  watched = undefined
})

afterAll(async () => {
  await browser?.close()
  await shared.close()
  removeFolders()
})

async function open(
  options: Parameters<typeof openPage>[1] = {},
  path = '',
  { url } = shared,
): Promise<Page> {
  opened = await openPage(browser!, options)
  await opened.page.goto(url + path)
  return opened.page
}

inChromium('a click shows, orders and answers as in WeChat, and nothing is complained about', async () => {
  const page = await open()
  await page.getByText('顺丰 SF****01').waitFor()
  await page.getByText('下单').click()
  await page.getByRole('heading', { name: '下单' }).waitFor()
  await page.getByText('请选择快递公司').click()
  await page.getByRole('radio', { name: '圆通速递' }).click()
  await page.getByRole('button', { name: '确定' }).click()
  await page.getByLabel('姓名').fill('张三')
  await page.getByText('现付').click()
  await page.getByText('同意协议').click()
  await page.getByText('提交').click()
  await page.getByText('{"name":"张三","company":1,"remark":"","insured":true,"pay":"cash"').waitFor()
  await page.getByRole('button', { name: '返回' }).click()
  await page.getByText('load:,show,ready,hide,show').waitFor()
  expect(opened!.errors).toEqual([])
})

inChromium('a finger opens a sheet, and the click that follows does not close it', async () => {
  const page = await open({ width: 390, height: 844, hasTouch: true }, '?page=pages/order/order')
  await page.getByText('请选择快递公司').tap()
  await page.getByRole('radio', { name: '中通快递' }).tap()
  await page.getByRole('button', { name: '确定' }).tap()
  await page.getByText('中通快递').waitFor()
  expect(await page.getByRole('complementary').isVisible()).toBe(false)
  expect(opened!.errors).toEqual([])
})

inChromium('the keyboard alone confirms a dialog and leaves it by Escape', async () => {
  const page = await open()
  const button = page.getByRole('button', { name: '删除圆通' })
  await button.focus()
  await page.keyboard.press('Enter')
  await page.getByRole('dialog', { name: '删除' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  expect(await button.evaluate(element => element === element.ownerDocument.activeElement)).toBe(true)
  await page.keyboard.press('Space')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.getByText('YT****77').waitFor({ state: 'detached' })
})

inChromium('the panel shows a call, what WeChat saw and answered, and no token', async () => {
  const page = await open()
  const panel = page.getByRole('complementary')
  await panel.getByText('logistics · list').click()
  const text = await panel.getByRole('log').textContent()
  expect(text).toContain('POST /cgi-bin/list?access_token=…')
  expect(text).toContain('WeChat responded 200')
  expect(text).toContain('"errcode": 0')
  expect(text).toMatch(/\d+ ms, operator/)
  expect(text).not.toContain('SECRET')
})

inChromium('a password that is typed travels, and is not shown or kept', async () => {
  const page = await open()
  await page.evaluate(() => {
    const { wx } = globalThis as unknown as {
      wx: { cloud: { callFunction(call: object): Promise<unknown> } }
    }
    return wx.cloud.callFunction({ name: 'bind', data: { bizId: '1', password: 'hunter2' } })
  })
  await page.getByRole('log').getByText('bind').first().click()
  await page.getByText('"password": "…"').waitFor()
  expect(received).toContainEqual({ bizId: '1', password: 'hunter2' })
  expect(await page.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('hunter2')
})

inChromium('switching to the customer opens the mini program as another person', async () => {
  const page = await open()
  await page.getByText('顺丰').first().waitFor()
  await page.getByLabel('customer').check()
  await page.getByText('没有账号，请先绑定').waitFor()
  await page.getByText('ms, customer').waitFor()
})

inChromium(
  'light and dark both are without a serious fault of accessibility, and dark reaches WXSS',
  async () => {
    const page = await open()
    await page.getByText('顺丰 SF****01').waitFor()
    const ground = () =>
      page.locator('wx-page').evaluate(element => getComputedStyle(element).backgroundColor)
    expect(await ground()).toBe('rgb(245, 245, 245)')
    expect(await seriousFaults(page)).toEqual([])
    await page.getByLabel('dark').check()
    expect(await ground()).toBe('rgb(17, 17, 17)')
    expect(await seriousFaults(page)).toEqual([])
    await page.getByText('删除顺丰').click()
    await page.getByRole('dialog').waitFor()
    expect(await seriousFaults(page)).toEqual([])
  },
)

inChromium('the theme of the system is followed and told to the mini program', async () => {
  const page = await open({}, '?page=pages/me/me')
  await page.getByText('主题 light').waitFor()
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.getByText('主题 dark').waitFor()
})

inChromium('the page speaks Chinese in a Chinese browser', async () => {
  const page = await open({ locale: 'zh-CN' })
  const panel = page.getByRole('complementary')
  await panel.getByText('调用者').waitFor()
  await panel.getByRole('radio', { name: '跟随系统' }).waitFor()
  expect(await page.getAttribute('html', 'lang')).toBe('zh-CN')
})

inChromium('a function that wx lacks is said on the page', async () => {
  const page = await open({}, '?page=pages/me/me')
  await page.getByText('通话').click()
  await page.getByRole('alert').getByText('wx.joinVoIPChat is not in the preview').waitFor()
  expect(opened!.errors).toEqual(['wx.joinVoIPChat is not in the preview'])
})

inChromium('a picture is chosen from this computer', async () => {
  const page = await open({}, '?page=pages/me/me')
  const chooser = page.waitForEvent('filechooser')
  await page.getByText('选图片').click()
  await (await chooser).setFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.alloc(7) })
  await page.getByText('image 7').waitFor()
})

inChromium(
  'a file that was saved is shown where the page was; a box and a line say what is not drawn',
  async () => {
    const project = copyFixture()
    watched = await preview(project, true)
    const page = await open({}, '?page=pages/me/me', watched)
    await page.getByText('主题 light').waitFor()
    writeFileSync(join(project, 'pages/me/me.wxml'), '<view>\n<x-far /></view><view>the rest</view>')
    await page.locator('x-far').getByText('x-far').waitFor()
    await page.getByText('the rest').waitFor()
    await page.getByText('Not drawn (1)').click()
    await page.getByText('pages/me/me.wxml:2:1 <x-far> is neither a built-in').waitFor()
    writeFileSync(join(project, 'pages/me/me.wxml'), '<view>mended</view>')
    await page.getByText('mended').waitFor()
  },
)

inChromium('a server that is gone is a failed call, in WeChat’s words', async () => {
  const page = await open()
  await page.getByText('顺丰 SF****01').waitFor()
  await page.route('**/__cloud/call', route => route.abort())
  await page.reload()
  await page.getByText('cloud.callFunction:fail request:fail').waitFor()
})
