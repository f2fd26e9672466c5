import type { Surroundings } from '../host/program'

/** The browser's storage as the phone of one person: another caller finds none of it. */
export function storageOf(openid: string): Surroundings['storage'] {
  const own = (key: string) => `${openid}/${key}`
  return {
    getItem: key => localStorage.getItem(own(key)),
    setItem: (key, value) => localStorage.setItem(own(key), value),
    removeItem: key => localStorage.removeItem(own(key)),
  }
}
