import { host } from '../host'
import { ApiFailure, asyncApi, requireParam, syncApi } from './call-style'

/** Keeps the mini program's keys apart from those of the page around it. */
const prefix = 'mini-program:'
const bytesPerKilobyte = 1024
/** WeChat's limits, for a key and for all of them. */
const limits = { key: 1024 * bytesPerKilobyte, all: 10 * 1024 * bytesPerKilobyte }

/** A value as it is kept: JSON, and what JSON does not keep by its type. */
interface Kept {
  value?: unknown
  type?: 'Date' | 'Undefined'
}

interface KeyOptions {
  key: string
  data?: unknown
}

type Pair = { key: string; value: unknown }

/** The storage of the mini program on this device. */
export function storageApis() {
  return {
    getStorageSync: syncApi('getStorageSync', (key: string) => read(checked(key))),
    setStorageSync: syncApi('setStorageSync', (key: string, data?: unknown) => write(checked(key), data)),
    removeStorageSync: syncApi('removeStorageSync', (key: string) => remove(checked(key))),
    clearStorageSync: clear,
    getStorageInfoSync: info,
    batchGetStorageSync: syncApi('batchGetStorageSync', (keys: string[]) => readAll(keys)),
    batchSetStorageSync: syncApi('batchSetStorageSync', (pairs: Pair[]) => writeAll(pairs)),
    getStorage: asyncApi<KeyOptions>('getStorage', ({ key }) => {
      if (text(checked(key)) === null) throw new ApiFailure('data not found')
      return { data: read(key) }
    }),
    setStorage: asyncApi<KeyOptions>('setStorage', ({ key, data }) => write(checked(key), data)),
    removeStorage: asyncApi<KeyOptions>('removeStorage', ({ key }) => remove(checked(key))),
    clearStorage: asyncApi('clearStorage', clear),
    getStorageInfo: asyncApi('getStorageInfo', info),
    batchGetStorage: asyncApi<{ keyList: string[] }>('batchGetStorage', options => {
      requireParam(options, 'keyList', 'Array')
      return { dataList: readAll(options.keyList) }
    }),
    batchSetStorage: asyncApi<{ kvList: Pair[] }>('batchSetStorage', options => {
      requireParam(options, 'kvList', 'Array')
      writeAll(options.kvList)
    }),
  }
}

function checked(key: unknown): string {
  requireParam({ key }, 'key', 'String')
  return key as string
}

const text = (key: string) => host().surroundings.storage.getItem(prefix + key)

/** WeChat answers an empty text for a key that was never set. */
function read(key: string): unknown {
  const { value, type } = JSON.parse(text(key) ?? '{"value":""}') as Kept
  if (type === 'Date') return new Date(value as string)
  return type === 'Undefined' ? undefined : value
}

/** @throws ApiFailure when the value is too large, TypeError when it goes round in circles */
function write(key: string, data: unknown): void {
  const json = JSON.stringify(keptOf(data))
  if (sizeOf(json) > limits.key) throw new ApiFailure('entry size limit reached')
  sizes ??= measured()
  if (total(sizes) - (sizes.get(key) ?? 0) + sizeOf(json) > limits.all) throw tooMuch()
  try {
    host().surroundings.storage.setItem(prefix + key, json)
  } catch {
    // A browser may have less room than WeChat.
    throw tooMuch()
  }
  sizes.set(key, sizeOf(json))
}

/** The bytes of each key, kept so that a write does not read everything. */
let sizes: Map<string, number> | undefined

/** WeChat keeps a date and undefined that stand alone, and an empty text for a function; inside, they are JSON. */
function keptOf(data: unknown): Kept {
  if (data === undefined) return { type: 'Undefined' }
  if (data instanceof Date) return { type: 'Date', value: data }
  return { value: typeof data === 'function' || typeof data === 'symbol' ? '' : data }
}

const tooMuch = () => new ApiFailure('exceed storage max size 10Mb')

function remove(key: string): void {
  host().surroundings.storage.removeItem(prefix + key)
  sizes?.delete(key)
}

function clear(): void {
  for (const key of keys()) remove(key)
}

function keys(): string[] {
  const { storage } = host().surroundings
  const all = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
  return all.filter(key => key.startsWith(prefix)).map(key => key.slice(prefix.length))
}

const sizeOf = (words: string) => new Blob([words]).size
const measured = () => new Map(keys().map(key => [key, sizeOf(text(key) ?? '')]))
const total = (bytes: Map<string, number>) => [...bytes.values()].reduce((sum, size) => sum + size, 0)

/** Sizes in KB. */
const info = () => ({
  keys: keys(),
  currentSize: Math.ceil(total(measured()) / bytesPerKilobyte),
  limitSize: limits.all / bytesPerKilobyte,
})

const readAll = (list: string[]) => list.map(key => read(checked(key)))

function writeAll(pairs: Pair[]): void {
  for (const { key, value } of pairs) write(checked(key), value)
}
