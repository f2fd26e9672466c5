/**
 * @jest-environment ./test/miniprogram/harness-environment.ts
 * @mini-program test/local/preview/fixtures/app
 */
import { cloudFailure, renderComponent, renderPage } from '../../miniprogram/harness'

const items = [
  { id: 'a', name: '顺丰', number: 'SF20260001', state: 'bound' },
  { id: 'b', name: '圆通', number: 'YT77', state: 'waiting' },
]
const list = () => renderPage('pages/list/list', { query: { from: 'me' }, cloud: () => ({ items }) })

test('a page shows what its cloud function answered, through components, slots, wxs and observers', async () => {
  const page = await list()
  expect(page.text).toContain(
    '顺丰 SF****01 绑定成功 就绪 第 1 项 删除顺丰 圆通 YT****77 审核中 就绪 第 2 项',
  )
  expect(page.calls).toEqual([{ name: 'logistics', data: { method: 'list' } }])
})

test('a page lives through load, show and ready, and learns the words behind "?"', async () => {
  const page = await list()
  expect(page.element('.log').textContent).toBe('load:me,show,ready')
  expect(page.query).toEqual({ from: 'me' })
})

test('wx:if shows the template for an empty list', async () => {
  const page = await renderPage('pages/list/list', { cloud: () => ({ items: [] }) })
  expect(page.text).toContain('没有账号，请先绑定')
  expect(page.text).not.toContain('加载中')
})

test('a page waits while its cloud function has not answered', async () => {
  const page = await renderPage('pages/list/list', { cloud: () => new Promise(() => undefined) })
  expect(page.text).toMatch(/^加载中/)
})

test('a failed cloud function reaches the page with WeChat’s words', async () => {
  const cloud = () => {
    throw cloudFailure(-501000, 'FunctionName parameter could not be found')
  }
  const page = await renderPage('pages/list/list', { cloud })
  expect(page.element('.error').textContent).toBe(
    'cloud.callFunction:fail Error: errCode: -501000 | errMsg: FunctionName parameter could not be found',
  )
})

test('include brings another file in', async () => {
  expect((await list()).text).toMatch(/页脚$/)
})

test('a component of app.json needs no mention in a page, and its named slots open', async () => {
  const page = await list()
  expect(page.text).toContain('关着')
  await page.tap('开关')
  expect(page.text).toContain('门头 门内')
  expect(page.text).not.toContain('关着')
})

test('an event of a component reaches the page, and a dialog answers it', async () => {
  const page = await list()
  await page.tap('删除圆通')
  expect(page.dialog).toBe('删除 删除 b？ 取消 确定')
  await page.tapDialog('确定')
  expect(page.dialog).toBeUndefined()
  expect(page.toast).toBe('已删除')
  expect(page.text).not.toContain('圆通')
})

test('a dialog that is cancelled changes nothing', async () => {
  const page = await list()
  await page.tap('删除圆通')
  await page.tapDialog('取消')
  expect(page.text).toContain('圆通')
})

test('pulling down runs the page’s refresh and ends its sign', async () => {
  const answers = [items, [items[0]]]
  const page = await renderPage('pages/list/list', { cloud: () => ({ items: answers.shift() }) })
  await page.pullDown()
  expect(page.text).not.toContain('圆通')
  expect(page.isRefreshing).toBe(false)
})

test('the stack grows with navigateTo, and back shows the page below as it was', async () => {
  const page = await list()
  await page.tap('下单')
  expect(page.stack).toEqual(['pages/list/list', 'pages/order/order'])
  expect(page.title).toBe('下单')
  expect(page.text).toContain('订单 a b')
  await page.back()
  expect(page.stack).toEqual(['pages/list/list'])
  expect(page.element('.log').textContent).toBe('load:me,show,ready,hide,show')
})

test('a tab keeps its page alive', async () => {
  const page = await list()
  await page.tapTab('我的')
  expect(page.path).toBe('pages/me/me')
  await page.tapTab('列表')
  expect(page.element('.log').textContent).toBe('load:me,show,ready,hide,show')
  expect(page.calls).toHaveLength(1)
})

test('a component fires its events with their detail', async () => {
  const card = await renderComponent('components/card/card', { properties: { item: items[0] } })
  await card.tap('删除顺丰')
  expect(card.events).toEqual([{ name: 'remove', detail: { id: 'a' } }])
  await card.setProperties({ item: items[1] })
  expect(card.text).toBe('圆通 YT****77 审核中 就绪 删除圆通')
})

test('storage is what the render was given, and new for each render', async () => {
  expect((await renderPage('pages/me/me', { storage: { visits: 4 } })).text).toContain('第 5 次')
  expect((await renderPage('pages/me/me')).text).toContain('第 1 次')
})

test('the theme is the one of the render', async () => {
  expect((await renderPage('pages/me/me', { theme: 'dark' })).text).toContain('主题 dark')
})

test('text goes to the clipboard and a toast says so', async () => {
  const page = await renderPage('pages/me/me')
  await page.tap('复制 OPENID')
  expect(page.copied).toEqual(['oTest'])
  expect(page.toast).toBe('内容已复制')
})

test('an exception in a handler ends the test', async () => {
  const page = await renderPage('pages/me/me')
  await expect(page.tap('出错')).rejects.toThrow(/^the mini program complained: .* failed in .*: boom$/)
})

test('a function that wx lacks here fails with its name', async () => {
  const page = await renderPage('pages/me/me', { expectsComplaints: true })
  await page.tap('通话')
  expect(page.complaints).toEqual(['wx.joinVoIPChat is not in the preview'])
  expect(page.text).toContain('joinVoIPChat:fail wx.joinVoIPChat is not in the preview')
})
