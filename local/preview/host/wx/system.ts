import { host } from '../host'
import { capsulePlace, statusBarHeight } from '../phone'
import { asyncApi } from './call-style'

/** A version of WeChat and of its base library that has everything which the preview has. */
const versions = { version: '8.0.60', SDKVersion: '3.8.12' }

/** What the mini program can learn about the device and the program that shows it. */
export function systemApis() {
  return {
    getSystemInfo: asyncApi('getSystemInfo', systemInfo),
    getSystemInfoAsync: asyncApi('getSystemInfoAsync', systemInfo),
    getSystemInfoSync: () => ({ ...systemInfo(), errMsg: 'getSystemInfoSync:ok' }),
    getWindowInfo: windowInfo,
    getDeviceInfo: deviceInfo,
    getAppBaseInfo: baseInfo,
    getSystemSetting: systemSetting,
    getAppAuthorizeSetting: authorizeSetting,
    getSkylineInfo: asyncApi('getSkylineInfo', () => skylineInfo),
    getSkylineInfoSync: () => skylineInfo,
    getRendererUserAgent: asyncApi('getRendererUserAgent', () => ({ userAgent: navigator.userAgent })),
    getDeviceBenchmarkInfo: asyncApi('getDeviceBenchmarkInfo', () => ({ benchmarkLevel, modelLevel: 1 })),
    getMenuButtonBoundingClientRect: () => capsulePlace(host().phone.size().width),
    getAccountInfoSync: () => ({
      miniProgram: { appId: host().surroundings.appId, envVersion: 'develop', version: '' },
    }),
    getLaunchOptionsSync: () => ({ ...host().launch }),
    getEnterOptionsSync: () => ({ ...host().entry }),
    getApiCategory: () => host().entry.apiCategory,
    getExtConfig: asyncApi('getExtConfig', () => ({ extConfig: extConfig() })),
    getExtConfigSync: extConfig,
    getExptInfoSync: () => ({}),
  }
}

/** Only a mini program that a third party wrote for another has one. */
const extConfig = () => ({ ...host().program.ext })

/** Lengths in px. */
function windowInfo() {
  const { width, height, pagesHeight } = host().phone.size()
  // The screen has no round corners.
  const below = { top: statusBarHeight, bottom: height, height: height - statusBarHeight }
  const safeArea = { left: 0, right: width, width, ...below }
  return {
    pixelRatio: window.devicePixelRatio,
    windowWidth: width,
    windowHeight: pagesHeight,
    screenWidth: width,
    screenHeight: height,
    // Where the page in front begins.
    screenTop: host().phone.navigationBar.offsetHeight || 0,
    statusBarHeight,
    safeArea,
  }
}

/** WeChat has none for its tools. */
const benchmarkLevel = -1

const deviceInfo = () => ({
  brand: 'devtools',
  model: 'iPhone 15',
  system: 'iOS 17.0',
  platform: 'devtools',
  abi: '',
  deviceAbi: '',
  cpuType: '',
  benchmarkLevel,
  memorySize: 4096,
})

const baseInfo = () => ({
  ...versions,
  language: 'zh_CN',
  // As in WeChat, only a mini program that has a dark mode is told.
  ...(host().program.config.darkmode ? { theme: host().theme.current } : {}),
  enableDebug: false,
  fontSizeSetting: 16,
  fontSizeScaleFactor: 1,
  host: { env: 'WeChat', appId: '', version: 0x28003c2a },
})

function systemSetting() {
  const { width, height } = host().phone.size()
  const deviceOrientation = width > height ? 'landscape' : 'portrait'
  return { bluetoothEnabled: false, locationEnabled: true, wifiEnabled: navigator.onLine, deviceOrientation }
}

/** What the system lets WeChat do. */
const authorizeSetting = () => ({
  albumAuthorized: 'authorized',
  bluetoothAuthorized: 'denied',
  cameraAuthorized: 'authorized',
  locationAuthorized: 'authorized',
  locationReducedAccuracy: false,
  microphoneAuthorized: 'authorized',
  notificationAuthorized: 'authorized',
  notificationAlertAuthorized: 'authorized',
  notificationBadgeAuthorized: 'authorized',
  notificationSoundAuthorized: 'authorized',
  phoneCalendarAuthorized: 'authorized',
})

const skylineInfo = { isSupported: false, version: '', reason: 'client not supported' }

/** All of it together; what is authorised is true or false here. */
function systemInfo() {
  const authorized = Object.entries(authorizeSetting()).map(([name, value]) => [
    name,
    typeof value === 'boolean' ? value : value === 'authorized',
  ])
  return {
    ...deviceInfo(),
    ...windowInfo(),
    ...baseInfo(),
    ...systemSetting(),
    ...(Object.fromEntries(authorized) as Record<string, boolean>),
  }
}
