// The conversion rule of wx-server-sdk, both ways. It applies to every name that a row does not know.

const cacheLimit = 4096
// None of WeChat's names is longer; longer keys are users' data and not worth caching.
const longestRemembered = 80

/** Remembers results, but only a bounded number: keys can be users' data. */
function remember(convert: (key: string) => string): (key: string) => string {
  let known = new Map<string, string>()
  return key => {
    const hit = known.get(key)
    if (hit !== undefined) return hit
    const made = convert(key)
    if (key.length > longestRemembered) return made
    if (known.size >= cacheLimit) known = new Map()
    known.set(key, made)
    return made
  }
}

/** `tagidList` becomes `tagid_list`. Every capital becomes `_` and its lower case; at the start only the case changes. */
export const toWire = remember(key =>
  key.replace(/[A-Z]/g, (letter, at: number) => (at === 0 ? '' : '_') + letter.toLowerCase()),
)

/** `tagid_list` becomes `tagidList`. Only `_` before a small letter folds: `thing_01` and `MsgId` stay. */
export const fromWire = remember(key => key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()))

/** Whether a name is an object's own. `Object.hasOwn` is younger than the runtime of cloud functions. */
export const hasOwn = (object: object, name: string): boolean =>
  Object.prototype.hasOwnProperty.call(object, name)
