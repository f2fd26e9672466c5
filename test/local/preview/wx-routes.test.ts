import { testInChromium } from './chromium'
import { unit } from './project-folder'
import { WxPage } from './wx-page'

const inChromium = testInChromium()

const opened = `Page({
  onLoad() {
    this.heard = []
    const channel = this.getOpenerEventChannel()
    if (!channel.on) return
    channel.on('fromOpener', (...news) => this.heard.push(...news))
    channel.once('onlyOnce', news => this.heard.push('once ' + news))
    channel.emit('fromOpened', { a: 1 }, 2)
  },
  onRouteDone() { this.isThere = true },
})`
const app = `App({ onLaunch({ query }) {
  if (!query.early) return
  wx.setNavigationBarTitle({ title: 'Early' })
  wx.setNavigationBarColor({ frontColor: '#ffffff', backgroundColor: '#ff0000' })
  wx.hideTabBar()
} })`
const files = {
  'app.json': JSON.stringify({
    pages: ['pages/home/home', 'pages/tab/tab', 'pages/opened/opened', 'pages/long/long'],
    tabBar: {
      list: [
        { pagePath: 'pages/home/home', text: 'home' },
        { pagePath: 'pages/tab/tab', text: 'second' },
      ],
    },
  }),
  'app.js': app,
  ...unit('pages/home/home', '<view>home</view>', { json: { navigationBarTitleText: 'Home' } }),
  ...unit('pages/tab/tab', '<view>tab</view>'),
  ...unit('pages/opened/opened', '<view>opened</view><input class="field" value="words"/>', { ts: opened }),
  ...unit(
    'pages/long/long',
    '<view class="high">top</view><view class="end" id="end">end</view><far class="holder"/><view class="high"/>',
    {
      wxss: '.high { height: 3000px } .end { height: 20px }',
      json: { enablePullDownRefresh: true, usingComponents: { far: '/far' } },
    },
  ),
  ...unit('far', '<view class="above"/><view class="inner" id="inner">inner</view>', {
    json: { component: true },
    ts: 'Component({})',
    wxss: '.above { height: 80px } .inner { height: 20px }',
  }),
}

const wx = new WxPage()
beforeAll(() => wx.start(files))
afterEach(async () => {
  const notices = await wx.notices()
  await wx.close()
  expect(notices).toEqual([])
})
afterAll(() => wx.stop())

const top = 'getCurrentPages().pop()'
const routes = 'getCurrentPages().map(page => page.route.split("/").pop()).join()'
const open = (page: string, more = '') => `wx.navigateTo({ url: '/pages/${page}/${page}'${more} })`

inChromium('a page and the page that it opens talk by a channel', async () => {
  await wx.open()
  await wx.run(`(() => {
    window.heard = []
    const hear = name => (...news) => window.heard.push([name, ...news])
    wx.navigateTo({
      url: '/pages/opened/opened',
      events: { fromOpened: hear('events') },
      success({ eventChannel }) {
        const gone = hear('gone')
        eventChannel.on('later', gone)
        eventChannel.off('later', gone)
        eventChannel.emit('fromOpener', 1, { b: 2 })
        eventChannel.emit('onlyOnce', 1)
        eventChannel.emit('onlyOnce', 2)
        eventChannel.emit('early', 'kept')
        window.done = true
      },
    })
  })()`)
  await wx.page.waitForFunction('window.done')
  expect(await wx.run('window.heard')).toEqual([['events', { a: 1 }, 2]])
  expect(await wx.run(`${top}.heard`)).toEqual([1, { b: 2 }, 'once 1'])
  expect(
    await wx.run(`(() => { const page = ${top}
    page.getOpenerEventChannel().on('early', news => page.heard.push(news))
    page.getOpenerEventChannel().emit('later', 1)
    return page.heard.pop() })()`),
  ).toBe('kept')
  expect(await wx.run('window.heard.length')).toBe(1)
  expect(await wx.run('getCurrentPages()[0].getOpenerEventChannel?.()')).toEqual({})
})

const refused: [call: string, errMsg: string][] = [
  [open('none'), 'navigateTo:fail page "pages/none/none" is not found'],
  [open('tab'), 'navigateTo:fail can not navigateTo a tabbar page'],
  ["wx.redirectTo({ url: '/pages/tab/tab' })", 'redirectTo:fail can not redirectTo a tabbar page'],
  ["wx.switchTab({ url: '/pages/long/long' })", 'switchTab:fail can not switch to no-tabBar page'],
  [
    'wx.navigateTo({})',
    'navigateTo:fail parameter error: parameter.url should be String instead of Undefined;',
  ],
  ['wx.navigateBack()', 'navigateBack:fail cannot navigate back at first page.'],
  ["wx.pageScrollTo({ selector: '#none' })", 'pageScrollTo:fail selector "#none" is not found'],
  ["wx.setTabBarBadge({ index: 7, text: '1' })", 'setTabBarBadge:fail tabbar item not found'],
  [
    'wx.setTabBarBadge({ index: 0 })',
    'setTabBarBadge:fail parameter error: parameter.text should be String instead of Undefined;',
  ],
  [
    "wx.setNavigationBarColor({ frontColor: '#123456', backgroundColor: '#000000' })",
    'setNavigationBarColor:fail invalid frontColor "#123456"',
  ],
  ["wx.setBackgroundTextStyle({ textStyle: 'red' })", 'setBackgroundTextStyle:fail invalid textStyle "red"'],
]

inChromium('what cannot be is refused with the words of WeChat', async () => {
  await wx.open()
  const found: unknown[] = []
  for (const [call] of refused) found.push([call, await wx.run(call)])
  expect(found).toEqual(refused)
  await wx.run(open('long'))
  expect(await wx.run('wx.hideTabBar()')).toBe('hideTabBar:fail not TabBar page')
  for (let count = 2; count < 10; count += 1) await wx.run(open('long'))
  expect(await wx.run(open('long'))).toBe('navigateTo:fail webview count limit exceed')
  expect(await wx.run('wx.navigateBack({ delta: 20 })')).toEqual({ errMsg: 'navigateBack:ok' })
  expect(await wx.run(routes)).toBe('home')
  await wx.run("wx.restartMiniProgram({ path: '/pages/long/long' })")
  expect(await wx.run(routes)).toBe('long')
})

inChromium('changes of the page are told to who listens, and to the page when it is there', async () => {
  await wx.open()
  await wx.run(`(() => {
    window.heard = []
    wx.getPerformance()
    wx.onAppRoute(({ path, openType, query }) => window.heard.push(openType + ' ' + path + ' ' + (query.a ?? '')))
    wx.onAppRouteDone(({ openType }) => window.heard.push(openType + ' done'))
  })()`)
  await wx.run("wx.navigateTo({ url: '../opened/opened?a=1' })")
  await wx.page.waitForFunction(`${top}.isThere`)
  await wx.run('wx.navigateBack()')
  await wx.page.waitForFunction('window.heard.length === 4')
  expect(await wx.run('window.heard')).toEqual([
    'navigateTo pages/opened/opened 1',
    'navigateTo done',
    'navigateBack pages/home/home ',
    'navigateBack done',
  ])
  // A tab is shown without what follows its path.
  await wx.run("wx.switchTab({ url: '/pages/tab/tab?a=1' })")
  expect(await wx.run(`${top}.options`)).toEqual({})
  const measured = 'wx.getPerformance().getEntriesByType("navigation").map(one => one.name)'
  expect(((await wx.run(measured)) as string[]).slice(0, 3)).toEqual(['appLaunch', 'route', 'route'])
})

inChromium('a page that asks is left only when the person agrees', async () => {
  const page = await wx.open()
  await wx.run(open('opened'))
  expect(await wx.run("wx.enableAlertBeforeUnload({ message: 'not saved' })")).toEqual({
    errMsg: 'enableAlertBeforeUnload:ok',
  })
  await page.getByRole('button', { name: '返回' }).click()
  await page.getByRole('dialog').getByText('not saved').waitFor()
  await page.getByRole('button', { name: '取消' }).click()
  expect(await wx.run(routes)).toBe('home,opened')
  await page.getByRole('button', { name: '返回' }).click()
  await page.getByRole('button', { name: '确定' }).click()
  await page.locator('.preview--front').getByText('home').waitFor()
  await wx.run(open('opened'))
  await wx.run("wx.enableAlertBeforeUnload({ message: 'not saved' })")
  await wx.run('wx.disableAlertBeforeUnload()')
  await wx.run('wx.navigateBack()')
  expect(await wx.run(routes)).toBe('home')
})

inChromium('the only page has a button that leads home, until it is hidden', async () => {
  const page = await wx.open('pages/opened/opened')
  await page.getByRole('button', { name: '返回首页' }).waitFor()
  await wx.run('wx.hideHomeButton()')
  await page.getByRole('button', { name: '返回首页' }).waitFor({ state: 'hidden' })
  await wx.run("wx.reLaunch({ url: '/pages/long/long' })")
  await page.getByRole('button', { name: '返回首页' }).click()
  await page.locator('.preview--front').getByText('home').waitFor()
  expect(await page.getByRole('button', { name: '返回首页' }).count()).toBe(0)
})

inChromium('bars change their words, colours, badges and tabs', async () => {
  const page = await wx.open()
  const bar = page.locator('.preview--navigation-bar')
  const colours = () => bar.evaluate(({ style }) => [style.color, style.backgroundColor])
  await wx.run("wx.setNavigationBarColor({ frontColor: '#FFFFFF', backgroundColor: '#ff0000' })")
  expect(await colours()).toEqual(['rgb(255, 255, 255)', 'rgb(255, 0, 0)'])
  await wx.run("wx.setNavigationBarTitle({ title: 'New' })")
  await wx.run('wx.showNavigationBarLoading()')
  await page.getByRole('img', { name: '加载中' }).waitFor()
  await wx.run('wx.hideNavigationBarLoading()')
  await page.getByRole('heading', { name: 'New', exact: true }).waitFor()
  const tabs = page.locator('.preview--tab-bar')
  await wx.run("wx.setTabBarBadge({ index: 1, text: '12' })")
  await wx.run('wx.showTabBarRedDot({ index: 0 })')
  expect(await tabs.locator('button').allTextContents()).toEqual(['home', 'second12'])
  await page.getByRole('img', { name: '有新内容' }).waitFor()
  await wx.run("wx.setTabBarBadge({ index: 1, text: '12345' })")
  await wx.run('wx.hideTabBarRedDot({ index: 0 })')
  await wx.run("wx.setTabBarItem({ index: 0, text: 'first' })")
  expect(await tabs.locator('button').allTextContents()).toEqual(['first', 'second…'])
  expect(await page.getByRole('img', { name: '有新内容' }).count()).toBe(0)
  await wx.run('wx.removeTabBarBadge({ index: 1 })')
  await wx.run(
    "wx.setTabBarStyle({ color: '#00ff00', selectedColor: '#ff0000', backgroundColor: '#000000' })",
  )
  const drawn = await tabs.evaluate(element => [
    (element as HTMLElement).style.backgroundColor,
    ...[...element.querySelectorAll('button')].map(tab => `${tab.textContent} ${tab.style.color}`),
  ])
  expect(drawn).toEqual(['rgb(0, 0, 0)', 'first rgb(255, 0, 0)', 'second rgb(0, 255, 0)'])
  await wx.run('wx.hideTabBar()')
  expect(await tabs.isVisible()).toBe(false)
  await wx.run('wx.showTabBar()')
  expect(await tabs.isVisible()).toBe(true)
})

inChromium('what the app changes of the bars while it is launched reaches the first page alone', async () => {
  const page = await wx.open('pages/home/home?early=1')
  const bar = page.locator('.preview--navigation-bar')
  expect(await bar.evaluate(({ style }) => style.backgroundColor)).toBe('rgb(255, 0, 0)')
  await page.getByRole('heading', { name: 'Early', exact: true }).waitFor()
  expect(await page.locator('.preview--tab-bar').isVisible()).toBe(false)
  await wx.run(open('opened'))
  expect(await bar.evaluate(({ style }) => style.backgroundColor)).toBe('rgb(255, 255, 255)')
})

inChromium('a page scrolls to a place or an element, at once or in time', async () => {
  const page = await wx.open('pages/long/long')
  const scrolled = () =>
    page.locator('.preview--front .preview--scroller').evaluate(element => element.scrollTop)
  await wx.run('wx.pageScrollTo({ scrollTop: 500, duration: 0 })')
  expect(await scrolled()).toBe(500)
  await wx.run("wx.pageScrollTo({ selector: '.end', offsetTop: -100, duration: 0 })")
  expect(await scrolled()).toBe(2900)
  for (const selector of ['.holder >>> .inner', '.holder >>> #inner']) {
    await wx.run('wx.pageScrollTo({ scrollTop: 0, duration: 0 })')
    await wx.run(`wx.pageScrollTo({ selector: '${selector}', duration: 0 })`)
    expect([selector, await scrolled()]).toEqual([selector, 3100])
  }
  await wx.run("wx.pageScrollTo({ selector: '#end' })")
  await page.waitForFunction(
    () => document.querySelector('.preview--front .preview--scroller')!.scrollTop === 3000,
  )
  await wx.run("wx.setBackgroundColor({ backgroundColor: '#ff0000' })")
  await wx.run("wx.setBackgroundTextStyle({ textStyle: 'light' })")
  await wx.run('wx.startPullDownRefresh()')
  const sign = await page
    .locator('.preview--front .preview--scroller')
    .evaluate(element => [
      getComputedStyle(element, '::before').backgroundColor,
      getComputedStyle(element, '::before').color,
    ])
  expect(sign).toEqual(['rgb(255, 0, 0)', 'rgb(255, 255, 255)'])
})
