import { testInChromium } from '../local/preview/chromium'
import { prepareJourney } from './journey'
import { mouse, openPhone, type Phone, touch } from './phone'
import { startCommand } from './start-command'
import {
  chooseRemembered,
  fillOrder,
  finishOrder,
  letTimePass,
  openForm,
  receiver,
  takePicture,
  trackOf,
} from './story-steps'

const inChromium = testInChromium()
const printer = 'oDEMO_user_00000000000000002'
const json = { 'content-type': 'application/json' }
const customer = 'oDEMO_user_00000000000000001'

const journey = prepareJourney(startCommand)
let phone: Phone

afterEach(async () => {
  await phone?.close()
  // The next hand finds WeChat as it was at the start.
  await journey.stand?.control('/__emu/reset', {})
})

async function seeTheDemoAccount(): Promise<void> {
  const { front } = phone
  await front.getByText('绑定成功').waitFor()
  await front.getByText('客户编码 123456789').waitFor()
  await front.getByText('55', { exact: true }).waitFor()
  await takePicture(phone, 'accounts', 'touch')
}

async function bindAPrinter(): Promise<void> {
  const { front, page } = phone
  await phone.openTab('打印员')
  await phone.tapButton('绑定打印员')
  await phone.type('OPENID', printer)
  await phone.type('标签 ID', '7，8')
  await front.getByText('2 / 10 个标签').waitFor()
  await phone.tapButton('绑定')
  await page.getByText('已绑定').waitFor()
  await front.getByText(printer).waitFor()
  await front.getByRole('group', { name: '标签 7,8' }).waitFor()
  await takePicture(phone, 'printer', 'touch')
}

async function followAnOrder(): Promise<string> {
  const { front } = phone
  await phone.openTab('运单')
  await openForm(phone)
  const orderId = await fillOrder(phone, '茶叶')
  await phone.tapButton('提交运单')
  await front.getByText('还没有轨迹').waitFor()
  await front.getByText('YUNDA4310000000001').waitFor()
  await letTimePass(phone, journey.stand, 1, 1)
  expect(await trackOf(phone)).toEqual(['已揽件'])
  await letTimePass(phone, journey.stand, 2, 2)
  expect(await trackOf(phone)).toEqual(['运输中', '已揽件'])
  await letTimePass(phone, journey.stand, 23, 4)
  expect(await trackOf(phone)).toEqual(['已签收', '派送中', '运输中', '已揽件'])
  await takePicture(phone, 'order', 'touch')
  return orderId
}

async function cancelAnother(first: string): Promise<void> {
  const { front, page } = phone
  await phone.tap(page.getByLabel('返回'))
  await openForm(phone)
  await chooseRemembered(phone, '收件人', receiver)
  const orderId = await finishOrder(phone, '瓷杯')
  expect(orderId).not.toBe(first)
  await phone.tapButton('提交运单')
  await front.getByText('还没有轨迹').waitFor()
  await phone.tapButton('取消运单')
  await phone.answer('取消这张运单？', '取消运单')
  await front.getByText('已取消').waitFor()
  await front.getByRole('button', { name: '取消运单' }).waitFor({ state: 'detached' })
  await phone.tap(page.getByLabel('返回'))
  await front.getByRole('button', { name: '已取消' }).filter({ hasText: '瓷杯' }).waitFor()
  await front.getByRole('button', { name: '已签收' }).filter({ hasText: '茶叶' }).waitFor()
}

async function seeWhatWeChatSaw(): Promise<void> {
  const { page, hand } = phone
  if (hand.name !== 'mouse') return
  const call = page.getByRole('log').getByRole('group').filter({ hasText: 'cancelOrder' })
  await call.getByText('logistics · cancelOrder').click()
  await call.getByRole('heading', { name: 'POST /cgi-bin/express/business/order/cancel' }).waitFor()
  await call.getByText('"waybill_id": "YUNDA4310000000002"').waitFor()
  await takePicture(phone, 'wide', 'mouse')
}

async function waitOutAFailure(): Promise<void> {
  const { front } = phone
  await phone.openTab('物流账号')
  // What is read as the tab opens has come: a late answer would take the notice away again.
  await front.getByText('54', { exact: true }).waitFor()
  const busy = { match: { method: 'logistics.getAllAccount' }, action: { errcode: -1 } }
  await journey.stand.control('/__emu/faults', busy)
  await phone.refresh()
  await front.getByText('微信系统繁忙').waitFor()
  await front.getByText('请稍等一会儿再试。 下面是上次读到的内容。').waitFor()
  await fetch(`${journey.stand.emulator}/__emu/faults`, { method: 'DELETE', headers: json })
  await phone.tapButton('再试一次')
  await front.getByText('微信系统繁忙').waitFor({ state: 'detached' })
  await front.getByText('54', { exact: true }).waitFor()
}

async function beRefusedAsACustomer(): Promise<void> {
  const { front, page } = phone
  if (phone.hand.name === 'mouse') await page.getByLabel('customer').check()
  else await page.goto(`${journey.stand.preview}?caller=customer`)
  await front.getByText('你还不是操作员').waitFor()
  await front.getByText('请到「我的」复制你的 OPENID，发给管理员').waitFor()
  await front.getByText('复制自己的 OPENID 交给店家').waitFor()
  expect(await front.getByText('123456789').count()).toBe(0)
  await phone.tapButton('去「我的」看 OPENID')
  await front.getByText('普通用户').waitFor()
  await front.getByText('你还不能管理物流').waitFor()
  await phone.tapButton('复制OPENID')
  await page.getByText('内容已复制').waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(customer)
}

inChromium.each([mouse, touch])(
  'the whole story, by $name',
  async hand => {
    phone = await openPhone(journey.browser, journey.stand.preview, hand)
    await seeTheDemoAccount()
    await bindAPrinter()
    const first = await followAnOrder()
    await cancelAnother(first)
    await seeWhatWeChatSaw()
    await waitOutAFailure()
    await beRefusedAsACustomer()
    expect(phone.errors).toEqual([])
  },
  240_000,
)
