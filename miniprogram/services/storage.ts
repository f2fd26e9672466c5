/** Reads a value stored on this phone; `fallback` if there is none or the storage fails. */
export function readKept<T>(key: string, fallback: T): T {
  try {
    const kept: unknown = wx.getStorageSync(key)
    // WeChat returns an empty text for an unused key.
    return kept === '' || kept === undefined || kept === null ? fallback : (kept as T)
  } catch {
    return fallback
  }
}

/** Stores a value on this phone; false if the storage is full or fails. */
export function keep(key: string, value: unknown): boolean {
  try {
    wx.setStorageSync(key, value)
    return true
  } catch {
    return false
  }
}

/** Deletes a value. */
export function forget(key: string): void {
  try {
    wx.removeStorageSync(key)
  } catch {
    // Harmless: the next value overwrites it.
  }
}
