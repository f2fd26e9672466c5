import { testInChromium } from './chromium'
import { unit } from './project-folder'
import { WxPage } from './wx-page'

const inChromium = testInChromium()

const app = `App({
  onLaunch() { this.heard = []; this.height = wx.getWindowInfo().windowHeight },
  onShow({ path, scene }) { this.heard.push('show ' + path + ' ' + scene) },
  onHide() { this.heard.push('hide') },
  onError(words) { this.heard.push(words.split('\\n')[0]) },
  onUnhandledRejection({ reason }) { this.heard.push('unhandled ' + reason) },
  onThemeChange({ theme }) { this.heard.push(theme) },
  onPageNotFound({ path, isEntryPage }) {
    this.heard.push(path + ' ' + isEntryPage)
    if (path === 'pages/old/old') wx.redirectTo({ url: '/pages/own/own' })
  },
})`
const home = `Page({
  onShow() { getApp().heard?.push('page shows') },
  onHide() { getApp().heard.push('page hides') },
  onResize({ size }) { getApp().heard.push('page is ' + size.windowWidth) },
  fail() { throw new Error('boom') },
  late() { setTimeout(() => { throw new Error('late boom') }) },
  callMissing() { wx.getFooSync() },
})`
const files = {
  'app.json': JSON.stringify({ pages: ['pages/home/home', 'pages/own/own'], darkmode: true }),
  'app.js': app,
  'project.config.json': JSON.stringify({ appid: 'wx00000000000000aa', projectname: 'system' }),
  ...unit(
    'pages/home/home',
    '<view bindtap="fail">fail</view><view bindtap="late">late</view><view bindtap="callMissing">missing</view><input placeholder="write"/>',
    { ts: home },
  ),
  ...unit('pages/own/own', '<view style="height: 48px; background: #dde">own bar</view>', {
    json: { navigationStyle: 'custom' },
  }),
}

const wx = new WxPage()
beforeAll(() => wx.start(files))
afterEach(() => wx.close())
afterAll(() => wx.stop())

inChromium('what WeChat says of the device agrees in all of its functions', async () => {
  await wx.open('pages/home/home?from=scan')
  const info = (await wx.run('wx.getSystemInfoSync()')) as Record<string, unknown>
  expect(info).toMatchObject({
    platform: 'devtools',
    screenWidth: 390,
    windowWidth: 390,
    statusBarHeight: 20,
    safeArea: { left: 0, top: 20, right: 390, bottom: 844, width: 390, height: 824 },
    theme: 'light',
    SDKVersion: '3.8.12',
    language: 'zh_CN',
    fontSizeSetting: 16,
    locationAuthorized: true,
    errMsg: 'getSystemInfoSync:ok',
  })
  // The navigation bar has 48 px, and there is no tab bar.
  expect(Number(info.screenHeight) - Number(info.windowHeight)).toBe(48)
  for (const part of ['getWindowInfo', 'getDeviceInfo', 'getAppBaseInfo', 'getSystemSetting'])
    expect(info).toMatchObject((await wx.run(`wx.${part}()`)) as object)
  for (const name of ['getSystemInfo', 'getSystemInfoAsync']) {
    expect(await wx.run(`wx.${name}()`)).toEqual({ ...info, errMsg: `${name}:ok` })
    const called = `new Promise(success => wx.${name}({ success }))`
    expect(await wx.run(called)).toMatchObject({ windowWidth: 390 })
  }
  const launch = { path: 'pages/home/home', query: { from: 'scan' }, scene: 1001, referrerInfo: {} }
  expect(await wx.run('wx.getLaunchOptionsSync()')).toMatchObject(launch)
  expect(await wx.run('wx.getEnterOptionsSync()')).toMatchObject(launch)
  expect(await wx.run('wx.getAccountInfoSync()')).toEqual({
    miniProgram: { appId: 'wx00000000000000aa', envVersion: 'develop', version: '' },
  })
})

inChromium('a page with a bar of its own gets the place of the capsule that is drawn above it', async () => {
  const page = await wx.open('pages/own/own')
  const rect = (await wx.run('wx.getMenuButtonBoundingClientRect()')) as Record<string, number>
  const {
    statusBarHeight = -1,
    windowHeight,
    screenHeight,
  } = (await wx.run('wx.getWindowInfo()')) as Record<string, number>
  expect(windowHeight).toBe(screenHeight)
  // The app asked for it before the page was there.
  expect(await wx.run('getApp().height')).toBe(windowHeight)
  // As every such page computes the height of its bar.
  expect((rect.top! - statusBarHeight) * 2 + rect.height!).toBe(48)
  const drawn = await page.evaluate(() => {
    const phone = document.querySelector('.preview--phone')!.getBoundingClientRect()
    const capsule = document.querySelector('.preview--capsule')!.getBoundingClientRect()
    const { width, height } = capsule
    return { left: capsule.left - phone.left, top: capsule.top - phone.top, width, height }
  })
  expect(rect).toMatchObject(drawn)
  await page.getByRole('button', { name: '菜单' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '收藏' }).waitFor()
  await page.getByRole('button', { name: '取消' }).click()
  await page.getByRole('button', { name: '关闭' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '重新打开' }).waitFor()
  expect(await wx.run("wx.navigateTo({ url: '/pages/home/home' })")).toMatchObject({
    errMsg: 'navigateTo:ok',
  })
  expect(await page.locator('.preview--capsule').isVisible()).toBe(false)
})

const used: [schema: string, isHere: boolean][] = [
  ['getStorage', true],
  ['wx.showToast', true],
  ['showToast.object.image', true],
  ['nextTick', true],
  ['getSystemInfoSync.return.theme', true],
  ['getSystemInfoSync.return.safeArea.left', true],
  ['getSystemInfoSync.return.fooBar', false],
  ['getSystemInfo.success.screenWidth', true],
  ['getSystemInfo.success.fooBar', false],
  ['onCompassChange.callback.direction', true],
  ['cloud', true],
  ['cloud.database', true],
  ['cloud.fooBar', false],
  ['FileSystemManager.readFile', true],
  ['FileSystemManager.fooBar', false],
  ['UpdateManager', true],
  ['console.log', true],
  ['text.selectable', true],
  ['rich-text.fooBar', false],
  ['button.open-type', true],
  ['button.open-type.contact', true],
  ['navigator.open-type.fooBar', false],
  ['button.bindtap', true],
  ['navigator.open-type.switchTab', true],
  ['swiper', true],
  ['foo-bar', false],
  ['joinVoIPChat', false],
  ['createWorker', false],
  ['worklet', false],
  ['toString', false],
  ['', false],
]

inChromium('canIUse is true for what is here, and false for the rest', async () => {
  await wx.open()
  const schemas = used.map(([schema]) => schema)
  const answers = (await wx.run(`${JSON.stringify(schemas)}.map(one => wx.canIUse(one))`)) as boolean[]
  expect(schemas.map((schema, index) => [schema, answers[index]])).toEqual(used)
})

inChromium('what is missing passes a test for it, fails with its name, and is named once', async () => {
  const page = await wx.open()
  expect(await wx.run("[typeof wx.joinVoIPChat, typeof wx.$own, typeof wx.store, 'x' in wx]")).toEqual([
    'function',
    'undefined',
    'undefined',
    false,
  ])
  const reason = (name: string) => `${name.split('.').pop()}:fail wx.${name} is not in the preview`
  expect(await wx.run('wx.joinVoIPChat()')).toBe(reason('joinVoIPChat'))
  expect(await wx.run('wx.joinVoIPChat({})')).toBe(reason('joinVoIPChat'))
  const withCallbacks = 'new Promise(done => wx.joinVoIPChat({ fail: ({ errMsg }) => done(errMsg) }))'
  expect(await wx.run(withCallbacks)).toBe(reason('joinVoIPChat'))
  // Those that answer plainly throw, and never give a promise.
  expect(await wx.run('(() => { try { wx.createWorker("w.js") } catch (e) { return e.message } })()')).toBe(
    reason('createWorker'),
  )
  const worklet =
    '(() => { const { shared } = wx.worklet; try { shared(1) } catch (e) { return e.message } })()'
  expect(await wx.run(worklet)).toBe(reason('worklet.shared'))
  expect(await wx.run('wx.onVoIPChatInterrupted(() => {})')).toBeUndefined()
  await page.getByText('missing').click()
  await page.getByText('wx.getFooSync is not in the preview').waitFor()
  expect(await wx.notices()).toEqual([
    'wx.joinVoIPChat is not in the preview',
    'wx.createWorker is not in the preview',
    'wx.worklet.shared is not in the preview',
    'wx.onVoIPChatInterrupted is not in the preview',
    'wx.getFooSync is not in the preview',
  ])
})

inChromium('storage keeps what WeChat keeps, within its limits, and for one project alone', async () => {
  const page = await wx.open()
  const kept = await wx.run(`(() => {
    wx.setStorageSync('date', new Date(5))
    wx.setStorageSync('none', undefined)
    wx.setStorageSync('null', null)
    wx.setStorageSync('function', () => 1)
    wx.setStorageSync('deep', { date: new Date(5), none: undefined, run() {} })
    const get = wx.getStorageSync
    return [get('date') instanceof Date, get('none'), get('null'), get('function'), get('deep'), get('never')]
  })()`)
  expect(kept).toEqual([true, undefined, null, '', { date: '1970-01-01T00:00:00.005Z' }, ''])
  expect(await wx.run('wx.getStorageInfo()')).toEqual({
    keys: expect.arrayContaining(['date', 'none', 'null', 'function', 'deep']),
    currentSize: 1,
    limitSize: 10240,
    errMsg: 'getStorageInfo:ok',
  })
  expect(await wx.run("wx.setStorage({ key: 'big', data: 'x'.repeat(1048577) })")).toBe(
    'setStorage:fail entry size limit reached',
  )
  expect(await wx.run("wx.setStorageSync('big', 'x'.repeat(1048577))")).toBe(
    'setStorageSync:fail entry size limit reached',
  )
  const many = "wx.setStorageSync('big' + index, 'x'.repeat(1048000))"
  expect(await wx.run(`(async () => { for (let index = 0; index < 11; index += 1) ${many} })()`)).toBe(
    'setStorageSync:fail exceed storage max size 10Mb',
  )
  expect(await wx.run('wx.setStorage({ data: 1 })')).toBe(
    'setStorage:fail parameter error: parameter.key should be String instead of Undefined;',
  )
  expect(await wx.run('wx.clearStorageSync()')).toBeUndefined()
  expect(await wx.run('wx.getStorageInfoSync().keys')).toEqual([])
  await wx.run("wx.batchSetStorage({ kvList: [{ key: 'a', value: 1 }, { key: 'b', value: [2] }] })")
  expect(await wx.run("wx.batchGetStorage({ keyList: ['b', 'a'] })")).toEqual({
    dataList: [[2], 1],
    errMsg: 'batchGetStorage:ok',
  })
  // The key has the project and the person before it.
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([
    expect.stringMatching(/^[0-9a-f]{16}\/oDEMO\w+\/mini-program:[ab]$/),
    expect.stringMatching(/^[0-9a-f]{16}\/oDEMO\w+\/mini-program:[ab]$/),
  ])
})

inChromium('the app and the listeners learn of errors, rejections, the theme and the size', async () => {
  const page = await wx.open()
  await wx.run(`(() => {
    window.heard = []
    for (const name of ['Error', 'UnhandledRejection', 'ThemeChange', 'WindowResize'])
      wx['on' + name](news => window.heard.push(name + ' ' + (news.message ?? news.reason ?? news.theme ?? news.size.windowWidth).toString().split('\\n')[0]))
    const gone = () => window.heard.push('gone')
    wx.onError(gone)
    wx.offError(gone)
  })()`)
  await page.getByText('fail', { exact: true }).click()
  await page.getByText('late', { exact: true }).click()
  await page.evaluate(() => void Promise.reject('lost'))
  // The browser tells one after the other only if they come so.
  const isHeard = (news: string) =>
    page.waitForFunction(one => (globalThis as unknown as { heard: string[] }).heard.includes(one), news)
  await page.emulateMedia({ colorScheme: 'dark' })
  await isHeard('ThemeChange dark')
  await page.setViewportSize({ width: 320, height: 600 })
  await isHeard('WindowResize 320')
  expect(await page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)).toEqual([
    'Error boom',
    'Error late boom',
    'UnhandledRejection lost',
    'ThemeChange dark',
    'WindowResize 320',
  ])
  expect(await wx.run('getApp().heard')).toEqual([
    'show pages/home/home 1001',
    'page shows',
    'boom',
    'late boom',
    'unhandled lost',
    'dark',
    'page is 320',
  ])
})

inChromium('the mini program goes behind with the page of the browser, and comes back', async () => {
  const page = await wx.open()
  await wx.run(
    "(() => { wx.onAppHide(() => getApp().heard.push('listener hide')); wx.onAppShow(({ path }) => getApp().heard.push('listener ' + path)) })()",
  )
  const become = (state: string) =>
    page.evaluate(next => {
      Object.defineProperty(document, 'visibilityState', { value: next, configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    }, state)
  await become('hidden')
  await become('visible')
  expect(await wx.run('getApp().heard.slice(2)')).toEqual([
    'page hides',
    'hide',
    'listener hide',
    'show pages/home/home 1001',
    'listener pages/home/home',
    'page shows',
  ])
})

inChromium('an app may lead from a page that is gone to another; without, the first page opens', async () => {
  await wx.open('pages/old/old')
  expect(await wx.run('[getCurrentPages().map(page => page.route), getApp().heard[1]]')).toEqual([
    ['pages/own/own'],
    'pages/old/old true',
  ])
  expect(await wx.notices()).toEqual([])
  await wx.close()
  await wx.open('pages/none/none')
  expect(await wx.run('getCurrentPages()[0].route')).toBe('pages/home/home')
  expect(await wx.notices()).toEqual(['app.json has no page "pages/none/none"'])
})
