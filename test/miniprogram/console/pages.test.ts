/** @jest-environment ./test/miniprogram/harness-environment.ts */
import { type RenderOptions, renderPage } from '../harness'
import { failed } from '../pages/shop'

const operator = { openid: 'oA', operator: true, env: 'e', errCode: 0, errMsg: 'ok' }
const cloud = (who: object = operator) => ({ cloud: () => who })
const methods = (query = {}, options: RenderOptions = cloud()) =>
  renderPage('console/pages/methods/methods', { query, ...options })
const history = (made: object[]) =>
  renderPage('console/pages/history/history', { storage: { 'console-history': made } })

const made = {
  id: '1-2',
  method: 'logistics.getAllAccount',
  at: 0,
  errCode: 0,
  isOk: true,
  params: {},
  leftOut: [],
}

/** As if this were the version that customers have. */
function release(): void {
  const { wx } = globalThis as unknown as { wx: { getAccountInfoSync(): object } }
  wx.getAccountInfoSync = () => ({ miniProgram: { appId: 'wx', envVersion: 'release', version: '1' } })
}

test('lists the namespaces with title and number of methods', async () => {
  const page = await methods()
  expect(page.text).toContain('wxacode 小程序码 3')
  expect(page.title).toBe('接口调试')
})

test('a namespace leads to its methods, a method to its form', async () => {
  const page = await methods()
  await page.tap('wxacode')
  expect(page.title).toBe('wxacode')
  expect(page.text).toContain('wxacode.getUnlimited 获取不限制的小程序码 只读')
  await page.tap('wxacode.getUnlimited')
  expect([page.path, page.query]).toEqual(['console/pages/method/method', { name: 'wxacode.getUnlimited' }])
})

test('a method that is not used any more is marked', async () => {
  const page = await methods({ namespace: 'security' })
  expect(page.text).toContain('security.imgSecCheck 已停用')
})

test('finds methods by name, title and path, all at once', async () => {
  const page = await methods()
  await page.input('搜索接口', '打印员')
  expect(page.text).toContain('logistics.updatePrinter')
  await page.input('搜索接口', 'zzz')
  expect(page.text).toContain('没有找到')
  await page.input('搜索接口', 'get')
  expect(page.text).toMatch(/还有 \d+ 个，请多写几个字/)
  expect(page.elements('.line')).toHaveLength(60)
})

test('the last three calls stand on top and lead to their forms', async () => {
  const storage = {
    'console-history': [1, 2, 3, 4].map(at => ({ ...made, id: String(at), errCode: at, isOk: false })),
  }
  const page = await methods({}, { ...cloud(), storage })
  expect(page.text).toContain('最近调用 全部')
  expect(
    page.elements('.line').filter(line => /logistics.getAllAccount/.test(line.textContent!)),
  ).toHaveLength(3)
  await page.tap('logistics.getAllAccount')
  expect(page.query).toEqual({ made: '3' })
})

test('a customer sees no method', async () => {
  const page = await methods({}, cloud({ ...operator, operator: false }))
  expect(page.text).toContain('你还不是操作员')
  expect(page.text).not.toContain('wxacode')
})

test('when nobody can say who is asking, no method is shown', async () => {
  const page = await methods({}, { cloud: () => failed(-604904) })
  expect(page.text).toContain('云函数还没有配置好')
  expect(page.text).not.toContain('wxacode')
})

test('nothing is shown in the version that customers have', async () => {
  const page = await methods()
  release()
  await page.call('onLoad', {})
  expect(page.text).toContain('这里不能调试接口')
  expect(page.text).not.toContain('wxacode')
})

test('a namespace that does not exist is said', async () => {
  expect((await methods({ namespace: 'nothing' })).text).toContain('没有这个分类')
})

describe('history', () => {
  test('shows calls with time and end, and leads to their forms', async () => {
    const at = new Date(2026, 0, 31, 9, 5).getTime()
    const page = await history([{ ...made, at, errCode: 40003, isOk: false }])
    expect(page.text).toContain('logistics.getAllAccount 2026-01-31 09:05 40003')
    await page.tap('logistics.getAllAccount')
    expect(page.query).toEqual({ made: '1-2' })
  })

  test('can be emptied, after a question', async () => {
    const page = await history([made])
    await page.tap('清空')
    await page.tapDialog('先留着')
    expect(page.text).toContain('logistics.getAllAccount')
    await page.tap('清空')
    await page.tapDialog('清空')
    expect(page.text).toContain('还没有调用过')
  })
})

describe('the entrance on 我的', () => {
  const me = (who: object) => renderPage('pages/me/me', { cloud: () => who })

  test('leads an operator to the console', async () => {
    const page = await me(operator)
    await page.tap('接口调试')
    expect(page.path).toBe('console/pages/methods/methods')
  })

  test('is not there for a customer', async () => {
    expect((await me({ ...operator, operator: false })).text).not.toContain('接口调试')
  })

  test('is not there in the version that customers have', async () => {
    const page = await me(operator)
    expect(page.text).toContain('接口调试')
    release()
    await page.call('onLoad', {})
    expect(page.text).not.toContain('接口调试')
  })
})
