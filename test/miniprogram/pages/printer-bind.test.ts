/** @jest-environment ./test/miniprogram/harness-environment.ts */
import { renderPage } from '../harness'
import { failed, paramsOf, shop } from './shop'

const path = 'pages/printer-bind/printer-bind'
const open = (answers: Record<string, object> = {}, more: object = {}) =>
  renderPage(path, { cloud: shop(answers), ...more })

test('binds with the OPENID and the tags', async () => {
  const page = await open()
  await page.input('OPENID', ' oABC ')
  await page.input('标签 ID', '123，456 123')
  await page.tap('绑定')
  expect(paramsOf(page.calls, 'updatePrinter')).toEqual([
    { openid: 'oABC', updateType: 'bind', tagidList: '123,456' },
  ])
})

test('shows the tags as they are understood', async () => {
  const page = await open()
  await page.input('标签 ID', '123，456 123')
  expect(page.elements('.tag').map(tag => tag.textContent)).toEqual(['123', '456'])
  expect(page.text).toContain('2 / 10 个标签')
})

test.each([
  ['OPENID', 'o.ABC', 'OPENID 只有字母、数字、下划线和减号'],
  ['OPENID', 'oABC', 'OPENID 通常以 o 开头、共 28 位'],
  ['标签 ID', '1,x', '标签 ID 只能是数字：x'],
  ['标签 ID', '1,2,3,4,5,6,7,8,9,10,11', '最多 10 个标签，现在有 11 个'],
])('checks %s "%s" as it is typed', async (label, typed, message) => {
  const page = await open()
  await page.input(label, typed)
  expect(page.text).toContain(message)
})

test('an OPENID of an unusual form can be bound all the same', async () => {
  const page = await open()
  await page.input('OPENID', 'oABC')
  await page.tap('绑定')
  expect(paramsOf(page.calls, 'updatePrinter')).toEqual([{ openid: 'oABC', updateType: 'bind' }])
})

test('without an OPENID nothing is sent', async () => {
  const page = await open()
  await page.tap('绑定')
  expect(page.text).toContain('请填写打印员的 OPENID')
  expect(paramsOf(page.calls, 'updatePrinter')).toEqual([])
})

test('with eleven tags nothing is sent', async () => {
  const page = await open()
  await page.input('OPENID', 'oABC')
  await page.input('标签 ID', '1,2,3,4,5,6,7,8,9,10,11')
  await page.tap('绑定')
  expect(paramsOf(page.calls, 'updatePrinter')).toEqual([])
})

test('a refusal is told, and nothing typed is lost', async () => {
  const page = await open({ updatePrinter: failed(40003) })
  await page.input('OPENID', 'oABC')
  await page.input('标签 ID', '9')
  await page.tap('绑定')
  expect(page.text).toContain('OPENID 不正确')
  expect(page.value('OPENID')).toBe('oABC')
  expect(page.value('标签 ID')).toBe('9')
})

test('what was typed is there again at the next visit', async () => {
  const page = await open({}, { storage: { 'printer-draft': { openid: 'oABC', tagText: '1,2' } } })
  expect(page.value('OPENID')).toBe('oABC')
  expect(page.elements('.tag')).toHaveLength(2)
})

test('an unclear end leads to the list of printers', async () => {
  const page = await open({ updatePrinter: failed(-604902, { maybeExecuted: true }) })
  await page.input('OPENID', 'oABC')
  await page.tap('绑定')
  expect(page.text).toContain('还不知道有没有成功')
  expect(page.text).toContain('查看打印员列表')
})

test('the OPENID of a printer whose tags change cannot be changed', async () => {
  const page = await open({}, { query: { openid: 'oABC', tags: '1,2' } })
  expect(page.field('OPENID').disabled).toBe(true)
})

test('all tags of a printer can be taken away', async () => {
  const page = await open({}, { query: { openid: 'oABC', tags: '1,2' } })
  await page.input('标签 ID', '')
  await page.tap('保存标签')
  expect(paramsOf(page.calls, 'updatePrinter')).toEqual([
    { openid: 'oABC', updateType: 'bind', tagidList: '' },
  ])
})

test('a double tap binds once', async () => {
  const page = await open()
  await page.input('OPENID', 'oABC')
  // Both before the button could be drawn as disabled.
  await Promise.all([page.call('submit'), page.call('submit')])
  expect(paramsOf(page.calls, 'updatePrinter')).toHaveLength(1)
})

test('while it is being bound the button cannot be tapped', async () => {
  const page = await open({ updatePrinter: () => new Promise(() => {}) } as Record<string, object>)
  await page.input('OPENID', 'oABC')
  await page.tap('绑定')
  await page.tap('绑定')
  expect(paramsOf(page.calls, 'updatePrinter')).toHaveLength(1)
})
