/// <reference lib="dom" />
import type { Locator } from 'playwright-core'
import { hasChromium, testInChromium } from '../local/preview/chromium'
import { isFull } from '../reliability/support/scale'
import { findFaults } from './axe'
import { startBrokenStand } from './broken-stand'
import { prepareJourney } from './journey'
import { openPhone, type Phone, touch } from './phone'
import { findSizeFaults } from './sizes'
import { fillOrder, letTimePass, openForm } from './story-steps'

const inChromium = testInChromium()

const journey = prepareJourney(startBrokenStand)
let phone: Phone
let orderId: string

const longGoods = '明前龙井一级礼盒装两罐配手提袋与贺卡以及一份很长的说明'

// So high that a whole page is in sight: what is scrolled away is not looked at.
const high = { ...touch, height: 2600 }
const wide = { width: 1280, height: 2600 }

beforeAll(async () => {
  if (!hasChromium) return
  phone = await openPhone(journey.browser, journey.stand.preview.url, high)
  await phone.openTab('打印员')
  await phone.tapButton('绑定打印员')
  await phone.type('OPENID', 'oDEMO_user_00000000000000001')
  await phone.type('标签 ID', '7,8')
  await phone.tapButton('绑定')
  await phone.front.getByRole('group', { name: '标签 7,8' }).waitFor()
  await phone.openTab('运单')
  await openForm(phone)
  orderId = await fillOrder(phone, longGoods)
  await tapAndSee('提交运单', '还没有轨迹')
  await letTimePass(phone, journey.stand, 3, 2)
})

afterEach(() => phone?.page.setViewportSize(high))

/** Opens a page of the mini program by its address; it follows the theme of the system. */
async function open(path: string, caller = 'operator'): Promise<void> {
  await phone.page.goto(`${journey.stand.preview.url}?${new URLSearchParams({ page: path, caller })}`)
}

/** In a quick run each page is looked at in one of the themes: those of even and of odd numbers. */
async function* inThemes(number: number) {
  const themes = ['light', 'dark'] as const
  for (const colorScheme of isFull ? themes : [themes[number % 2]!]) {
    await phone.page.emulateMedia({ colorScheme })
    yield
  }
}

async function seeNothingSerious(number: number): Promise<void> {
  for await (const _ of inThemes(number)) expect(await findFaults(phone.page)).toEqual([])
}

/** Nothing is wrong with what is on the screen, nor with its sizes. */
async function seeAllIsRight(number: number): Promise<void> {
  await seeNothingSerious(number)
  expect(await findSizeFaults(phone.page)).toEqual([])
}

/** Taps a button, and waits for the words that appear. */
async function tapAndSee(button: string, words: string): Promise<void> {
  await phone.tapButton(button)
  await phone.front.getByText(words).waitFor()
}

interface Looked {
  path: string
  /** What is waited for. */
  shows: string
  /** What is unfolded, so that all that a page can show is looked at. */
  unfold?(): Promise<void>
}

const pages: Looked[] = [
  { path: 'pages/accounts/accounts', shows: '绑定成功' },
  {
    path: 'pages/account-bind/account-bind',
    shows: '快递公司给你的账号',
    async unfold() {
      await tapAndSee('提交绑定', '请填写客户编码')
    },
  },
  {
    path: 'pages/account-bind/account-bind?type=unbind&deliveryId=YUNDA&bizId=123456789',
    shows: '要解绑的账号',
  },
  { path: 'pages/printers/printers', shows: '改标签' },
  { path: 'pages/printer-bind/printer-bind', shows: '谁来打印' },
  {
    path: 'pages/orders/orders',
    shows: '共 1 单',
    async unfold() {
      const date = phone.front.getByText(/^\d{4}-\d\d-\d\d \d\d:\d\d$/)
      expect((await date.boundingBox())!.height).toBeLessThan(24)
    },
  },
  {
    path: 'pages/order-create/order-create',
    shows: '韵达快递 123456789',
    async unfold() {
      for (const name of ['保价', '约快递员上门取件']) {
        await phone.tap(phone.front.getByRole('switch', { name }))
      }
      await tapAndSee('提交运单', '请选择上门日期')
    },
  },
  { path: 'pages/addresses/addresses?side=receiver', shows: '陈店长' },
  { path: 'pages/me/me', shows: '我的身份' },
  { path: 'console/pages/methods/methods', shows: '全部接口' },
  {
    path: 'console/pages/method/method?name=logistics.addOrder',
    shows: '用 JSON 填',
    async unfold() {
      await phone.tapButton('给cargo.detailList添加一项')
      await tapAndSee('运行', '仍然发送')
    },
  },
  { path: 'console/pages/method/method?name=security.imgSecCheck', shows: '选择图片' },
  {
    path: 'console/pages/method/method?name=logistics.getAllAccount',
    shows: '用 JSON 填',
    async unfold() {
      await tapAndSee('运行', '复制结果')
      const answer = phone.front.getByText('"bizId": "123456789"')
      expect((await answer.allInnerTexts())[0]).toMatch(/\n {4}\{\n {6}"bizId"/)
    },
  },
  { path: 'console/pages/history/history', shows: 'logistics.getAllAccount' },
]

inChromium.each(pages.map((page, number) => ({ ...page, number })))(
  'nothing serious is wrong with $path, and all is large enough for a finger',
  async ({ path, shows, unfold, number }) => {
    await open(path)
    await phone.front.getByText(shows).first().waitFor()
    await unfold?.()
    await seeAllIsRight(number)
  },
)

inChromium(
  'nothing serious is wrong with an order, its track and the question before cancelling',
  async () => {
    await open(`pages/order-detail/order-detail?orderId=${orderId}`)
    await phone.front.getByText('运输中').first().waitFor()
    await tapAndSee('查看打印数据', '复制打印字段')
    await seeAllIsRight(0)
    await phone.page.setViewportSize(high)
    const question = phone.page.getByRole('dialog', { name: '取消这张运单？' })
    // A question has the colours of the theme in which it was asked.
    for await (const _ of inThemes(1)) {
      await phone.tapButton('取消运单')
      await question.waitFor()
      expect(await findFaults(phone.page)).toEqual([])
      expect(await rednessOf(question.getByRole('button', { name: '取消运单' }))).toBeGreaterThan(80)
      await question.press('Escape')
      await question.waitFor({ state: 'detached' })
    }
  },
)

inChromium('nothing serious is wrong with a sheet to choose from', async () => {
  await open('pages/account-bind/account-bind')
  await phone.tap(phone.front.getByRole('button', { name: '快递公司' }))
  await phone.page.getByRole('dialog', { name: '快递公司' }).waitFor()
  await seeNothingSerious(0)
})

inChromium('nothing serious is wrong with what a customer is told', async () => {
  await open('pages/accounts/accounts', 'customer')
  await phone.front.getByText('你还不是操作员').waitFor()
  await tapAndSee('查看错误信息', '复制，发给管理员')
  await seeAllIsRight(1)
  await phone.page.setViewportSize(high)
  await tapAndSee('去「我的」看 OPENID', '你还不能管理物流')
  await seeAllIsRight(0)
})

inChromium('nothing serious is wrong with an unfolded call in the panel', async () => {
  await phone.page.setViewportSize(wide)
  await open('pages/accounts/accounts')
  await phone.page.getByRole('log').getByText('getAllAccount').first().click()
  await phone.page.getByRole('heading', { name: 'Params' }).first().waitFor()
  await seeNothingSerious(1)
})

/** By how much red is stronger than the other colours of an element's words. */
const rednessOf = (element: Locator): Promise<number> =>
  element.evaluate(shown => {
    const [red, green, blue] = getComputedStyle(shown).color.match(/\d+/g)!.map(Number)
    return red! - Math.max(green!, blue!)
  })
