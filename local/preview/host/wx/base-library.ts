import { host } from '../host'
import { ApiFailure, asyncApi, requireParam, syncApi } from './call-style'
import { decoded, encoded, randomValues } from './encodings'

/** What needs no device: bytes, logs, reports, measures, updates. */
export function baseLibraryApis() {
  return {
    nextTick: (run: () => void) => {
      setTimeout(run)
    },
    triggerGC: () => undefined,
    setEnableDebug: asyncApi('setEnableDebug', () => undefined),
    base64ToArrayBuffer: (text: string) => encoded(text, 'base64').buffer,
    arrayBufferToBase64: (bytes: ArrayBuffer) => decoded(new Uint8Array(bytes), 'base64'),
    getRandomValues: asyncApi<{ length: number }>('getRandomValues', randomValues),
    getUserCryptoManager: () => ({
      getRandomValues: asyncApi<{ length: number }>('getRandomValues', randomValues),
      getLatestUserKey: asyncApi('getLatestUserKey', () => {
        throw new ApiFailure('there is no user key without a server of WeChat')
      }),
    }),
    getUpdateManager: () => updates,
    getPluginUpdateManager: () => updates,
    getLogManager: () => ({ ...logs, log: logs.info }),
    getRealtimeLogManager: realtimeLogs,
    // A report reaches nobody here, as little as one of DevTools.
    reportEvent: () => undefined,
    reportAnalytics: () => undefined,
    reportMonitor: () => undefined,
    reportPerformance: () => undefined,
    getPerformance: performanceOf(),
    requestIdleCallback: (run: (left: object) => void) =>
      setTimeout(() => run({ didTimeout: false, timeRemaining: () => 0 })),
    cancelIdleCallback: (id: number) => clearTimeout(id),
    preloadWebview: asyncApi('preloadWebview', () => undefined),
    preloadAssets: asyncApi('preloadAssets', () => undefined),
    preDownloadSubpackage: asyncApi('preDownloadSubpackage', () => undefined),
    setBackgroundFetchToken: asyncApi<{ token: string }>('setBackgroundFetchToken', options => {
      requireParam(options, 'token', 'String')
      fetchToken = options.token
    }),
    getBackgroundFetchToken: asyncApi('getBackgroundFetchToken', () => ({ token: fetchToken })),
    getBackgroundFetchData: asyncApi('getBackgroundFetchData', () => {
      throw new ApiFailure('record is null')
    }),
    onBackgroundFetchData: () => undefined,
    updateWeChatApp: asyncApi('updateWeChatApp', () => undefined),
  }
}

let fetchToken = ''

/** What runs is what was saved last: there is no update. */
const updates = {
  onCheckForUpdate: (listener: (check: { hasUpdate: boolean }) => void) => {
    setTimeout(() => listener({ hasUpdate: false }))
  },
  onUpdateReady: () => undefined,
  onUpdateFailed: () => undefined,
  applyUpdate: syncApi('applyUpdate', () => {
    throw new ApiFailure('update is not ready')
  }),
}

const logs = {
  debug: (...words: unknown[]) => console.debug(...words),
  info: (...words: unknown[]) => console.info(...words),
  warn: (...words: unknown[]) => console.warn(...words),
}

/** The largest that WeChat keeps, in bytes and messages. */
const realtimeState = { size: 0, maxSize: 5120, logCount: 0, maxLogCount: 200 }

/** Logs of the browser’s console. What a shop reports as an error is no error of the preview. */
function realtimeLogs(): object {
  const { info, warn } = logs
  const tagged = (tag: string) => ({
    info: (...words: unknown[]) => info(tag, ...words),
    warn: (...words: unknown[]) => warn(tag, ...words),
    error: (...words: unknown[]) => warn(tag, ...words),
    addFilterMsg: () => undefined,
    setFilterMsg: () => undefined,
  })
  const own = { info, warn, error: warn, addFilterMsg: () => undefined, setFilterMsg: () => undefined }
  return { ...own, in: () => undefined, tag: tagged, getCurrentState: () => ({ ...realtimeState }) }
}

interface Measure {
  entryType: 'navigation'
  name: 'appLaunch' | 'route'
  path: string
  navigationType: string
  startTime: number
  duration: number
}

/** `wx.getPerformance`: how long the launch and each change of the page took, in milliseconds. */
function performanceOf() {
  const entries: Measure[] = []
  const observers = new Set<(list: object) => void>()
  const listOf = (found: Measure[]) => ({
    getEntries: () => found,
    getEntriesByType: (type: string) => found.filter(({ entryType }) => entryType === type),
    getEntriesByName: (name: string, type?: string) =>
      found.filter(entry => entry.name === name && (type ?? entry.entryType) === entry.entryType),
  })
  let isWatching = false
  const watch = () => {
    isWatching = true
    let startTime = Date.now()
    const { signals } = host()
    signals.on('AppRoute', () => {
      startTime = Date.now()
    })
    signals.on('AppRouteDone', (route: unknown) => {
      const { path, openType } = route as { path: string; openType: string }
      const duration = Date.now() - startTime
      const entry: Measure = {
        entryType: 'navigation',
        name: 'route',
        path,
        navigationType: openType,
        startTime,
        duration,
      }
      entries.push(entry)
      for (const observer of observers) observer(listOf([entry]))
    })
  }
  return () => {
    if (!isWatching) {
      watch()
      const startTime = Math.round(performance.timeOrigin)
      const { path } = host().launch
      const duration = Math.round(performance.now())
      entries.push({
        entryType: 'navigation',
        name: 'appLaunch',
        path,
        navigationType: 'appLaunch',
        startTime,
        duration,
      })
    }
    return {
      ...listOf(entries),
      setBufferSize: () => undefined,
      createObserver: (listener: (list: object) => void) => ({
        supportedEntryTypes: ['navigation'],
        observe: () => void observers.add(listener),
        disconnect: () => void observers.delete(listener),
      }),
    }
  }
}
