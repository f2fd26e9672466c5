import { nearest } from '../errors/nearest'
import { unknownMethod } from './find-row'

/** What programs read of any object, to learn what it is: these are never misspelt methods. */
const asked = [
  'toJSON',
  'inspect',
  'asymmetricMatch',
  'nodeType',
  'nodeName',
  'tagName',
  'calls',
  'stack',
  'toDate',
  'lift',
  'default',
]
const builtIn: readonly object[] = [Array, Date, Function, Map, Promise].map(({ prototype }) => prototype)

/**
 * Lets an object name the nearest of its members where a misspelt one is read: it throws UnknownMethodError for a name
 * that is up to two letters off, and gives undefined for any other. The Proxy is in the prototype chain only: what is the
 * object's own never passes through it, and awaiting, spreading, printing or comparing the object is harmless.
 * @param known the names that the object has
 * @param prefix the dotted name of the object, with its dot
 */
export function nameNearest(target: object, known: readonly string[], prefix = ''): void {
  const inherited = Object.create(Object.getPrototypeOf(target))
  const guessing = new Proxy(inherited, {
    get(_, key, receiver) {
      if (typeof key !== 'string' || key in inherited) return Reflect.get(inherited, key, receiver)
      const near = isAsked(key) ? [] : known.filter(name => isNear(key, name))
      if (near.length > 0) throw unknownMethod(prefix + key, prefix + nearest(key, near))
      return undefined
    },
  })
  Object.setPrototypeOf(target, guessing)
}

const isAsked = (key: string): boolean =>
  asked.indexOf(key) >= 0 || builtIn.some(prototype => key in prototype)

/** Of a short name fewer letters may be wrong, unless they only changed places: any short word is near another. */
function isNear(key: string, name: string): boolean {
  const shorter = Math.min(key.length, name.length)
  const most = shorter < 3 ? 0 : shorter > 5 || sorted(key) === sorted(name) ? 2 : 1
  return nearest(key, [name], most) !== undefined
}

const sorted = (text: string): string => text.toLowerCase().split('').sort().join()
