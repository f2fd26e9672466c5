import { ApiFailure, asyncApi } from './call-style'

/** A function that fails as on a device without the hardware. */
type Row = [names: string[], errCode: number, reason: string]

const rows: Row[] = [
  [['openBluetoothAdapter', 'createBLEPeripheralServer'], 10001, 'not available'],
  [
    [
      'closeBluetoothAdapter',
      'getBluetoothAdapterState',
      'getBluetoothDevices',
      'getConnectedBluetoothDevices',
      'startBluetoothDevicesDiscovery',
      'stopBluetoothDevicesDiscovery',
      'makeBluetoothPair',
      'isBluetoothDevicePaired',
      'createBLEConnection',
      'closeBLEConnection',
      'getBLEDeviceServices',
      'getBLEDeviceCharacteristics',
      'getBLEDeviceRSSI',
      'getBLEMTU',
      'setBLEMTU',
      'readBLECharacteristicValue',
      'writeBLECharacteristicValue',
      'notifyBLECharacteristicValueChange',
    ],
    10000,
    'not init',
  ],
  [['startBeaconDiscovery'], 11000, 'unsupport'],
  [['getBeacons', 'stopBeaconDiscovery'], 11005, 'not start beacon discovery'],
  [['startWifi'], 12001, 'system not support'],
  [
    ['stopWifi', 'connectWifi', 'getWifiList', 'setWifiList', 'getConnectedWifi'],
    12000,
    'not invoke startWifi',
  ],
  [['getHCEState', 'startHCE'], 13000, 'not support NFC'],
  [['stopHCE', 'sendHCEMessage'], 13003, 'HCE is not started'],
  [['startSoterAuthentication'], 90001, 'not support soter'],
]

/** Bluetooth, Wi-Fi, NFC and beacons, which the page of a browser does not have. */
export function absentHardwareApis(): Record<string, unknown> {
  const apis: Record<string, unknown> = {
    getNFCAdapter: () => nfcAdapter,
    // No service of the network is ever found.
    startLocalServiceDiscovery: asyncApi('startLocalServiceDiscovery', () => undefined),
    stopLocalServiceDiscovery: asyncApi('stopLocalServiceDiscovery', () => undefined),
  }
  for (const [names, errCode, reason] of rows) {
    for (const name of names)
      apis[name] = asyncApi(name, () => {
        throw new ApiFailure(reason, { errCode })
      })
  }
  return apis
}

const noNfc = (name: string) =>
  asyncApi(`NFCAdapter.${name}`, () => {
    throw new ApiFailure('not support NFC', { errCode: 13000 })
  })

const nfcAdapter = {
  startDiscovery: noNfc('startDiscovery'),
  stopDiscovery: noNfc('stopDiscovery'),
  // No tag ever comes near.
  onDiscovered: () => undefined,
  offDiscovered: () => undefined,
  tech: {
    ndef: 'NDEF',
    nfcA: 'NFC-A',
    nfcB: 'NFC-B',
    isoDep: 'ISO-DEP',
    nfcF: 'NFC-F',
    nfcV: 'NFC-V',
    mifareClassic: 'MIFARE Classic',
    mifareUltralight: 'MIFARE Ultralight',
  },
}
