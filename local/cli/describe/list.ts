import { type EndpointInfo, listEndpoints } from '../../../shared/catalog'
import { type Screen, safeJson } from '../output/screen'
import { type Column, formatTable } from '../output/table'
import { en } from '../texts/en'
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
    { least: 11, shrinksFirst: true, overflow: 'cut', paint: faint },
    {},
    {},
    { least: 12, overflow: 'cut' },
  ]
  for (const line of formatTable(endpoints.map(row), columns, { width: screen.columns })) screen.print(line)
  screen.note(screen.noteColours.faint(en.list.legend(endpoints.length)))
}

const row = (one: EndpointInfo): string[] => [
  one.name,
  one.verb,
  one.path,
  typeof one.effect === 'string' ? one.effect : en.list.idempotent,
  one.cloudCallable ? en.list.cloud : '',
  one.deprecated ? en.list.deprecated(descriptionOf(one.name).title) : descriptionOf(one.name).title,
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
