/** @jest-environment ./test/miniprogram/harness-environment.ts */
import { renderPage } from '../harness'
import { companies, failed, faults, paramsOf, shop, yunda } from './shop'

const path = 'pages/accounts/accounts'
const answers = { getAllDelivery: { data: companies }, getAllAccount: { list: [yunda], count: 1 } }
const open = (changes: object = {}) => renderPage(path, { cloud: shop({ ...answers, ...changes }) })

test('shows each account with company, state, quota and when it was read', async () => {
  const page = await open()
  expect(page.text).toContain('韵达快递')
  expect(page.text).toContain('绑定成功')
  expect(page.text).toContain('客户编码 123456789')
  expect(page.text).toContain('55张面单')
  expect(page.text).toContain('余额更新于 2026-01-31 09:05')
  expect(page.text).toContain('服务：标准快件')
})

test('shows the state of every account and why one was refused', async () => {
  const states = [1, 2, 3].map(statusCode => ({
    ...yunda,
    bizId: `b${statusCode}`,
    statusCode,
    remarkWrongMsg: '密码不对',
  }))
  const page = await open({ getAllAccount: { list: states } })
  expect(page.text).toContain('审核中')
  expect(page.text).toContain('绑定失败')
  expect(page.text).toContain('已解绑')
  expect(page.elements('.account-refusal')).toHaveLength(1)
  expect(page.text).toContain('失败原因：密码不对')
})

test('says what to do when there is no account', async () => {
  const page = await open({ getAllAccount: { list: [], count: 0 } })
  expect(page.text).toContain('还没有物流账号')
  expect(page.text).toContain('先向快递公司的网点申请客户编码')
})

test('says that it is reading until the answer is there', async () => {
  const page = await open({ getAllAccount: () => new Promise(() => {}) })
  expect(page.text).toBe('正在读取物流账号…')
})

test.each(faults)('when %s it says so, and what to do', async (_, answer, title, advice) => {
  const page = await open({ getAllAccount: answer })
  expect(page.text).toContain(title)
  expect(page.text).toContain(advice)
})

test('one tap after an error reads again', async () => {
  let answer: unknown = failed(-1)
  const page = await open({ getAllAccount: () => answer })
  expect(page.text).toContain('微信系统繁忙')
  answer = { errCode: 0, list: [yunda] }
  await page.tap('再试一次')
  expect(page.text).toContain('韵达快递')
  expect(page.text).not.toContain('微信系统繁忙')
})

test('a reading that fails later keeps what was shown', async () => {
  let answer: unknown = { errCode: 0, list: [yunda] }
  const page = await open({ getAllAccount: () => answer })
  answer = failed(-1)
  await page.pullDown()
  expect(page.text).toContain('微信系统繁忙')
  expect(page.text).toContain('下面是上次读到的内容')
  expect(page.text).toContain('韵达快递')
})

test('who may not look any more does not see the old list', async () => {
  let answer: unknown = { errCode: 0, list: [yunda] }
  const page = await open({ getAllAccount: () => answer })
  answer = failed(-604900)
  await page.pullDown()
  expect(page.text).toContain('你还不是操作员')
  expect(page.text).not.toContain('韵达快递')
})

test('pulling down reads again and ends the sign of it', async () => {
  const page = await open()
  await page.pullDown()
  expect(paramsOf(page.calls, 'getAllAccount')).toHaveLength(2)
  expect(page.isRefreshing).toBe(false)
})

test('a customer is led to 我的', async () => {
  const page = await open({ getAllAccount: () => failed(-604900) })
  await page.tap('去「我的」看 OPENID')
  expect(page.path).toBe('pages/me/me')
})

test('unbinding asks first', async () => {
  const page = await open()
  await page.tap('解绑')
  expect(page.dialog).toContain('韵达快递 123456789 解绑后不能再用它下单')
  await page.tapDialog('先不解绑')
  expect(paramsOf(page.calls, 'bindAccount')).toEqual([])
})

test('unbinding calls bindAccount and reads the list again', async () => {
  const page = await open()
  await page.tap('解绑')
  await page.tapDialog('解绑')
  expect(paramsOf(page.calls, 'bindAccount')).toEqual([
    { type: 'unbind', deliveryId: 'YUNDA', bizId: '123456789' },
  ])
  expect(paramsOf(page.calls, 'getAllAccount')).toHaveLength(2)
  expect(page.toast).toBe('已解绑')
})

test('an unbinding whose answer was lost asks to look at the list', async () => {
  const page = await open({ bindAccount: () => failed(-604902, { maybeExecuted: true }) })
  await page.tap('解绑')
  await page.tapDialog('解绑')
  expect(page.text).toContain('还不知道有没有成功')
  await page.tap('查看最新状态')
  expect(page.text).not.toContain('还不知道有没有成功')
  expect(paramsOf(page.calls, 'getAllAccount')).toHaveLength(2)
})

test('a company that wants the password for unbinding gets it from the form', async () => {
  const page = await open({ bindAccount: () => failed(9300531) })
  await page.tap('解绑')
  await page.tapDialog('解绑')
  expect(page.path).toBe('pages/account-bind/account-bind')
  expect(page.title).toBe('解绑物流账号')
  expect(page.value('客户编码')).toBe('123456789')
})

test('a refused account can be bound again, with what is known filled in', async () => {
  const page = await open({ getAllAccount: { list: [{ ...yunda, statusCode: 2 }] } })
  await page.tap('重新绑定')
  expect(page.path).toBe('pages/account-bind/account-bind')
  expect(page.value('客户编码')).toBe('123456789')
  expect(page.text).toContain('韵达快递')
})

test('the button leads to the form', async () => {
  const page = await open()
  await page.tap('绑定物流账号')
  expect(page.path).toBe('pages/account-bind/account-bind')
})
