import { type EndpointInfo, findEndpoint, listEndpoints } from '../../../shared/catalog'
import { nearest } from '../../../shared/errors/nearest'
import { UnknownMethodError } from '../../../shared/index'
import type { Description } from '../../../shared/schema/endpoint'
import { descriptions } from '../generated/descriptions'
import { en } from '../texts/en'

const mostGuesses = 3

/**
 * The method of a dotted name.
 * @throws UnknownMethodError naming the nearest methods
 */
export function requireEndpoint(name: string): EndpointInfo {
  const found = findEndpoint(name)
  if (found) return found
  const names = listEndpoints().map(endpoint => endpoint.name)
  const wanted = name.slice(0, 100).replace(/[^\w.$-]/g, '?')
  throw unknown(wanted, en.endpoints.noMethod, guess(wanted, names))
}

/** Search: the methods with every word in name, title or path, or as an errcode of their own. */
function searchIn(all: readonly EndpointInfo[], wanted: string): EndpointInfo[] {
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean)
  return all.filter(({ name, path, errcodes }) => {
    const text = `${name} ${descriptionOf(name).title} ${path}`.toLowerCase()
    return words.every(word => text.includes(word) || errcodes.some(({ code }) => String(code) === word))
  })
}

/**
 * The one method of a dotted name, or else of words that only it has.
 * @throws UnknownMethodError naming the methods that have them, or the nearest
 */
export function findOne(wanted: string): EndpointInfo {
  const exact = findEndpoint(wanted)
  if (exact) return exact
  const all = listEndpoints()
  const ofPath = all.filter(({ path }) => path === wanted)
  const found = ofPath.length > 0 ? ofPath : searchIn(all, wanted)
  if (found.length === 0) return requireEndpoint(wanted)
  if (found.length === 1) return found[0]!
  const names = found.slice(0, mostGuesses).map(({ name }) => name)
  throw new UnknownMethodError({
    what: en.endpoints.several(found.length, wanted.slice(0, 100)),
    fix:
      found.length > names.length
        ? en.endpoints.listThese(wanted)
        : en.endpoints.use(names.join(en.endpoints.or)),
  })
}

/**
 * The methods of a namespace and of those below it; of words that are none, those that have them.
 * @throws UnknownMethodError naming the nearest namespace
 */
export function requireNamespace(namespace: string): EndpointInfo[] {
  const all = listEndpoints()
  const below = all.filter(one => one.namespace === namespace || one.namespace.startsWith(`${namespace}.`))
  const found = below.length > 0 ? below : searchIn(all, namespace)
  if (found.length > 0) return found
  const wanted = namespace.slice(0, 100).replace(/[^\w.$-]/g, '?')
  const near = nearest(wanted, [...new Set(all.flatMap(one => [one.namespace, firstPart(one.namespace)]))])
  throw unknown(wanted, en.endpoints.noNamespace, near ? [near] : [])
}

const firstPart = (name: string): string => name.split('.', 1)[0]!

/** Without a namespace, the methods of that name; else the nearest. */
function guess(wanted: string, names: readonly string[]): string[] {
  const ending = `.${wanted.toLowerCase()}`
  const sameMethod = names.filter(name => name.toLowerCase().endsWith(ending))
  if (sameMethod.length > 0) return sameMethod.slice(0, mostGuesses)
  const near = nearest(wanted, names)
  return near ? [near] : []
}

function unknown(method: string, what: string, guesses: readonly string[]): UnknownMethodError {
  const meant = guesses.join(en.endpoints.or)
  return new UnknownMethodError({
    method,
    what: meant ? en.endpoints.meant(what, meant) : what,
    fix: meant ? en.endpoints.use(meant) : en.endpoints.list,
  })
}

/** What is known in words about a method of the catalogue. */
export function descriptionOf(name: string): Description {
  const found = Object.hasOwn(descriptions, name) ? descriptions[name] : undefined
  return found ?? { title: '' }
}
