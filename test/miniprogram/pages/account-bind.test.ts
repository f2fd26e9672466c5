/** @jest-environment ./test/miniprogram/harness-environment.ts */
import { renderPage } from '../harness'
import { companies, failed, faults, paramsOf, shop } from './shop'

const path = 'pages/account-bind/account-bind'
const open = (changes: object = {}, more: object = {}) =>
  renderPage(path, { cloud: shop({ getAllDelivery: { data: companies }, ...changes }), ...more })

const fillIn = async (page: Awaited<ReturnType<typeof open>>) => {
  await page.pick('快递公司：请选择', '韵达快递')
  await page.input('客户编码', '987654')
  await page.input('密码', 'p@ss')
  await page.input('给网点的话', '茶叶店')
}

test('binds with company, account, password and remark', async () => {
  const page = await open()
  await fillIn(page)
  await page.tap('提交绑定')
  expect(paramsOf(page.calls, 'bindAccount')).toEqual([
    { type: 'bind', deliveryId: 'YUNDA', bizId: '987654', password: 'p@ss', remarkContent: '茶叶店' },
  ])
  expect(page.dialog).toContain('已提交审核')
})

test('a company that knows the shop by its account needs no password', async () => {
  const page = await open()
  await page.pick('快递公司：请选择', '顺丰速运')
  await page.input('客户编码', '0200')
  await page.tap('提交绑定')
  expect(paramsOf(page.calls, 'bindAccount')).toEqual([{ type: 'bind', deliveryId: 'SF', bizId: '0200' }])
})

test('nothing is sent while something is missing, and each field says so', async () => {
  const page = await open()
  await page.tap('提交绑定')
  expect(page.text).toContain('请选择快递公司')
  expect(page.text).toContain('请填写客户编码')
  expect(page.text).toContain('请填写快递公司给你的密码')
  expect(paramsOf(page.calls, 'bindAccount')).toEqual([])
})

test('blanks that were pasted with the account are taken off', async () => {
  const page = await open()
  await page.input('客户编码', ' 98 76 ')
  expect(page.value('客户编码')).toBe('9876')
})

test('the caret goes to the first wrong field that is typed', async () => {
  const page = await open()
  await page.pick('快递公司：请选择', '韵达快递')
  await page.tap('提交绑定')
  await page.until(() => document.activeElement === page.field('客户编码'))
})

test('a remark that no company takes is told at its field, and not sent', async () => {
  const page = await open()
  await fillIn(page)
  await page.input('给网点的话', '店'.repeat(345))
  await page.tap('提交绑定')
  expect(page.text).toContain('太长了，快递公司收不下，请删掉大约 4 个字')
  expect(page.value('给网点的话')).toHaveLength(345)
  expect(paramsOf(page.calls, 'bindAccount')).toEqual([])
})

test('the password is shown to nobody and not kept on the phone', async () => {
  const page = await open()
  await fillIn(page)
  expect(page.field('密码').type).toBe('password')
  expect(JSON.stringify(localStorage)).not.toContain('p@ss')
  expect(JSON.stringify(localStorage)).toContain('987654')
})

test('what was typed is there again at the next visit', async () => {
  const page = await open(
    {},
    {
      storage: { 'account-draft': { deliveryId: 'YUNDA', bizId: '987654', remark: '茶叶店' } },
    },
  )
  expect(page.value('客户编码')).toBe('987654')
  expect(page.text).toContain('韵达快递')
})

test('a refusal is told in words, and nothing typed is lost', async () => {
  const page = await open({ bindAccount: () => failed(9300531) })
  await fillIn(page)
  await page.tap('提交绑定')
  expect(page.text).toContain('账号或密码不正确')
  expect(page.value('客户编码')).toBe('987654')
  expect(page.value('密码')).toBe('p@ss')
})

test('an unclear end leads to the list of accounts', async () => {
  const page = await open({ bindAccount: () => failed(-604902, { maybeExecuted: true }) })
  await fillIn(page)
  await page.tap('提交绑定')
  expect(page.text).toContain('还不知道有没有成功')
  expect(page.text).toContain('查看账号列表')
})

test('a double tap binds once', async () => {
  const page = await open()
  await fillIn(page)
  // Both before the button could be drawn as disabled.
  await Promise.all([page.call('submit'), page.call('submit')])
  expect(paramsOf(page.calls, 'bindAccount')).toHaveLength(1)
})

test('after binding, the draft is gone and the page before is back', async () => {
  const page = await renderPage('pages/accounts/accounts', {
    cloud: shop({ getAllDelivery: { data: companies }, getAllAccount: { list: [] } }),
  })
  await page.tap('绑定物流账号')
  await fillIn(page)
  await page.tap('提交绑定')
  await page.tapDialog('知道了')
  expect(page.path).toBe('pages/accounts/accounts')
  expect(localStorage.getItem('mini-program:account-draft')).toBeNull()
})

test('unbinding asks for the password and no remark', async () => {
  const page = await open({}, { query: { type: 'unbind', deliveryId: 'YUNDA', bizId: '55' } })
  expect(page.title).toBe('解绑物流账号')
  expect(page.text).not.toContain('给网点的话')
  await page.input('密码', 'secret')
  await page.tap('解绑')
  expect(paramsOf(page.calls, 'bindAccount')).toEqual([])
  expect(page.dialog).toContain('解绑后不能再用它下单')
  await page.tapDialog('解绑')
  expect(paramsOf(page.calls, 'bindAccount')).toEqual([
    { type: 'unbind', deliveryId: 'YUNDA', bizId: '55', password: 'secret' },
  ])
})

test.each(faults)('when %s while the companies are read it says so', async (_, answer, title, advice) => {
  const page = await open({ getAllDelivery: answer })
  expect(page.text).toContain(title)
  expect(page.text).toContain(advice)
})
