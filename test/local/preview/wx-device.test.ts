import { testInChromium } from './chromium'
import { unit } from './project-folder'
import { WxPage } from './wx-page'

const inChromium = testInChromium()

const files = {
  'app.json': JSON.stringify({ pages: ['pages/home/home'] }),
  'app.js': 'App({})',
  'ext.json': '{ "extEnable": true, "extAppid": "wx00000000000000bb", "ext": { "shop": "tea" } }',
  ...unit('pages/home/home', '<input class="field" value="words"/>'),
}

const wx = new WxPage()
beforeAll(() => wx.start(files))
afterEach(async () => {
  const notices = await wx.notices()
  await wx.close()
  expect(notices).toEqual([])
})
afterAll(() => wx.stop())

const answers: [call: string, answer: unknown][] = [
  ['wx.getBatteryInfoSync()', { level: 100, isCharging: true, isLowPowerModeEnabled: false }],
  ['wx.getBatteryInfo()', expect.objectContaining({ level: 100, errMsg: 'getBatteryInfo:ok' })],
  ['wx.getNetworkType()', expect.objectContaining({ networkType: 'wifi', hasSystemProxy: false })],
  ['wx.getLocalIPAddress()', expect.objectContaining({ localip: '127.0.0.1' })],
  ['wx.vibrateShort()', { errMsg: 'vibrateShort:ok' }],
  ['wx.vibrateLong()', { errMsg: 'vibrateLong:ok' }],
  ['wx.setKeepScreenOn({ keepScreenOn: true })', { errMsg: 'setKeepScreenOn:ok' }],
  ['wx.setScreenBrightness({ value: 0.25 })', { errMsg: 'setScreenBrightness:ok' }],
  ['wx.getScreenBrightness()', { value: 0.25, errMsg: 'getScreenBrightness:ok' }],
  ['wx.setScreenBrightness({ value: 2 })', 'setScreenBrightness:fail invalid value'],
  ['wx.setClipboardData({ data: "copied" })', { errMsg: 'setClipboardData:ok' }],
  ['wx.getClipboardData()', { data: 'copied', errMsg: 'getClipboardData:ok' }],
  ['wx.hideKeyboard()', 'hideKeyboard:fail input not exists!'],
  ['wx.arrayBufferToBase64(new Uint8Array([0, 255, 16]).buffer)', 'AP8Q'],
  ['Array.from(new Uint8Array(wx.base64ToArrayBuffer("AP8Q")))', [0, 255, 16]],
  ['wx.getRandomValues({ length: 70000 }).then(({ randomValues }) => randomValues.byteLength)', 70_000],
  ['wx.getRandomValues({ length: 0 })', 'getRandomValues:fail invalid length'],
  ['wx.getUserCryptoManager().getRandomValues({ length: 4 }).then(one => one.randomValues.byteLength)', 4],
  ['new Promise(done => wx.nextTick(() => done(1)))', 1],
  ['wx.triggerGC()', undefined],
  ['wx.setEnableDebug({ enableDebug: true })', { errMsg: 'setEnableDebug:ok' }],
  ['wx.getSkylineInfoSync().isSupported', false],
  ['wx.getSkylineInfo()', expect.objectContaining({ isSupported: false, errMsg: 'getSkylineInfo:ok' })],
  ['wx.getRendererUserAgent()', expect.objectContaining({ userAgent: expect.stringContaining('Chrom') })],
  ['wx.getExtConfigSync()', { shop: 'tea' }],
  ['wx.getExtConfig()', { extConfig: { shop: 'tea' }, errMsg: 'getExtConfig:ok' }],
  ['wx.getApiCategory()', 'default'],
  ['wx.env.USER_DATA_PATH', 'wxfile://usr'],
  ['wx.getAppAuthorizeSetting().cameraAuthorized', 'authorized'],
  ['new Promise(done => wx.getUpdateManager().onCheckForUpdate(done))', { hasUpdate: false }],
  ['wx.getUpdateManager().applyUpdate()', 'applyUpdate:fail update is not ready'],
  ['wx.getLogManager().info("a", 1)', undefined],
  ['wx.getRealtimeLogManager().error("a")', undefined],
  ['wx.getRealtimeLogManager().tag("t").warn("a")', undefined],
  ['wx.getRealtimeLogManager().getCurrentState().maxLogCount', 200],
  ['wx.getPluginUpdateManager().onUpdateReady(() => {})', undefined],
  ['wx.getDeviceBenchmarkInfo()', expect.objectContaining({ benchmarkLevel: -1 })],
  ['wx.getScreenRecordingState()', { state: 'off', errMsg: 'getScreenRecordingState:ok' }],
  ['wx.checkIsOpenAccessibility()', { open: false, errMsg: 'checkIsOpenAccessibility:ok' }],
  ['wx.getBackgroundFetchData({ fetchType: "pre" })', 'getBackgroundFetchData:fail record is null'],
  ['wx.getExptInfoSync(["a"])', {}],
  ['new Promise(done => wx.requestIdleCallback(({ didTimeout }) => done(didTimeout)))', false],
  ['wx.cancelIdleCallback(wx.requestIdleCallback(() => {}))', undefined],
  ['wx.reportEvent("bought", { tea: 1 })', undefined],
  ['wx.reportAnalytics("bought", {})', undefined],
  ['wx.reportMonitor("1", 1)', undefined],
  ['wx.reportPerformance(1, 1)', undefined],
  ['wx.getPerformance().getEntriesByName("appLaunch").length', 1],
  [
    'wx.setBackgroundFetchToken({ token: "t" }).then(() => wx.getBackgroundFetchToken())',
    {
      token: 't',
      errMsg: 'getBackgroundFetchToken:ok',
    },
  ],
]

/** What a phone does for the person, and a page can only accept. */
const accepted = [
  'preloadWebview',
  'preloadAssets',
  'preDownloadSubpackage',
  'updateWeChatApp',
  'setVisualEffectOnCapture',
  'openSystemBluetoothSetting',
  'openAppAuthorizeSetting',
  'startLocalServiceDiscovery',
  'stopLocalServiceDiscovery',
  'setTopBarText',
]
for (const name of accepted) answers.push([`wx.${name}({})`, { errMsg: `${name}:ok` }])

inChromium('a device that lies still on a table answers plainly', async () => {
  const page = await wx.open()
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const found: unknown[] = []
  for (const [call] of answers) found.push([call, await wx.run(call)])
  expect(found).toEqual(answers)
})

const absent: [errCode: number, names: string[]][] = [
  [10001, ['openBluetoothAdapter', 'createBLEPeripheralServer']],
  [
    10000,
    [
      'closeBluetoothAdapter',
      'getBluetoothAdapterState',
      'getBluetoothDevices',
      'getConnectedBluetoothDevices',
      'startBluetoothDevicesDiscovery',
      'stopBluetoothDevicesDiscovery',
      'makeBluetoothPair',
      'createBLEConnection',
      'closeBLEConnection',
      'getBLEDeviceServices',
      'getBLEDeviceCharacteristics',
      'getBLEDeviceRSSI',
      'setBLEMTU',
      'readBLECharacteristicValue',
      'writeBLECharacteristicValue',
      'notifyBLECharacteristicValueChange',
    ],
  ],
  [11000, ['startBeaconDiscovery']],
  [11005, ['getBeacons', 'stopBeaconDiscovery']],
  [12001, ['startWifi']],
  [12000, ['stopWifi', 'connectWifi', 'getWifiList', 'setWifiList', 'getConnectedWifi']],
  [13000, ['getHCEState', 'startHCE']],
  [13003, ['stopHCE', 'sendHCEMessage']],
  [90001, ['startSoterAuthentication']],
]

inChromium('hardware that is absent fails with the code of WeChat', async () => {
  await wx.open()
  for (const [errCode, names] of absent) {
    const call = 'name => wx[name]().catch(failure => [failure.errMsg.split(":")[0], failure.errCode])'
    const failures = await wx.run(`Promise.all(${JSON.stringify(names)}.map(${call}))`)
    expect(failures).toEqual(names.map(name => [name, errCode]))
  }
  const nfc = 'wx.getNFCAdapter().startDiscovery().catch(({ errCode }) => errCode)'
  expect(await wx.run(nfc)).toBe(13000)
  // Who listens is never told, and nobody complains.
  const listening = `['BluetoothDeviceFound', 'MemoryWarning', 'UserCaptureScreen', 'AudioInterruptionBegin', 'WifiConnected',
    'BeaconUpdate', 'HCEMessage', 'CopyUrl', 'LazyLoadError', 'BLEConnectionStateChange'].map(name =>
    [wx['on' + name](() => 1), wx['off' + name]()].length)`
  expect(await wx.run(listening)).toEqual(Array(10).fill(2))
})

const sensors: [start: string, stop: string, signal: string, reading: object][] = [
  ['startAccelerometer', 'stopAccelerometer', 'AccelerometerChange', { x: 0, y: 0, z: -1 }],
  ['startCompass', 'stopCompass', 'CompassChange', { direction: 0, accuracy: 'high' }],
  ['startGyroscope', 'stopGyroscope', 'GyroscopeChange', { x: 0, y: 0, z: 0 }],
  [
    'startDeviceMotionListening',
    'stopDeviceMotionListening',
    'DeviceMotionChange',
    { alpha: 0, beta: 0, gamma: 0 },
  ],
]

inChromium('sensors measure a device at rest until they are stopped', async () => {
  await wx.open()
  for (const [start, stop, signal, reading] of sensors) {
    const heard = `new Promise(async done => {
      const listener = reading => { wx.off${signal}(listener); done(reading) }
      await wx.${start}({ interval: 'game' })
      wx.on${signal}(listener)
    })`
    expect([signal, await wx.run(heard)]).toEqual([signal, reading])
    expect(await wx.run(`wx.${stop}()`)).toEqual({ errMsg: `${stop}:ok` })
  }
  // Two of them begin with the first who listens.
  expect(await wx.run('new Promise(done => wx.onCompassChange(done))')).toEqual(sensors[1]![3])
})

inChromium('the keyboard leaves the field, whose selection can be asked for', async () => {
  const page = await wx.open()
  const field = page.locator('wx-input input')
  await field.focus()
  await field.evaluate(element => (element as HTMLInputElement).setSelectionRange(1, 3))
  expect(await wx.run('wx.getSelectedTextRange()')).toEqual({
    start: 1,
    end: 3,
    errMsg: 'getSelectedTextRange:ok',
  })
  expect(await wx.run('wx.hideKeyboard()')).toEqual({ errMsg: 'hideKeyboard:ok' })
  expect(await field.evaluate(element => document.activeElement === element)).toBe(false)
  // A keyboard on the screen leaves less of it to be seen.
  const height = `new Promise(done => {
    wx.onKeyboardHeightChange(({ height }) => done(height))
    Object.defineProperty(visualViewport, 'height', { value: innerHeight - 300 })
    visualViewport.dispatchEvent(new Event('resize'))
  })`
  expect(await wx.run(height)).toBe(300)
})

inChromium('an advertisement is a box that is closed, and says how', async () => {
  const page = await wx.open()
  await wx.run(`(() => {
    window.heard = []
    const video = wx.createRewardedVideoAd({ adUnitId: 'adunit-1' })
    video.onLoad(() => window.heard.push('loaded'))
    video.onClose(({ isEnded }) => window.heard.push(isEnded))
    const picture = wx.createInterstitialAd({ adUnitId: 'adunit-2' })
    picture.onClose(() => window.heard.push('closed'))
    wx.createInterstitialAd({}).onError(({ errCode }) => window.heard.push(errCode))
    Object.assign(window, { video, picture })
  })()`)
  await page.waitForFunction('window.heard.length === 2')
  expect(await wx.run('window.heard')).toEqual(['loaded', 1002])
  for (const [ad, button] of [
    ['video', '看完了'],
    ['video', '关闭'],
    ['picture', '关闭'],
  ]) {
    await wx.run(`window.${ad}.show()`)
    await page.getByRole('dialog', { name: '广告' }).getByRole('button', { name: button }).click()
  }
  expect(await wx.run('window.heard.slice(2)')).toEqual([true, false, 'closed'])
})
