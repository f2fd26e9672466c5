import { host } from '../host'
import { network } from './device'
import { listenerPairs } from './listener-pairs'

/** What can happen here. */
const heard = [
  'AppShow',
  'AppHide',
  'AppRoute',
  'AppRouteDone',
  'Error',
  'UnhandledRejection',
  'PageNotFound',
  'ThemeChange',
  'WindowResize',
  'NetworkStatusChange',
  'KeyboardHeightChange',
  'LocationChange',
]

/** What never happens on this device; who listens is never told. */
const unheard = [
  'ApiCategoryChange',
  'AudioInterruptionBegin',
  'AudioInterruptionEnd',
  'BatteryInfoChange',
  'BeaconServiceChange',
  'BeaconUpdate',
  'BLECharacteristicValueChange',
  'BLEConnectionStateChange',
  'BLEMTUChange',
  'BLEPeripheralConnectionStateChanged',
  'BluetoothAdapterStateChange',
  'BluetoothDeviceFound',
  'CopyUrl',
  'GetWifiList',
  'HCEMessage',
  'LazyLoadError',
  'LocalServiceDiscoveryStop',
  'LocalServiceFound',
  'LocalServiceLost',
  'LocalServiceResolveFail',
  'LocationChangeError',
  'MemoryWarning',
  'MenuButtonBoundingClientRectWeightChange',
  'NetworkWeakChange',
  'ScreenRecordingStateChanged',
  'UserCaptureScreen',
  'WifiConnected',
  'WifiConnectedWithPartialInfo',
  'WindowStateChange',
]

/** `wx.onX` and `wx.offX` for everything that a mini program can listen for. */
export function listenerApis(): Record<string, (listener?: unknown) => void> {
  watchNetwork()
  watchKeyboard()
  return listenerPairs([...heard, ...unheard], () => host().signals)
}

function watchNetwork(): void {
  for (const event of ['online', 'offline']) {
    window.addEventListener(event, () => {
      const { isConnected, networkType } = network()
      host().signals.fire('NetworkStatusChange', { isConnected, networkType })
    })
  }
}

/** A keyboard on the screen takes a part of the window. */
function watchKeyboard(): void {
  let known = 0
  window.visualViewport?.addEventListener('resize', () => {
    const height = Math.max(0, Math.round(window.innerHeight - window.visualViewport!.height))
    if (height === known) return
    known = height
    host().signals.fire('KeyboardHeightChange', { height, duration: 0 })
  })
}
