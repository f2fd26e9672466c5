/** Reads a value that was kept on this phone; `fallback` when there is none or the storage fails. */
export function readKept<T>(key: string, fallback: T): T {
  try {
    const kept: unknown = wx.getStorageSync(key)
    // WeChat gives an empty text for a key that was never written.
    return kept === '' || kept === undefined || kept === null ? fallback : (kept as T)
  } catch {
    return fallback
  }
}

/** Keeps a value on this phone; false when the storage is full or fails. */
export function keep(key: string, value: unknown): boolean {
  try {
    wx.setStorageSync(key, value)
    return true
  } catch {
    return false
  }
}

/** Forgets a value. */
export function forget(key: string): void {
  try {
    wx.removeStorageSync(key)
  } catch {
    // Nothing depends on it: the value is overwritten by the next one.
  }
}
