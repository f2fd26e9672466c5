import { host } from '../host'
import { ApiFailure, asyncApi } from './call-style'

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
