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

/**
 * The methods of a namespace and of those below it.
 * @throws UnknownMethodError naming the nearest namespace
 */
export function requireNamespace(namespace: string): EndpointInfo[] {
  const all = listEndpoints()
  const found = all.filter(one => one.namespace === namespace || one.namespace.startsWith(`${namespace}.`))
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
