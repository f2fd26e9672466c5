import { host } from '../host'
import type { Theme } from '../program'
import { ApiFailure, asyncApi } from './call-style'

type NetworkListener = (status: { isConnected: boolean; networkType: string }) => void
type ThemeListener = (change: { theme: Theme }) => void

const networkType = () => (navigator.onLine ? 'wifi' : 'none')

/** What the mini program can learn about the device and the program that shows it. */
export function deviceApis() {
  const networkListeners = new Set<NetworkListener>()
  for (const event of ['online', 'offline']) {
    window.addEventListener(event, () => {
      const status = { isConnected: navigator.onLine, networkType: networkType() }
      for (const listener of networkListeners) listener(status)
    })
  }
  return {
    getWindowInfo() {
      const { width, height, pagesHeight } = host().phone.size()
      const safeArea = { left: 0, top: 0, right: width, bottom: height, width, height }
      const screen = { screenWidth: width, screenHeight: height, screenTop: 0, statusBarHeight: 0, safeArea }
      return { pixelRatio: window.devicePixelRatio, windowWidth: width, windowHeight: pagesHeight, ...screen }
    },
    getAppBaseInfo: () => ({
      SDKVersion: '3.8.12',
      version: '8.0.60',
      language: 'zh_CN',
      theme: host().theme.current,
      enableDebug: false,
      host: { env: 'WeChat' },
    }),
    getDeviceInfo: () => ({ brand: 'devtools', model: 'preview', system: 'preview', platform: 'devtools' }),
    getAccountInfoSync: () => ({
      miniProgram: { appId: host().surroundings.appId, envVersion: 'develop', version: '' },
    }),
    getNetworkType: asyncApi('getNetworkType', () => ({ networkType: networkType() })),
    onNetworkStatusChange: (listener: NetworkListener) => networkListeners.add(listener),
    offNetworkStatusChange: (listener: NetworkListener) => networkListeners.delete(listener),
    onThemeChange: (listener: ThemeListener) => host().theme.onChange(listener),
    offThemeChange: (listener: ThemeListener) => host().theme.offChange(listener),
    nextTick: (run: () => void) => {
      setTimeout(run)
    },
  }
}

/** Keeps the mini program's keys apart from those of the page around it. */
const prefix = 'mini-program:'

function read(key: string): unknown {
  const text = host().surroundings.storage.getItem(prefix + key)
  // WeChat answers an empty text for a key that was never set.
  return text === null ? '' : (JSON.parse(text) as { value: unknown }).value
}

function write(key: string, value: unknown): void {
  host().surroundings.storage.setItem(prefix + key, JSON.stringify({ value }))
}

function remove(key: string): void {
  host().surroundings.storage.removeItem(prefix + key)
}

interface StorageOptions {
  key: string
  data?: unknown
}

/** The storage of the mini program on this device. */
export function storageApis() {
  return {
    getStorageSync: read,
    setStorageSync: write,
    removeStorageSync: remove,
    getStorage: asyncApi<StorageOptions>('getStorage', ({ key }) => {
      if (host().surroundings.storage.getItem(prefix + key) === null) throw new ApiFailure('data not found')
      return { data: read(key) }
    }),
    setStorage: asyncApi<StorageOptions>('setStorage', ({ key, data }) => write(key, data)),
    removeStorage: asyncApi<StorageOptions>('removeStorage', ({ key }) => remove(key)),
  }
}
