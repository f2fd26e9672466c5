/** @jest-environment ./test/miniprogram/harness-environment.ts */
import { renderComponent } from '../harness'
import { account } from '../services/drafts'

const render = (name: string, properties: object) =>
  renderComponent(`components/${name}/${name}`, { properties: { ...properties } })

const order = {
  orderId: 'SO1',
  title: '圆通速递',
  waybillId: 'YT1',
  stateText: '运输中',
  tone: 'good',
  goods: '茶叶',
  receiver: '李四 13900139000',
  address: '北京市朝阳区建国路 1 号',
  time: '2026-01-31 09:05',
}

test('an account card shows company, account, state and services', async () => {
  const card = await render('account-card', { account })
  expect(card.text).toBe('圆通速递 绑定成功 客户编码 88 55张面单 服务：普通快递、圆准达 解绑')
})

test('an account card warns when few waybills are left', async () => {
  const card = await render('account-card', { account: { ...account, quota: '3', quotaLow: true } })
  expect(card.text).toContain('3张面单，快用完了')
})

test('an account card shows no quota while the account is not bound', async () => {
  const card = await render('account-card', { account: { ...account, usable: false } })
  expect(card.text).not.toContain('张面单')
})

test('an account card fires unbind with the account', async () => {
  const card = await render('account-card', { account })
  await card.tap('解绑')
  expect(card.events).toEqual([{ name: 'unbind', detail: account }])
})

test('an account card of a refused account fires again', async () => {
  const refused = { ...account, bindable: true, refusal: '密码不对' }
  const card = await render('account-card', { account: refused })
  expect(card.text).toContain('失败原因：密码不对')
  await card.tap('重新绑定')
  expect(card.events).toEqual([{ name: 'again', detail: refused }])
})

test('a busy account card fires nothing', async () => {
  const card = await render('account-card', { account, busy: true })
  await card.tap('解绑')
  expect(card.events).toEqual([])
})

test('a printer card shows OPENID and tags', async () => {
  const card = await render('printer-card', { printer: { openid: 'oABC', tags: ['123', '456'] } })
  expect(card.text).toBe('OPENID oABC 123456 改标签 解绑')
})

test('a printer card without tags says what that means', async () => {
  const card = await render('printer-card', { printer: { openid: 'oABC', tags: [] } })
  expect(card.text).toContain('没有标签：打印没有指定标签的运单')
})

test('a printer card says when the tags are not known', async () => {
  const card = await render('printer-card', { printer: { openid: 'oABC', tags: [], unknown: true } })
  expect(card.text).toContain('不知道有没有标签')
})

test('a printer card fires edit and unbind with the printer', async () => {
  const printer = { openid: 'oABC', tags: ['1'] }
  const card = await render('printer-card', { printer })
  await card.tap('改标签')
  await card.tap('解绑')
  expect(card.events).toEqual([
    { name: 'edit', detail: printer },
    { name: 'unbind', detail: printer },
  ])
})

test('an order card shows the order', async () => {
  const card = await render('order-card', { order })
  expect(card.text).toBe('圆通速递 运输中 YT1 李四 13900139000 北京市朝阳区建国路 1 号 茶叶2026-01-31 09:05')
})

test('an order card fires open with the order', async () => {
  const card = await render('order-card', { order })
  await card.tap('YT1')
  expect(card.events).toEqual([{ name: 'open', detail: order }])
})

test('an order card can be reached by keyboard, as a button', async () => {
  const card = await render('order-card', { order })
  expect(card.element('.order').getAttribute('role')).toBe('button')
  expect(card.element('.order').getAttribute('tabindex')).toBe('0')
})

test('a timeline shows its steps in order, the newest marked', async () => {
  const steps = [
    { key: '1', title: '已签收', text: '本人签收', time: '2026-02-01 10:00', tone: 'good' },
    { key: '0', title: '已揽件', text: '', time: '2026-01-31 10:00', tone: 'good' },
  ]
  const timeline = await render('timeline', { steps })
  expect(timeline.text).toBe('已签收 本人签收 2026-02-01 10:00 已揽件 2026-01-31 10:00')
  expect(timeline.elements('.step-now')).toHaveLength(1)
  expect(timeline.elements('.step-dot-good')).toHaveLength(1)
})

test.each(['good', 'wait', 'bad', 'mute'])('a status tag has a look for %s', async tone => {
  const tag = await render('status-tag', { text: '状态', tone })
  expect(tag.elements(`.tag-${tone}`)).toHaveLength(1)
  expect(tag.text).toBe('状态')
})
