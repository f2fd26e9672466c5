import type { Browser } from 'playwright-core'
import { hasChromium, launchChromium, testInChromium } from '../local/preview/chromium'
import { isFull } from '../reliability/support/scale'
import { findFaults } from './axe'
import { type BrokenStand, startBrokenStand } from './broken-stand'
import { openPhone, type Phone, touch } from './phone'
import { fillOrder, letTimePass, openForm } from './story-steps'

const inChromium = testInChromium()
const themes = ['light', 'dark'] as const

let browser: Browser | undefined
let stand: BrokenStand
let phone: Phone
let orderId: string

// So high that a whole page is in sight: what is scrolled away is not looked at.
const high = { ...touch, height: 2600 }
const wide = { width: 1280, height: 2600 }

beforeAll(async () => {
  if (!hasChromium) return
  browser = await launchChromium()
  stand = await startBrokenStand()
  phone = await openPhone(browser, stand.preview.url, high)
  await phone.openTab('打印员')
  await phone.tapButton('绑定打印员')
  await phone.type('OPENID', 'oDEMO_user_00000000000000001')
  await phone.type('标签 ID', '7,8')
  await phone.tapButton('绑定')
  await phone.front.getByRole('group', { name: '标签 7,8' }).waitFor()
  await phone.openTab('运单')
  await openForm(phone)
  orderId = await fillOrder(phone, '茶叶')
  await phone.tapButton('提交运单')
  await phone.front.getByText('还没有轨迹').waitFor()
  await letTimePass(phone, stand, 3, 2)
})

afterAll(async () => {
  await phone?.close()
  await browser?.close()
  await stand?.close()
})

afterEach(() => phone?.page.setViewportSize(high))

/** Opens a page of the mini program by its address, in a theme. */
async function open(path: string, theme: string, caller = 'operator'): Promise<void> {
  const query = new URLSearchParams({ page: path, theme, caller })
  await phone.page.goto(`${stand.preview.url}?${query}`)
}

const pages: [path: string, shows: string][] = [
  ['pages/accounts/accounts', '绑定成功'],
  ['pages/account-bind/account-bind', '快递公司给你的账号'],
  ['pages/printers/printers', '改标签'],
  ['pages/printer-bind/printer-bind', '谁来打印'],
  ['pages/orders/orders', '共 1 单'],
  ['pages/order-create/order-create', '韵达快递 123456789'],
  ['pages/addresses/addresses', '陈店长'],
  ['pages/me/me', '我的身份'],
]

describe.each(themes)('in the %s theme', theme => {
  // In a quick run each page is looked at in one of the themes.
  const seen = <T>(all: T[]) => all.filter((_, at) => isFull || themes[at % 2] === theme)

  inChromium.each(seen(pages))('nothing serious is wrong with %s', async (path, shows) => {
    await open(path, theme)
    await phone.front.getByText(shows).first().waitFor()
    expect(await findFaults(phone.page)).toEqual([])
  })

  inChromium(
    'nothing serious is wrong with an order, its track and the question before cancelling',
    async () => {
      await open(`pages/order-detail/order-detail?orderId=${orderId}`, theme)
      await phone.front.getByText('运输中').first().waitFor()
      expect(await findFaults(phone.page)).toEqual([])
      await phone.tapButton('取消运单')
      await phone.page.getByRole('dialog', { name: '取消这张运单？' }).waitFor()
      expect(await findFaults(phone.page)).toEqual([])
    },
  )

  inChromium('nothing serious is wrong with a form that names what is missing, and its sheets', async () => {
    await open('pages/account-bind/account-bind', theme)
    await phone.tapButton('提交绑定')
    await phone.front.getByText('请填写客户编码').waitFor()
    expect(await findFaults(phone.page)).toEqual([])
    await phone.tap(phone.front.getByRole('button', { name: '快递公司' }))
    await phone.page.getByRole('dialog', { name: '快递公司' }).waitFor()
    expect(await findFaults(phone.page)).toEqual([])
  })

  inChromium('nothing serious is wrong with what a customer is told', async () => {
    await open('pages/accounts/accounts', theme, 'customer')
    await phone.front.getByText('你还不是操作员').waitFor()
    await phone.tapButton('查看错误信息')
    await phone.front.getByText('点一下复制').waitFor()
    expect(await findFaults(phone.page)).toEqual([])
    await phone.tapButton('去「我的」看 OPENID')
    await phone.front.getByText('你还不能管理物流').waitFor()
    expect(await findFaults(phone.page)).toEqual([])
  })

  inChromium('nothing serious is wrong with an unfolded call in the panel', async () => {
    await phone.page.setViewportSize(wide)
    await open('pages/accounts/accounts', theme)
    await phone.page.getByRole('log').getByText('getAllAccount').first().click()
    await phone.page.getByRole('heading', { name: 'Params' }).first().waitFor()
    expect(await findFaults(phone.page)).toEqual([])
  })
})
