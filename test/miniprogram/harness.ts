/// <reference lib="dom" />
/**
 * Renders pages and components of the mini program in jsdom, on the same runtime as the preview in the browser.
 *
 * The docblock comment on top of a test file holds `@jest-environment ./test/miniprogram/harness-environment.ts`,
 * which compiles `miniprogram/` once for the file. Another folder with an app.json is named by a second line in it,
 * `@mini-program test/local/preview/fixtures/app`.
 *
 *     import { cloudFailure, renderComponent, renderPage } from './harness'
 *
 *     test('shows the accounts', async () => {
 *       const page = await renderPage('pages/accounts/accounts', {
 *         query: { from: 'order' },                       // the words behind `?`
 *         cloud: ({ name, data }) => ({ errCode: 0, … }), // what the cloud function returns (or a promise of it)
 *         storage: { senders: [] },                       // what wx.getStorageSync finds
 *       })
 *       expect(page.text).toContain('顺丰速运')             // the words on the screen, white space made single
 *       expect(page.calls).toEqual([{ name: 'logistics', data: { … } }])
 *       await page.tap('绑定')                             // by words, aria-label or placeholder, or an element
 *       await page.input('打印员 openid', 'oABC')           // by label, aria-label, placeholder or name
 *       await page.pick('快递公司', 1)                      // taps a picker, chooses the item, 确定
 *       await page.tapDialog('确定')                       // a button of the modal or sheet that is open
 *       expect(page.dialog).toContain('解绑')               // words of the open dialog, or undefined
 *       expect(page.toast).toBe('已绑定')                   // words of the toast or loading sign, or undefined
 *       expect(page.path).toBe('pages/accounts/accounts') // the page in front; page.title is its bar's title
 *     })
 *
 * - Every render starts the mini program anew: no state is left of the render before.
 * - A cloud function that fails: `cloud: () => { throw cloudFailure(-501000, 'FunctionName … not found') }`; one that
 *   never answers: `cloud: () => new Promise(() => {})`.
 * - After each action the page is settled: cloud calls that have answers are answered, and what follows is drawn.
 *   What comes later is waited for by `await page.until(() => page.text.includes('…'))`, which fails after 20 s.
 * - Jest's fake timers may be on (`jest.useFakeTimers()`, then `jest.advanceTimersByTime(…)` and `await page.settle()`).
 * - Whatever the mini program or the host complains about (an exception in a handler, an unknown attribute, tag or
 *   `wx` function) makes the next action, or the render itself, throw. `page.complaints` takes them instead when
 *   `expectsComplaints: true` is given.
 * - `renderComponent('components/x/x', { properties })` adds `events`: every event that the component fired.
 * - `data-testid="x"` in WXML is found by `page.element('[data-testid=x]')`.
 */

import { ShownComponent, ShownPage } from './harness-shown'
import { type ActiveMiniProgram, type RenderOptions, start } from './harness-start'

export { ShownComponent, ShownPage } from './harness-shown'
export { type CloudAnswer, cloudFailure, type RenderOptions } from './harness-start'

/** Starts the mini program and opens one page; resolves when it is settled. */
export async function renderPage(
  path: string,
  options: RenderOptions & { query?: Record<string, string | number> } = {},
): Promise<ShownPage> {
  const query = Object.entries(options.query ?? {}).map(([name, value]) => `${name}=${value}`)
  const url = path.replace(/^\//, '') + (query.length > 0 ? `?${query.join('&')}` : '')
  const active = start(options, url)
  active.running.openFirstPage()
  const page = new ShownPage(active)
  await page.settle()
  return page
}

/** Starts the mini program and shows one component alone, with these properties; resolves when it is settled. */
export async function renderComponent(
  path: string,
  options: RenderOptions & { properties?: Record<string, unknown> } = {},
): Promise<ShownComponent> {
  const active: ActiveMiniProgram = start(options)
  const component = new ShownComponent(active, path.replace(/^\//, ''), options.properties ?? {})
  await component.settle()
  return component
}
