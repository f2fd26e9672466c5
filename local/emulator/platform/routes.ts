import { type CatalogueNode, type Endpoint, isEndpoint } from '../../../shared/schema/endpoint'

export type Verb = 'GET' | 'POST'

/** A row and the name under which the catalogue holds it. */
export interface Route {
  /** `logistics.addOrder` */
  readonly method: string
  readonly row: Endpoint
}

/** The name under which everything of a method is kept: of a second name the first. */
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
