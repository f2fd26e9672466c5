/** @jest-environment ./test/miniprogram/harness-environment.ts */
import { renderComponent } from '../harness'
import { draft } from '../services/drafts'

const render = (name: string, properties: object) =>
  renderComponent(`components/${name}/${name}`, { properties: { ...properties } })
const changes = (shown: { events: { name: string; detail: unknown }[] }) =>
  shown.events.filter(({ name }) => name === 'change').map(({ detail }) => detail)

test('a field fires change with what is typed', async () => {
  const field = await render('field', { label: '客户编码', value: '' })
  await field.input('客户编码', '88')
  expect(changes(field)).toEqual([{ value: '88' }])
})

test('a field never cuts what is pasted', async () => {
  const field = await render('field', { label: '备注', value: '' })
  const long = '茶'.repeat(500)
  await field.input('备注', long)
  expect(field.value('备注')).toBe(long)
  expect(field.field('备注').hasAttribute('maxlength')).toBe(false)
})

test('a blank that is typed into a number vanishes from the field, too', async () => {
  const field = await render('field', { label: '手机', value: '138', kind: 'mobile' })
  await field.input('手机', '138 ')
  expect(field.value('手机')).toBe('138')
})

test('a field shows its value and its unit', async () => {
  const field = await render('field', { label: '重量', value: '1.5', unit: '千克' })
  expect(field.value('重量')).toBe('1.5')
  expect(field.text).toBe('重量 千克')
})

test('a field of several lines fires change, too', async () => {
  const field = await render('field', { label: '备注', value: '', multiline: true })
  await field.input('备注', '易碎')
  expect(changes(field)).toEqual([{ value: '易碎' }])
})

test.each([
  [{ message: '不对', doubt: '可疑', hint: '提示' }, '不对'],
  [{ message: '', doubt: '可疑', hint: '提示' }, '可疑'],
  [{ message: '', doubt: '', hint: '提示' }, '提示'],
])('of what there is to say a field says the most urgent: %j', async (properties, said) => {
  const field = await render('field', { label: '姓名', value: '', ...properties })
  expect(field.text).toBe(`姓名 ${said}`)
})

test('what is wrong with a field is announced', async () => {
  const field = await render('field', { label: '姓名', value: '', message: '不对' })
  expect(field.element('.field-message').getAttribute('role')).toBe('alert')
})

test('a secret field hides what is typed', async () => {
  const field = await render('field', { label: '密码', value: 'x', secret: true })
  expect(field.field('密码').type).toBe('password')
})

test('a locked field cannot be typed into', async () => {
  const field = await render('field', { label: '订单号', value: 'SO1', locked: true })
  expect(field.field('订单号').disabled).toBe(true)
})

test('a choice shows what is chosen, and fires change with the place of another', async () => {
  const choice = await render('choice', { label: '服务', range: ['普通', '特快'], value: 0, text: '普通' })
  expect(choice.text).toBe('服务 普通 ›')
  await choice.pick('服务：普通', '特快')
  expect(changes(choice)).toEqual([{ value: '1' }])
})

test('a choice without a choice shows what to do, or what is wrong', async () => {
  const choice = await render('choice', { label: '服务', range: [], message: '请选择服务' })
  expect(choice.text).toBe('服务 请选择 › 请选择服务')
})

test('an address form shows the person', async () => {
  const form = await render('address-form', { who: '收件人', person: draft.receiver })
  expect(form.value('收件人姓名')).toBe('李四')
  expect(form.value('收件人座机')).toBe('020-83333333')
  expect(form.text).toContain('北京市 北京市 朝阳区')
  expect(form.value('收件人详细地址')).toBe('建国路 1 号')
})

test('an address form says which field changed, and to what', async () => {
  const form = await render('address-form', { who: '收件人', person: draft.receiver })
  await form.input('收件人姓名', '王五')
  await form.input('收件人手机', '13900139000')
  expect(changes(form)).toEqual([
    { field: 'name', value: '王五' },
    { field: 'mobile', value: '13900139000' },
  ])
})

test('an address form shows what is wrong with each field', async () => {
  const messages = {
    name: '缺姓名',
    mobile: '缺手机',
    tel: '错座机',
    region: '缺地区',
    address: '缺地址',
    company: '公司太长',
  }
  const form = await render('address-form', { who: '收件人', person: draft.receiver, messages })
  for (const message of Object.values(messages)) expect(form.text).toContain(message)
})
