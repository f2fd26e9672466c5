/**
 * @jest-environment ./test/miniprogram/harness-environment.ts
 * @mini-program test/local/preview/fixtures/app
 */
import { renderPage } from '../../miniprogram/harness'

type Api = (options?: object) => Promise<unknown>
const wx = () => (globalThis as unknown as { wx: Record<string, Api> }).wx
const me = () => renderPage('pages/me/me')

test('a promise resolves with WeChat’s words', async () => {
  await me()
  expect(await wx().setStorage({ key: 'a', data: { b: 1 } })).toEqual({ errMsg: 'setStorage:ok' })
  expect(await wx().getStorage({ key: 'a' })).toEqual({ errMsg: 'getStorage:ok', data: { b: 1 } })
})

test('callbacks are called instead when they are given', async () => {
  const page = await me()
  const heard: unknown[] = []
  const result = wx().getStorage({
    key: 'none',
    success: () => heard.push('success'),
    fail: (error: unknown) => heard.push(error),
    complete: () => heard.push('complete'),
  })
  await page.settle()
  expect(result).toBeUndefined()
  expect(heard).toEqual([{ errMsg: 'getStorage:fail data not found' }, 'complete'])
})

test('a key that is not stored reads as an empty text, and a removed one, too', async () => {
  await me()
  const storage = wx() as unknown as Record<string, (key: string, value?: unknown) => unknown>
  expect(storage.getStorageSync('k')).toBe('')
  storage.setStorageSync('k', [1])
  expect(storage.getStorageSync('k')).toEqual([1])
  storage.removeStorageSync('k')
  expect(storage.getStorageSync('k')).toBe('')
})

test.each([
  ['navigateTo', '/pages/none/none', 'page "pages/none/none" is not found'],
  ['navigateTo', '/pages/list/list', 'can not navigateTo a tabbar page'],
  ['redirectTo', '/pages/list/list', 'can not redirectTo a tabbar page'],
  ['switchTab', '/pages/order/order', 'can not switch to no-tabBar page'],
])('%s to %s is refused as in WeChat', async (way, url, reason) => {
  await me()
  await expect(wx()[way]({ url })).rejects.toEqual({ errMsg: `${way}:fail ${reason}` })
})

test('the eleventh page on top of the others is refused', async () => {
  const page = await me()
  const url = '/pages/order/order?id=1'
  for (let count = 1; count < 10; count += 1) await wx().navigateTo({ url })
  expect(page.stack).toHaveLength(10)
  await expect(wx().navigateTo({ url })).rejects.toEqual({
    errMsg: 'navigateTo:fail webview count limit exceed',
  })
})

test('redirectTo takes the place of the page in front, and reLaunch of all', async () => {
  const page = await me()
  await wx().navigateTo({ url: '/pages/order/order?id=1' })
  await wx().redirectTo({ url: '/pages/order/order?id=2' })
  expect(page.stack).toEqual(['pages/me/me', 'pages/order/order'])
  expect(page.query).toEqual({ id: '2' })
  await wx().reLaunch({ url: '/pages/order/order?id=3' })
  expect(page.stack).toEqual(['pages/order/order'])
})

test('from the only page the button leads home, and navigateBack nowhere', async () => {
  const page = await renderPage('pages/order/order', { query: { id: '1' }, cloud: () => ({ items: [] }) })
  await expect(wx().navigateBack()).rejects.toEqual({
    errMsg: 'navigateBack:fail cannot navigate back at first page.',
  })
  await page.back()
  expect(page.stack).toEqual(['pages/list/list'])
})

test('loading stays until it is hidden, and hiding a toast leaves it', async () => {
  const page = await me()
  await wx().showLoading({ title: '提交中' })
  await wx().hideToast()
  expect(page.toast).toBe('提交中')
  await wx().hideLoading()
  expect(page.toast).toBeUndefined()
})

test('a toast goes away by itself', async () => {
  const page = await me()
  await wx().showToast({ title: '好了', duration: 20 })
  expect(page.toast).toBe('好了')
  await page.until(() => page.toast === undefined)
})

test('time can be the test’s own', async () => {
  jest.useFakeTimers()
  const page = await me()
  await wx().showToast({ title: '好了', duration: 60_000 })
  jest.advanceTimersByTime(59_999)
  expect(page.toast).toBe('好了')
  jest.advanceTimersByTime(1)
  expect(page.toast).toBeUndefined()
  jest.useRealTimers()
})

test('a modal that asks for words hands them over', async () => {
  const page = await me()
  const answer = wx().showModal({ title: '备注', editable: true, content: '旧', confirmText: '保存' })
  document.querySelector<HTMLTextAreaElement>('[role=dialog] textarea')!.value = '新'
  await page.tapDialog('保存')
  expect(await answer).toEqual({ errMsg: 'showModal:ok', confirm: true, cancel: false, content: '新' })
})

test('what is behind a dialog cannot be reached until it is closed', async () => {
  const page = await me()
  const answer = wx().showModal({ content: '?' })
  expect(document.querySelector('main')!.hasAttribute('inert')).toBe(true)
  await page.tapDialog('取消')
  await answer
  expect(document.querySelector('main')!.hasAttribute('inert')).toBe(false)
})

test('the title of the page in front changes', async () => {
  const page = await me()
  await wx().setNavigationBarTitle({ title: '店员' })
  expect(document.querySelector('h1')!.textContent).toBe('店员')
  expect(page.title).toBe('店员')
})

test('the mini program learns that the network is gone', async () => {
  await me()
  const heard: unknown[] = []
  ;(wx().onNetworkStatusChange as unknown as (listener: unknown) => void)((status: unknown) =>
    heard.push(status),
  )
  jest.spyOn(navigator, 'onLine', 'get').mockReturnValue(false)
  window.dispatchEvent(new Event('offline'))
  expect(heard).toEqual([{ isConnected: false, networkType: 'none' }])
  expect(await wx().getNetworkType()).toMatchObject({ networkType: 'none' })
})

test('a picture is shown until it is closed', async () => {
  const page = await me()
  await wx().previewImage({ urls: ['data:,a', 'data:,b'], current: 'data:,b' })
  expect(document.querySelector('[role=dialog] img')!.getAttribute('src')).toBe('data:,b')
  await page.tapDialog('×')
  expect(page.dialog).toBeUndefined()
})

test('a query finds an element of the page in front', async () => {
  const page = await me()
  type Query = {
    select(selector: string): { boundingClientRect(): { exec(done: (found: object[]) => void): void } }
  }
  const query = wx().createSelectorQuery() as unknown as Query
  const found: unknown[] = []
  query
    .select('.none')
    .boundingClientRect()
    .exec(rects => found.push(...rects))
  await page.until(() => found.length === 1)
  expect(found).toEqual([null])
})

test('a scroll view tells that its end is reached', async () => {
  const page = await me()
  const view = page.elements('wx-scroll-view')[0]
  Object.defineProperties(view, { scrollHeight: { value: 500 }, clientHeight: { value: 100 } })
  view.scrollTop = 390
  view.dispatchEvent(new Event('scroll'))
  await page.settle()
  expect(page.text).toContain('到底了')
})

test('a navigator opens its page', async () => {
  const page = await me()
  await page.tap('去下单')
  expect(page.stack).toEqual(['pages/me/me', 'pages/order/order'])
})

test('a CloudID is sent as its id, with `new` and without', async () => {
  await me()
  const { CloudID } = wx().cloud as unknown as { CloudID: { new (id: string): object; (id: string): object } }
  expect(JSON.stringify([new CloudID('48_a'), CloudID('48_b')])).toBe(
    '[{"cloudID":"48_a"},{"cloudID":"48_b"}]',
  )
})

describe('requestPayment', () => {
  const payment = { timeStamp: '1', nonceStr: 'n', package: 'prepay_id=wx1', signType: 'MD5', paySign: 'S' }
  const ask = async (button: string) => {
    const paid: unknown[] = []
    const page = await renderPage('pages/me/me', {
      async pay(prepayId, isPaid) {
        paid.push([prepayId, isPaid])
        return { body: 'tea', totalFee: 300 }
      },
    })
    const answer = wx()
      .requestPayment(payment)
      .catch((error: unknown) => error)
    await page.settle()
    const text = page.dialog
    await page.tapDialog(button)
    return { answer: await answer, text, paid }
  }

  test('shows the order, and pays it when the person confirms', async () => {
    const { answer, text, paid } = await ask('支付')
    expect(text).toMatch(/¥3\.00.*tea/s)
    expect([answer, paid]).toEqual([
      { errMsg: 'requestPayment:ok' },
      [
        ['wx1', false],
        ['wx1', true],
      ],
    ])
  })

  test('pays nothing when the person cancels', async () => {
    const { answer, paid } = await ask('取消')
    expect([answer, paid]).toEqual([{ errMsg: 'requestPayment:fail cancel' }, [['wx1', false]]])
  })

  test('names the parameter that is missing', async () => {
    await me()
    await expect(wx().requestPayment({ ...payment, package: undefined })).rejects.toEqual({
      errMsg: 'requestPayment:fail parameter error: parameter.package should be String instead of Undefined;',
    })
  })
})
