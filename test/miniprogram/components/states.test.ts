/** @jest-environment ./test/miniprogram/harness-environment.ts */
import { renderComponent } from '../harness'

const render = (name: string, properties: object) =>
  renderComponent(`components/${name}/${name}`, { properties: { ...properties } })

const words = {
  title: '没有连上网络',
  advice: '请检查手机的网络',
  mayRetry: true,
  next: 'retry',
  detail: '错误码 1',
}

test('an empty state shows why and what to do', async () => {
  const state = await render('empty-state', { title: '还没有', advice: '去加一个' })
  expect(state.text).toBe('还没有 去加一个')
})

test('an empty state with a button fires act', async () => {
  const state = await render('empty-state', { title: '还没有', action: '加一个' })
  await state.tap('加一个')
  expect(state.events).toEqual([{ name: 'act', detail: undefined }])
})

test('an error state fires retry', async () => {
  const state = await render('error-state', { words })
  expect(state.text).toContain('没有连上网络 请检查手机的网络')
  await state.tap('再试一次')
  expect(state.events).toEqual([{ name: 'retry', detail: undefined }])
})

test('an error that nobody can repeat offers no button for it', async () => {
  const state = await render('error-state', { words: { ...words, next: 'none' } })
  expect(state.text).not.toContain('再试一次')
})

test('a refused caller may try again once the list has grown', async () => {
  const state = await render('error-state', { words: { ...words, next: 'me' } })
  await state.tap('已加好，再试一次')
  expect(state.events).toEqual([{ name: 'retry', detail: undefined }])
})

test('the details of an error are folded until they are asked for', async () => {
  const state = await render('error-state', { words })
  expect(state.text).not.toContain('错误码 1')
  await state.tap('查看错误信息')
  expect(state.text).toContain('错误码 1')
  await state.tap('收起错误信息')
  expect(state.text).not.toContain('错误码 1')
})

test('an error is announced', async () => {
  const state = await render('error-state', { words })
  expect(state.element('.error').getAttribute('role')).toBe('alert')
})

test('a loading state says what is going on', async () => {
  const state = await render('loading-state', { text: '正在读取…' })
  expect(state.text).toBe('正在读取…')
})

test.each([
  ['bad', 'alert'],
  ['wait', 'alert'],
  ['good', 'status'],
  ['mute', 'status'],
])('a notice in %s is announced as %s', async (tone, role) => {
  const notice = await render('notice', { tone, title: '标题', text: '内容', detail: '细节' })
  expect(notice.text).toBe('标题 内容 详情')
  expect(notice.element('.notice').getAttribute('role')).toBe(role)
})

test('what came in English is folded away in a notice, and can be selected', async () => {
  const notice = await render('notice', { tone: 'bad', title: '标题', detail: 'fail refused' })
  await notice.tap('详情')
  expect(notice.text).toBe('标题 收起详情 fail refused')
  expect(notice.element('.notice-detail').querySelector('[user-select]')).not.toBeNull()
})

test('a notice without details has no button for them', async () => {
  expect((await render('notice', { title: '标题' })).text).toBe('标题')
})

test('a section has a heading and a button of its own', async () => {
  const section = await render('section', { title: '寄件人', note: '说明', action: '常用地址' })
  expect(section.text).toBe('寄件人 常用地址 说明')
  expect(section.element('.section-title').getAttribute('role')).toBe('heading')
  await section.tap('寄件人：常用地址')
  expect(section.events).toEqual([{ name: 'act', detail: undefined }])
})

test('a line can be copied when it has something to copy', async () => {
  const line = await render('copy-line', { label: '运单号', text: 'YT1', copyable: true })
  await line.tap('复制运单号')
  expect(line.copied).toEqual(['YT1'])
})

test('a line without a text shows a dash and no button', async () => {
  const line = await render('copy-line', { label: '运单号', text: '', copyable: true })
  expect(line.text).toBe('运单号 —')
})
