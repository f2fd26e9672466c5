/** @jest-environment ./test/miniprogram/harness-environment.ts */
import { cloudFailure, renderPage } from '../harness'
import { draft } from '../services/drafts'
import { companies, customer, failed, faults, paramsOf, shop, yunda } from './shop'

type Answers = Record<string, object | (() => unknown)>

const path = 'pages/order-create/order-create'
const yto = {
  ...yunda,
  deliveryId: 'YTO',
  bizId: '88',
  serviceType: [
    { serviceType: 0, serviceName: '普通快递' },
    { serviceType: 1, serviceName: '圆准达' },
  ],
}
const accounts = { getAllDelivery: { data: companies }, getAllAccount: { list: [yto] } }
const made = {
  addOrder: { orderId: 'SO1', waybillId: 'YT1', waybillData: [] },
  getPath: { pathItemList: [] },
}
const ready = { ...draft, cargoName: '茶叶' }

const open = (answers: Answers = made, storage: Record<string, unknown> = { 'order-draft': ready }) =>
  renderPage(path, { cloud: shop({ ...accounts, ...answers }), storage })
const kept = (key: string) => JSON.parse(localStorage.getItem(`mini-program:${key}`)!).value

test('sends what was typed and opens the order', async () => {
  const page = await open()
  await page.tap('提交运单')
  expect(paramsOf(page.calls, 'addOrder')).toEqual([
    expect.objectContaining({
      orderId: 'SO1',
      addSource: 0,
      openid: 'oABC',
      deliveryId: 'YTO',
      bizId: '88',
      service: { serviceType: 1, serviceName: '圆准达' },
      cargo: expect.objectContaining({ count: 2, weight: 1.5 }),
    }),
  ])
  expect(page.path).toBe('pages/order-detail/order-detail')
  expect(page.text).toContain('运单号 YT1')
  expect(page.toast).toBe('下单成功')
})

test('an order can be typed in from nothing', async () => {
  const page = await open(made, {})
  await page.pick('服务类型：请选择', '普通快递')
  await page.input('寄件人姓名', '陈掌柜')
  await page.input('收件人姓名', '李四')
  await page.input('寄件人手机', '13800138000')
  await page.input('收件人手机', '13900139000')
  await page.input('商品名称', '茶叶')
  await page.input('用户 OPENID', 'oABC')
  expect(kept('order-draft')).toMatchObject({
    accountKey: 'YTO|88',
    serviceType: '0',
    sender: { name: '陈掌柜', mobile: '13800138000' },
    receiver: { name: '李四', mobile: '13900139000' },
    cargoName: '茶叶',
    openid: 'oABC',
  })
})

test('every typed letter is kept on the phone at once', async () => {
  const page = await open(made, {})
  await page.input('商品名称', '茶')
  expect(kept('order-draft').cargoName).toBe('茶')
})

test('the only account is chosen by itself, with its only service', async () => {
  const page = await open({ getAllAccount: { list: [yunda] } }, {})
  expect(page.text).toContain('韵达快递 123456789')
  expect(kept('order-draft')).toMatchObject({ accountKey: 'YUNDA|123456789', serviceType: '0' })
})

test('only bound accounts are offered', async () => {
  const page = await open({ getAllAccount: { list: [{ ...yunda, statusCode: 1 }] } }, {})
  expect(page.text).toContain('还没有审核通过的物流账号')
})

test('the services are those of the account', async () => {
  const page = await open({ getAllAccount: { list: [yunda, yto] } })
  await page.pick('物流账号：YTO 88', '韵达快递 123456789')
  expect(page.text).toContain('标准快件')
  expect(kept('order-draft')).toMatchObject({ accountKey: 'YUNDA|123456789', serviceType: '0' })
})

test('while something is missing nothing is sent, and all of it is named', async () => {
  const page = await open(made, { 'order-draft': { ...ready, cargoName: '', openid: '' } })
  await page.tap('提交运单')
  expect(paramsOf(page.calls, 'addOrder')).toEqual([])
  expect(page.text).toContain('还不能提交 还有 2 处要填好，从「商品名称」开始')
  expect(page.text).toContain('请填写商品名称')
  expect(page.text).toContain('请填写下单用户 OPENID')
})

test.each([
  ['商品名称', { cargoName: '', openid: '' }],
  ['收件人姓名', { receiver: { ...draft.receiver, name: '' }, cargoName: '' }],
  ['寄件人详细地址', { sender: { ...draft.sender, address: '' }, receiver: { ...draft.receiver, name: '' } }],
  ['订单号', { orderId: '订单' }],
])('after a try to send the caret stands in %s, the first that is wrong', async (label, change) => {
  const page = await open(made, { 'order-draft': { ...ready, ...change } })
  await page.tap('提交运单')
  await page.until(() => document.activeElement === page.field(label))
})

test('after a second try the caret is in the first wrong field again', async () => {
  const page = await open(made, { 'order-draft': { ...ready, cargoName: '' } })
  await page.tap('提交运单')
  await page.until(() => document.activeElement === page.field('商品名称'))
  page.field('商品名称').blur()
  await page.tap('提交运单')
  await page.until(() => document.activeElement === page.field('商品名称'))
})

test.each([
  ['收件人手机', '138 0013 8000', '13800138000'],
  ['收件人手机', '+86 138-0013-8000', '13800138000'],
  ['收件人手机', '138001380001', '138001380001'],
  ['收件人座机', '+86 (20) 8333 3333', '0(20)83333333'],
  ['商品名称', '茶'.repeat(200), '茶'.repeat(200)],
  ['用户 OPENID', ' o\u200bABC ', 'oABC'],
  ['件数', ' １２ ', '12'],
])('%s keeps all that counts of "%s"', async (label, pasted, kept) => {
  const page = await open()
  await page.input(label, pasted)
  expect(page.value(label)).toBe(kept)
})

test('a number that is one digit too long is told at its field', async () => {
  const page = await open()
  await page.input('收件人手机', '138 0013 80001')
  expect(page.text).toContain('手机号应是 1 开头的 11 位数字，现在是 12 位')
})

test('a customer sees at once what a customer may do, and no form', async () => {
  const page = await open({ ...customer, getAllAccount: () => failed(-604900) })
  expect(page.text).toContain('你还不是操作员')
  expect(page.text).toContain('复制自己的 OPENID 交给店家')
  expect(page.text).not.toContain('商品名称')
})

test('until the cloud function says who a new user is, no form is shown', async () => {
  const page = await renderPage(path, {
    cloud: () => new Promise(() => {}),
    storage: { 'order-draft': ready },
  })
  expect(page.text).toContain('正在确认你的身份…')
  expect(page.text).not.toContain('商品名称')
})

test('whoever was an operator at the last visit has the form at once', async () => {
  const page = await renderPage(path, {
    cloud: () => new Promise(() => {}),
    storage: { 'order-draft': ready, operator: true },
  })
  expect(page.value('商品名称')).toBe('茶叶')
})

test('a wrong number is told as it is typed', async () => {
  const page = await open()
  await page.input('重量', '0')
  expect(page.text).toContain('请填大于 0 的数字')
})

test('a double tap is one order', async () => {
  const page = await open({ addOrder: () => new Promise(() => {}) })
  await page.tap('提交运单')
  await page.tap('正在提交…')
  expect(paramsOf(page.calls, 'addOrder')).toHaveLength(1)
})

test.each(faults.filter(([name]) => !/time|1 MB/.test(name)))(
  'when %s it says so, and nothing typed is lost',
  async (_, answer, title, advice) => {
    const page = await open({ addOrder: answer })
    await page.tap('提交运单')
    expect(page.text).toContain(title)
    expect(page.text).toContain(advice)
    expect(page.value('商品名称')).toBe('茶叶')
    expect(page.text).toContain('提交运单')
  },
)

test('a lost answer is said as such, with a way to look', async () => {
  const page = await open({
    addOrder: () => {
      throw cloudFailure(-504003, 'Invoking task timed out after 3 seconds')
    },
    getOrder: { orderId: 'SO1', waybillId: 'YT1', orderStatus: 0, waybillData: [], printHtml: '' },
    getPath: { pathItemList: [] },
  })
  await page.tap('提交运单')
  expect(page.text).toContain('还不知道有没有成功')
  expect(page.text).toContain('同一个订单号不会重复下单')
  await page.tap('查询结果')
  expect(page.path).toBe('pages/order-detail/order-detail')
  expect(page.text).toContain('运单号 YT1')
})

test('after a lost answer the button that was tapped is the one that looks', async () => {
  const page = await open({ addOrder: () => failed(-1) })
  const button = page.elements('.btn-primary')[0]!
  await page.tap(button)
  expect(page.elements('.btn-primary')).toEqual([button])
  expect(button.textContent).toBe('查询结果')
})

test('after a lost answer the same order is sent again under the same id', async () => {
  let answer: () => object = () => {
    throw { errMsg: 'request:fail ECONNRESET' }
  }
  const page = await open({ ...made, addOrder: () => answer() })
  await page.tap('提交运单')
  answer = () => ({ errCode: 0, waybillId: 'YT1' })
  await page.tap('重新提交')
  expect(paramsOf(page.calls, 'addOrder').map(({ orderId }) => orderId)).toEqual(['SO1', 'SO1'])
  expect(page.path).toBe('pages/order-detail/order-detail')
})

test('the id cannot be changed once the order was sent', async () => {
  const page = await open({ addOrder: () => failed(-1) })
  expect(page.field('订单号').disabled).toBe(false)
  await page.tap('提交运单')
  expect(page.field('订单号').disabled).toBe(true)
})

test('an order that WeChat does not know after all can be sent again', async () => {
  const page = await open({ addOrder: () => failed(-1), getOrder: () => failed(930563) })
  await page.tap('提交运单')
  await page.tap('查询结果')
  expect(page.text).toContain('微信没有这笔订单')
  expect(page.text).toContain('提交运单')
  expect(kept('orders')).toEqual([])
})

test('a look that fails says why, and the order stays unsure', async () => {
  const page = await open({ addOrder: () => failed(-1), getOrder: () => failed(45011) })
  await page.tap('提交运单')
  await page.tap('查询结果')
  expect(page.text).toContain('没有查到结果：操作太快了')
  expect(kept('orders')[0].state).toBe('unsure')
})

test('an order that was left unsure is told about at the next visit', async () => {
  const order = { orderId: 'SO1', state: 'unsure', deliveryId: 'YTO', bizId: '88', waybillId: '', openid: '' }
  const page = await open(made, { 'order-draft': { ...ready, sent: true }, orders: [order] })
  expect(page.text).toContain('这一单上次提交后没有收到结果')
  expect(page.text).toContain('查询结果')
})

test('an unsure order can be put aside for the next one', async () => {
  const page = await open({ addOrder: () => failed(-1) })
  await page.tap('提交运单')
  await page.tap('放到一边，写下一单')
  expect(page.dialog).toContain('待确认')
  await page.tapDialog('写下一单')
  expect(kept('orders')[0].state).toBe('unsure')
  expect(kept('order-draft').orderId).not.toBe('SO1')
  expect(page.value('商品名称')).toBe('')
  expect(page.value('寄件人姓名')).toBe('陈掌柜')
})

test('after an order the next visit begins another one', async () => {
  const page = await open()
  await page.tap('提交运单')
  expect(kept('order-draft')).toMatchObject({ cargoName: '', sent: false })
  expect(kept('order-draft').orderId).not.toBe('SO1')
})

test('accounts that cannot be read do not hide what was typed', async () => {
  const page = await open({ getAllAccount: () => failed(-604101) })
  expect(page.text).toContain('读不到物流账号：云函数没有声明这个权限')
  expect(page.value('商品名称')).toBe('茶叶')
})

test('an order of an app asks for the appid', async () => {
  const page = await open()
  await page.tap('App 或网页用户')
  await page.input('AppID', 'wxabcdef12')
  await page.tap('提交运单')
  expect(paramsOf(page.calls, 'addOrder')[0]).toMatchObject({ addSource: 2, wxAppid: 'wxabcdef12' })
})

test('an insured parcel asks for its value', async () => {
  const page = await open()
  await page.tap('保价')
  await page.input('保价金额', '200')
  await page.tap('提交运单')
  expect(paramsOf(page.calls, 'addOrder')[0]).toMatchObject({
    insured: { useInsured: 1, insuredValue: 20000 },
  })
})

test('a remembered receiver is taken over', async () => {
  const page = await open(made, {
    'order-draft': ready,
    addresses: [{ ...draft.receiver, name: '王五', id: '7', usedAt: 1 }],
  })
  await page.tap('收件人：常用地址')
  await page.tap('用这个地址：王五')
  expect(page.path).toBe(path)
  expect(page.value('收件人姓名')).toBe('王五')
})
