/**
 * @jest-environment ./test/miniprogram/harness-environment.ts
 * @mini-program test/local/preview/fixtures/app
 */
import { renderPage } from '../../miniprogram/harness'

const order = () => renderPage('pages/order/order', { query: { id: '1' } })

test('a form submits the value of every named field', async () => {
  const page = await order()
  await page.input('姓名', '张三')
  await page.pick('请选择快递公司', '圆通速递')
  await page.input('备注', '轻放')
  await page.tap('保价')
  await page.tap('现付')
  await page.tap('同意协议')
  await page.tap('提交')
  expect(JSON.parse(page.element('.submitted').textContent!)).toEqual({
    name: '张三',
    company: 1,
    remark: '轻放',
    insured: false,
    pay: 'cash',
    agree: ['yes'],
  })
})

test('typing tells the page, and the page’s value stands in the field', async () => {
  const page = await order()
  await page.input('请输入姓名', '李四')
  expect(page.data.name).toBe('李四')
  page.instance.setData({ name: '王五' })
  expect(page.value('姓名')).toBe('王五')
})

test('a disabled button does nothing', async () => {
  const page = await order()
  await page.tap('提交')
  expect(page.element('.submitted').textContent).toBe('')
})

test('a picker that is closed keeps its value', async () => {
  const page = await order()
  await page.tap('请选择快递公司')
  expect(page.dialog).toBe('取消 确定 顺丰速运 圆通速递 中通快递')
  await page.tapDialog('取消')
  expect(page.text).toContain('请选择快递公司')
})

test('a date is taken from the sheet', async () => {
  const page = await order()
  await page.tap('请选择日期')
  const field = document.querySelector<HTMLInputElement>('[role=dialog] input')!
  field.value = '2026-05-06'
  await page.tapDialog('确定')
  expect(page.text).toContain('2026-05-06')
})

test('a region is typed into three boxes', async () => {
  const page = await order()
  await page.tap('请选择地区')
  const fields = document.querySelectorAll<HTMLInputElement>('[role=dialog] input')
  for (const [index, words] of ['广东省', '深圳市', '南山区'].entries()) fields[index].value = words
  await page.tapDialog('确定')
  expect(page.data.region).toEqual(['广东省', '深圳市', '南山区'])
})

test('an action sheet tells which item was tapped, and fails when it is cancelled', async () => {
  const page = await order()
  await page.tap('更多')
  await page.tapDialog('打印')
  expect(page.element('.left').textContent).toBe('选了 1')
  await page.tap('更多')
  await page.tapDialog('取消')
  expect(page.element('.left').textContent).toBe('showActionSheet:fail cancel')
})

test('enter on a focused control is a tap', async () => {
  const page = await order()
  const control = page.elements('[role=checkbox]')[0]
  control.focus()
  control.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true }))
  expect(control.getAttribute('aria-checked')).toBe('true')
})

test('fields, switches and choices say what they are to assistive technology', async () => {
  const page = await order()
  expect(page.elements('[role=switch]')[0].getAttribute('aria-checked')).toBe('true')
  const label = document.getElementById(page.field('姓名').getAttribute('aria-labelledby')!)!
  expect(label.textContent).toContain('姓名')
  expect(page.elements('[role=radio]').map(radio => radio.getAttribute('aria-checked'))).toEqual([
    'true',
    'false',
  ])
})
