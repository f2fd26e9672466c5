/** @jest-environment ./test/miniprogram/harness-environment.ts */
import { renderPage } from '../harness'
import { failed, faults, paramsOf, shop } from './shop'

const path = 'pages/printers/printers'
const one = { getPrinter: { openid: ['oABC'], tagidList: ['123', '456'], count: 1 } }
const open = (changes: object = {}, storage: Record<string, unknown> = {}) =>
  renderPage(path, { cloud: shop({ ...one, ...changes }), storage })

test('shows the printer with the tags', async () => {
  const page = await open()
  expect(page.text).toContain('oABC')
  expect(page.elements('.printer-tag').map(tag => tag.textContent)).toEqual(['123', '456'])
})

test('says which printer is the user', async () => {
  const page = await open({}, { openid: 'oABC' })
  expect(page.text).toContain('OPENID（就是你）')
})

test('tags of which it is not known whose they are stand apart', async () => {
  const page = await open({ getPrinter: { openid: ['oA', 'oB'], tagidList: ['7', '8'] } })
  expect(page.text).toContain('店里还有这些标签，微信没有说明属于哪位打印员：7、8')
  expect(page.elements('.printer-tag')).toEqual([])
})

test('says what to do when there is no printer', async () => {
  const page = await open({ getPrinter: { openid: [], tagidList: [] } })
  expect(page.text).toContain('还没有打印员')
  expect(page.text).toContain('在「我的」里复制 OPENID')
})

test('says that it is reading until the answer is there', async () => {
  const page = await open({ getPrinter: () => new Promise(() => {}) })
  expect(page.text).toBe('正在读取打印员…')
})

test.each(faults)('when %s it says so, and what to do', async (_, answer, title, advice) => {
  const page = await open({ getPrinter: answer })
  expect(page.text).toContain(title)
  expect(page.text).toContain(advice)
})

test('unbinding asks first and can be left', async () => {
  const page = await open()
  await page.tap('解绑')
  expect(page.dialog).toContain('oABC 解绑后不能再打印电子面单')
  await page.tapDialog('先不解绑')
  expect(paramsOf(page.calls, 'updatePrinter')).toEqual([])
})

test('unbinding calls updatePrinter and reads the list again', async () => {
  const page = await open()
  await page.tap('解绑')
  await page.tapDialog('解绑')
  expect(paramsOf(page.calls, 'updatePrinter')).toEqual([{ openid: 'oABC', updateType: 'unbind' }])
  expect(paramsOf(page.calls, 'getPrinter')).toHaveLength(2)
  expect(page.toast).toBe('已解绑')
})

test('a refused unbinding is told, and the printer stays', async () => {
  const page = await open({ updatePrinter: () => failed(40003) })
  await page.tap('解绑')
  await page.tapDialog('解绑')
  expect(page.text).toContain('OPENID 不正确')
  expect(page.text).toContain('oABC')
})

test('the details of an error can be unfolded and copied', async () => {
  const page = await open({ getPrinter: () => failed(48001) })
  expect(page.text).not.toContain('错误码')
  await page.tap('查看错误信息')
  expect(page.text).toContain('错误码 48001')
  await page.tap('复制，发给管理员')
  expect(page.copied).toEqual(['错误码 48001 · openapi.logistics.x:fail refused'])
})

test('changing tags opens the form with what is known', async () => {
  const page = await open()
  await page.tap('改标签')
  expect(page.path).toBe('pages/printer-bind/printer-bind')
  expect(page.title).toBe('修改标签')
  expect(page.value('OPENID')).toBe('oABC')
  expect(page.value('标签 ID')).toBe('123,456')
})

test('the button leads to an empty form', async () => {
  const page = await open()
  await page.tap('绑定打印员')
  expect(page.path).toBe('pages/printer-bind/printer-bind')
  expect(page.value('OPENID')).toBe('')
})

test('a printer that was bound is in the list at once', async () => {
  const openids = ['oABC']
  const page = await open({
    getPrinter: () => ({ errCode: 0, openid: openids, tagidList: ['123', '456'] }),
    updatePrinter: () => {
      openids.push('oNEW')
      return { errCode: 0 }
    },
  })
  await page.tap('绑定打印员')
  await page.input('OPENID', 'oNEW')
  await page.input('标签 ID', '123，456')
  await page.tap('绑定')
  expect(page.path).toBe(path)
  expect(page.text).toContain('oNEW')
  expect(page.toast).toBe('已绑定')
})
