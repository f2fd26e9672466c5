import { type EndpointInfo, listEndpoints } from '../../../shared/catalog'
import type { Screen } from '../output/screen'
import { safeJson } from '../output/show-json'
import { type Column, formatTable } from '../output/table'
import { descriptionOf, requireNamespace } from './endpoints'

/**
 * Lists the methods of a namespace and of those below it, or of the whole catalogue.
 * @throws UnknownMethodError naming the nearest namespace
 */
export function list(namespace: string | undefined, { json }: { json?: boolean }, screen: Screen): void {
  const endpoints = namespace === undefined ? listEndpoints() : requireNamespace(namespace)
  if (json) {
    screen.print(safeJson(endpoints.map(facts)))
    return
  }
  const { name, faint } = screen.colours
  const columns: Column[] = [
    { paint: name },
    {},
    { least: 16, shrinksFirst: true, overflow: 'cut', paint: faint },
    {},
    {},
    { least: 12, overflow: 'cut' },
  ]
  for (const line of formatTable(endpoints.map(row), columns, { width: screen.columns })) screen.print(line)
  screen.note(screen.noteColours.faint(`${countOf(endpoints)}; "cloud": callable as cloud.openapi too`))
}

const row = (one: EndpointInfo): string[] => [
  one.name,
  one.verb,
  one.path,
  typeof one.effect === 'string' ? one.effect : 'keyed',
  one.cloudCallable ? 'cloud' : '',
  `${descriptionOf(one.name).title}${one.deprecated ? ' (deprecated)' : ''}`,
]

const facts = ({ name, verb, path, effect, auth, cloudCallable, deprecated, aliasOf }: EndpointInfo) => ({
  name,
  title: descriptionOf(name).title,
  verb,
  path,
  effect,
  auth,
  cloudCallable,
  deprecated,
  aliasOf,
})

const countOf = ({ length }: readonly unknown[]): string => (length === 1 ? '1 method' : `${length} methods`)
