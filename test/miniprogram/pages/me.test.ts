/** @jest-environment ./test/miniprogram/harness-environment.ts */
import { renderPage } from '../harness'
import { failed, faults, shop } from './shop'

const owner = { whoami: { openid: 'oABC', operator: true, env: 'shop-1a2b' } }
const open = (answers: Record<string, object | (() => unknown)> = owner) =>
  renderPage('pages/me/me', { cloud: shop(answers) })

test('shows who the user is, and where', async () => {
  const page = await open()
  expect(page.text).toContain('操作员')
  expect(page.text).toContain('OPENID oABC')
  expect(page.text).toContain('云环境 shop-1a2b')
  expect(page.text).toContain('AppID wx0000000000000000')
  expect(page.text).not.toContain('你还不能管理物流')
})

test('the OPENID can be copied', async () => {
  const page = await open()
  await page.tap('复制OPENID')
  expect(page.copied).toEqual(['oABC'])
})

test('a customer is told how to become an operator', async () => {
  const page = await open({ whoami: { openid: 'oC', operator: false, env: 'e' } })
  expect(page.text).toContain('普通用户')
  expect(page.text).toContain('云函数 logistics 的环境变量 OPENAPI_OPERATORS')
})

test('asks function logistics for whoami', async () => {
  const page = await open()
  expect(page.calls).toEqual([{ name: 'logistics', data: { method: 'whoami', params: {} } }])
})

test('keeps the OPENID, so that a list can say which entry is the user', async () => {
  await open()
  expect(localStorage.getItem('mini-program:openid')).toContain('oABC')
})

test('says that it is asking until the answer is there', async () => {
  const page = await open({ whoami: () => new Promise(() => {}) })
  expect(page.text).toContain('正在确认你的身份…')
})

test.each(faults)('when %s it says so, and what to do', async (_, answer, title, advice) => {
  const page = await open({ whoami: answer })
  expect(page.text).toContain(title)
  expect(page.text).toContain(advice)
})

test('environment and about stay readable when nothing can be asked', async () => {
  const page = await open({ whoami: () => failed(-604904) })
  expect(page.text).toContain('云函数还没有配置好')
  expect(page.text).toContain('AppID wx0000000000000000')
})

test('a customer is told what a customer may do', async () => {
  const page = await open({ whoami: { openid: 'oCUSTOMER', operator: false, env: '' } })
  expect(page.text).toContain('你可以做什么 把上面的 OPENID 复制给店家')
})

test('pulling down asks again', async () => {
  const page = await open()
  await page.pullDown()
  expect(page.calls).toHaveLength(2)
  expect(page.isRefreshing).toBe(false)
})

test('leads to the remembered addresses', async () => {
  const page = await open()
  await page.tap('常用地址')
  expect(page.path).toBe('pages/addresses/addresses')
})
