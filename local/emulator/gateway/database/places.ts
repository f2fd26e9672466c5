import { GatewayFault } from '../fields'
import { type Document, isObject } from './document'
import { readQuery } from './matches'
import { memberAt, setMemberAt } from './path'

/** Whether a name in the path of an update stands for elements of a list. */
export const isPlace = (name: string): boolean => name === '$' || name === '$[]'

/**
 * The paths that a path of an update stands for in a document: `list.$.a` is that of the first element that the query
 * found, `list.$[].a` are those of all elements, as in MongoDB.
 * @throws GatewayFault where there is no list, or the query does not ask for its elements
 */
export function placesOf(path: string, document: Document, query: unknown): string[] {
  const names = path.split('.')
  const at = names.findIndex(isPlace)
  if (at < 0) return [path]
  const before = names.slice(0, at).join('.')
  const list = memberAt(document, before)
  const chosen = names[at] === '$' ? [foundIn(list, before, query)] : allOf(list, before)
  return chosen.flatMap(index => placesOf([before, index, ...names.slice(at + 1)].join('.'), document, query))
}

function allOf(list: unknown, path: string): number[] {
  if (Array.isArray(list)) return list.map((_, index) => index)
  throw refused(`The path '${path}' must exist in the document in order to apply array updates.`)
}

/** The first element that fulfils all that the query asks of the list; else the first for its last condition. */
function foundIn(list: unknown, path: string, query: unknown): number {
  const conditions = conditionsOn(path, query).map(condition => readQuery(condition))
  const alone = (element: unknown) => {
    const document: Document = {}
    setMemberAt(document, path, [element])
    return document
  }
  const elements = Array.isArray(list) ? list.map(alone) : []
  const last = conditions.slice(-1)
  const [index] = [conditions, last]
    .map(wanted => elements.findIndex(one => wanted.every(({ fits }) => fits(one))))
    .filter(found => found >= 0)
  if (index !== undefined && conditions.length > 0) return index
  throw refused('The positional operator did not find the match needed from the query.')
}

/** What a query asks of a list and of what is in it. */
function conditionsOn(path: string, query: unknown): Document[] {
  if (!isObject(query)) return []
  return Object.entries(query).flatMap(([name, condition]) => {
    if (name === '$and' && Array.isArray(condition)) return condition.flatMap(one => conditionsOn(path, one))
    return name === path || name.startsWith(`${path}.`) ? [{ [name]: condition }] : []
  })
}

const refused = (why: string) => new GatewayFault('DATABASE_REQUEST_FAILED', why)
