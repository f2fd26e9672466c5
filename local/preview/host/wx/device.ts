import { host } from '../host'
import { ApiFailure, asyncApi, requireParam } from './call-style'

/** The device that runs the mini program: its screen, its keyboard, its battery, its network, and how it moves. */
export function deviceApis() {
  return {
    ...screenApis(),
    ...keyboardApis(),
    ...sensorApis(),
    getNetworkType: asyncApi('getNetworkType', network),
    getLocalIPAddress: asyncApi('getLocalIPAddress', () => ({ localip: '127.0.0.1', netmask: '255.0.0.0' })),
    getBatteryInfo: asyncApi('getBatteryInfo', () => battery),
    getBatteryInfoSync: () => ({ ...battery }),
    vibrateLong: asyncApi('vibrateLong', () => undefined),
    checkIsOpenAccessibility: asyncApi('checkIsOpenAccessibility', () => ({ open: false })),
    openSystemBluetoothSetting: asyncApi('openSystemBluetoothSetting', () => undefined),
    openAppAuthorizeSetting: asyncApi('openAppAuthorizeSetting', () => undefined),
  }
}

const battery = { level: 100, isCharging: true, isLowPowerModeEnabled: false }

export const network = () => ({
  networkType: navigator.onLine ? 'wifi' : 'none',
  isConnected: navigator.onLine,
  signalStrength: 0,
  hasSystemProxy: false,
  weakNet: false,
})

/** A computer’s screen is not dimmed by a page: the value is kept, no more. */
function screenApis() {
  let brightness = 0.5
  return {
    getScreenBrightness: asyncApi('getScreenBrightness', () => ({ value: brightness })),
    setScreenBrightness: asyncApi<{ value: number }>('setScreenBrightness', options => {
      requireParam(options, 'value', 'Number')
      const { value } = options
      if (value > 1 || (value < 0 && value !== -1)) throw new ApiFailure('invalid value')
      brightness = value === -1 ? 0.5 : value
    }),
    setKeepScreenOn: asyncApi('setKeepScreenOn', () => undefined),
    setVisualEffectOnCapture: asyncApi('setVisualEffectOnCapture', () => undefined),
    getScreenRecordingState: asyncApi('getScreenRecordingState', () => ({ state: 'off' })),
  }
}

function keyboardApis() {
  return {
    hideKeyboard: asyncApi('hideKeyboard', () => focusedField().blur()),
    getSelectedTextRange: asyncApi('getSelectedTextRange', () => {
      const { selectionStart, selectionEnd } = focusedField()
      return { start: selectionStart ?? 0, end: selectionEnd ?? 0 }
    }),
  }
}

/** @throws ApiFailure when the person is not writing */
function focusedField(): HTMLInputElement {
  const field = document.activeElement as HTMLInputElement | null
  if (!field?.matches('input, textarea') || !host().phone.frame.contains(field))
    throw new ApiFailure('input not exists!')
  return field
}

/** What a device that lies still on a table measures, and whether listening alone starts it. */
const sensors: Record<string, { reading: object; verb?: string; startsItself?: boolean }> = {
  Accelerometer: { reading: { x: 0, y: 0, z: -1 }, startsItself: true },
  Compass: { reading: { direction: 0, accuracy: 'high' }, startsItself: true },
  Gyroscope: { reading: { x: 0, y: 0, z: 0 } },
  DeviceMotion: { reading: { alpha: 0, beta: 0, gamma: 0 }, verb: 'DeviceMotionListening' },
}

/** How often they are heard, in milliseconds. */
const intervals: Record<string, number> = { game: 20, ui: 60, normal: 200 }

function sensorApis(): Record<string, unknown> {
  const apis: Record<string, unknown> = {}
  for (const [name, { reading, verb = name, startsItself }] of Object.entries(sensors)) {
    const signal = `${name}Change`
    let timer: ReturnType<typeof setInterval> | undefined
    const start = (interval = 'normal') => {
      clearInterval(timer)
      const every = intervals[interval] ?? intervals.normal
      timer = setInterval(() => host().signals.fire(signal, { ...reading }), every)
    }
    apis[`start${verb}`] = asyncApi<{ interval?: string }>(`start${verb}`, ({ interval }) => start(interval))
    apis[`stop${verb}`] = asyncApi(`stop${verb}`, () => {
      clearInterval(timer)
      timer = undefined
    })
    apis[`on${signal}`] = (listener: unknown) => {
      host().signals.on(signal, listener)
      if (startsItself && timer === undefined) start()
    }
    apis[`off${signal}`] = (listener?: unknown) => host().signals.off(signal, listener)
  }
  return apis
}
