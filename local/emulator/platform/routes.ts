import { nearest } from '../../../shared/errors/nearest'
import { type CatalogueNode, type Endpoint, isEndpoint } from '../../../shared/schema/endpoint'
import type { Members } from './members'

export type Verb = 'GET' | 'POST'

/** A row and the name under which the catalogue holds it. */
export interface Route {
  /** `logistics.addOrder` */
  readonly method: string
  readonly row: Endpoint
}

/** The name that everything of a method is kept under: the first name, also for a second one. */
export const firstName = ({ method, row }: Route): string => row.aliasOf ?? method

/** The rows of one path, by verb. */
export type RoutesOfPath = { readonly [V in Verb]?: readonly Route[] }

/** Every path of a catalogue. Rows that are second names come last. */
export function createRoutes(root: CatalogueNode): ReadonlyMap<string, RoutesOfPath> {
  const paths = new Map<string, { [V in Verb]?: Route[] }>()
  const routes = rowsOf(root, '').sort((a, b) => Number(!!a.row.aliasOf) - Number(!!b.row.aliasOf))
  for (const route of routes) {
    const [verb, path] = route.row.http.split(' ') as [Verb, string]
    const ofPath = paths.get(path) ?? {}
    ofPath[verb] = [...(ofPath[verb] ?? []), route]
    paths.set(path, ofPath)
  }
  return paths
}

/** Every method of a catalogue, second names too, by its dotted name. */
export const routesByName = (root: CatalogueNode): ReadonlyMap<string, Route> =>
  new Map(rowsOf(root, '').map(route => [route.method, route]))

function rowsOf(node: CatalogueNode, above: string): Route[] {
  return Object.entries(node).flatMap(([name, child]) =>
    isEndpoint(child) ? [{ method: above + name, row: child }] : rowsOf(child, `${above}${name}.`),
  )
}

/** Knows the methods by name. */
export interface FirstNameOf {
  /** The first name of a method; `undefined` when there is no such method. */
  (method: string): string | undefined
  /** `; did you mean logistics.addOrder?` for a misspelt name, nothing for one that is like no other. */
  hint(misspelt: string): string
}

/** Knows the methods of a catalogue by name. */
export function knowNames(routes: ReadonlyMap<string, Route>): FirstNameOf {
  const firstNameOf = (method: string) => {
    const route = routes.get(method)
    return route && firstName(route)
  }
  return Object.assign(firstNameOf, {
    hint(misspelt: string) {
      const guess = nearest(misspelt, [...routes.keys()])
      return guess ? `; did you mean ${guess}?` : ''
    },
  })
}

/**
 * Reads values that are given by method, and returns them by the first names of the methods.
 * @param what what holds the methods, as error messages name it
 * @param read reads the value of one method, with the name as it was given
 * @throws Error when a name is not a method, or two names are the same method
 */
export function byFirstName<T>(
  given: Members,
  what: string,
  firstNameOf: FirstNameOf,
  read: (value: unknown, name: string) => T,
): { [method: string]: T } {
  const values = new Map<string, T>()
  for (const [name, value] of Object.entries(given)) {
    const method = firstNameOf(name)
    if (method === undefined) {
      throw new Error(`${what} names ${name.slice(0, 80)}, which is not a method${firstNameOf.hint(name)}`)
    }
    if (values.has(method)) throw new Error(`${what} names ${method} twice: ${name} is another name of it`)
    values.set(method, read(value, name))
  }
  return Object.fromEntries(values)
}
