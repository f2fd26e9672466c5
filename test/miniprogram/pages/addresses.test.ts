/** @jest-environment ./test/miniprogram/harness-environment.ts */
import { renderPage } from '../harness'
import { draft } from '../services/drafts'

const path = 'pages/addresses/addresses'
const addresses = [
  { ...draft.receiver, id: '1', usedAt: 2 },
  { ...draft.sender, id: '2', usedAt: 1 },
]
const open = (query: Record<string, string> = {}, more: object = {}) =>
  renderPage(path, { query, storage: { addresses, 'order-draft': draft, ...more } })

test('shows the remembered people', async () => {
  const page = await open()
  expect(page.text).toContain('李四 020-83333333 北京市朝阳区建国路 1 号')
  expect(page.text).toContain('陈掌柜 13800138000 广东省广州市海珠区新港中路 397 号')
})

test('says where addresses come from when there are none', async () => {
  const page = await open({}, { addresses: [] })
  expect(page.text).toContain('还没有常用地址')
})

test('looked through from 我的, none can be chosen', async () => {
  const page = await open()
  expect(page.text).not.toContain('用这个地址')
})

test.each([
  ['sender', '选寄件人'],
  ['receiver', '选收件人'],
])('chosen for the %s, the address is in the order', async (side, title) => {
  const page = await open({ side })
  expect(page.title).toBe(title)
  await page.tap('用这个地址：陈掌柜')
  const kept = JSON.parse(localStorage.getItem('mini-program:order-draft')!).value
  expect(kept[side].name).toBe('陈掌柜')
})

test('deleting asks first', async () => {
  const page = await open()
  await page.tap('删除李四的地址')
  await page.tapDialog('先留着')
  expect(page.text).toContain('李四')
  await page.tap('删除李四的地址')
  await page.tapDialog('删除')
  expect(page.text).not.toContain('李四')
  expect(page.text).toContain('陈掌柜')
})
