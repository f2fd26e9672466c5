/// <reference lib="dom" />
import type { Locator } from 'playwright-core'
import { hasChromium, testInChromium } from '../local/preview/chromium'
import { startBrokenStand } from './broken-stand'
import { prepareJourney } from './journey'
import { openPhone, type Phone } from './phone'
import { fillOrder, openForm } from './story-steps'

const inChromium = testInChromium()
const addOrder = '/cgi-bin/express/business/order/add'
const getAllAccount = '/cgi-bin/express/business/account/getall'

const journey = prepareJourney(startBrokenStand)
let phone: Phone

beforeEach(async () => {
  if (!hasChromium) return
  phone = await openPhone(journey.browser, journey.stand.preview.url)
})

afterEach(async () => {
  await phone?.close()
  await journey.stand?.reset()
})

/** An order that is typed in and only has to be sent. */
async function readyToSend(): Promise<void> {
  await phone.openTab('运单')
  await openForm(phone)
  await fillOrder(phone, '茶叶')
}

/** Waits until all of each element is in sight, between the bars. */
async function comeInSight(...shown: Locator[]): Promise<void> {
  const isInSight = async (one: Locator) => {
    const [box, sight] = await Promise.all([one.boundingBox(), phone.front.boundingBox()])
    return box!.y >= sight!.y - 1 && box!.y + box!.height <= sight!.y + sight!.height + 1
  }
  // A page scrolls for a while.
  while ((await Promise.all(shown.map(isInSight))).includes(false))
    await phone.page.evaluate(() => new Promise(requestAnimationFrame))
}

async function seeOneOrder(): Promise<void> {
  await phone.front.getByText('还没有轨迹').waitFor()
  await phone.front.getByText('YUNDA4310000000001').waitFor()
  await phone.tap(phone.page.getByLabel('返回'))
  await phone.front.getByText('共 1 单').waitFor()
  expect(await phone.front.getByRole('button', { name: 'YUNDA43' }).count()).toBe(1)
  expect(await journey.stand.countOf('order created')).toBe(1)
}

inChromium('an order whose first answer WeChat lost is made once and shown once', async () => {
  await readyToSend()
  journey.stand.line.decide((path, nth) => (path === addOrder && nth === 1 ? 'answer lost' : 'passes'))
  await phone.tapButton('提交运单')
  await seeOneOrder()
  expect(phone.errors).toEqual([])
})

inChromium('an order of which no answer ever comes is said to be unsure, and a look finds it', async () => {
  await readyToSend()
  journey.stand.line.decide(path => (path === addOrder ? 'answer lost' : 'passes'))
  await phone.tapButton('提交运单')
  await phone.front.getByText('还不知道有没有成功').waitFor()
  const notice = phone.front.getByRole('alert').filter({ hasText: '同一个订单号不会重复下单' })
  await notice.waitFor()
  const look = phone.front.getByRole('button', { name: '查询结果' })
  await comeInSight(notice, look)
  // Who sent the order by keyboard is on the step that is safe.
  expect(await look.evaluate(button => button === document.activeElement)).toBe(true)
  await phone.page.keyboard.press('Enter')
  await seeOneOrder()
  expect(phone.errors).toEqual([])
})

inChromium('an order whose answer is lost on the way to the phone can be sent again and is one', async () => {
  await readyToSend()
  await phone.page.route(
    '**/__cloud/call',
    async route => {
      await route.fetch()
      await route.abort('connectionreset')
    },
    { times: 1 },
  )
  await phone.tapButton('提交运单')
  await phone.front.getByText('还不知道有没有成功').waitFor()
  expect(await journey.stand.countOf('order created')).toBe(1)
  await phone.tapButton('重新提交')
  await seeOneOrder()
})

inChromium('after an empty form is sent, the caret is in the first wrong field, in sight', async () => {
  await phone.openTab('运单')
  await openForm(phone)
  await phone.tapButton('提交运单')
  const field = phone.front.getByLabel('寄件人姓名', { exact: true })
  await phone.page.waitForFunction(wanted => document.activeElement === wanted, await field.elementHandle())
  await comeInSight(field)
  await phone.front.getByText('请填写寄件人姓名').waitFor()
  await phone.front.getByText('从「寄件人姓名」开始').waitFor()
})

inChromium('while WeChat is busy the page says so, and one tap reads again', async () => {
  journey.stand.line.decide(path => (path === getAllAccount ? 'busy' : 'passes'))
  await phone.page.reload()
  await phone.front.getByText('微信系统繁忙').waitFor()
  await phone.front.getByText('请稍等一会儿再试').waitFor()
  journey.stand.line.decide(() => 'passes')
  await phone.tapButton('再试一次')
  await phone.front.getByText('客户编码 123456789').waitFor()
  expect(phone.errors).toEqual([])
})
