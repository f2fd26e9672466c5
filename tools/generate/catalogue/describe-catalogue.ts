import type { EndpointInfo, Shape } from '../../../shared/catalog'
import type { Description } from '../../../shared/schema/endpoint'
import { type FieldRow, rowsOfShape } from '../../../shared/schema/field-rows'
import { plainText, readMethodDoc, SourceError } from './doc-comment'
import type { Evaluated, Member, Value } from './evaluate'

/** What the comments of the catalogue say. */
export interface Described {
  /** By the names of the methods. */
  readonly descriptions: ReadonlyMap<string, Description>
  /** WeChat's names of the namespaces, where their comments begin with one. */
  readonly titles: ReadonlyMap<string, string>
}

/**
 * Collects what the comments of the catalogue say.
 * @param catalogue the sources
 * @param endpoints the same catalogue as it runs, by which the reading of the sources is checked
 * @throws SourceError when a comment is missing or malformed, or sources and rows differ
 */
export function describeCatalogue(catalogue: Evaluated, endpoints: readonly EndpointInfo[]): Described {
  const rows = new Map<string, Member>()
  const titles = new Map<string, string>()
  collectRows(catalogue.value, '', { rows, titles })
  const running = new Set(endpoints.map(({ name }) => name))
  for (const [name, { place }] of rows) {
    if (!running.has(name))
      throw new SourceError(place.file, place.line, `${name} is not in the running catalogue`)
  }
  const descriptions = new Map<string, Description>()
  for (const endpoint of endpoints) {
    const row = rows.get(endpoint.name)
    if (!row) throw new Error(`${endpoint.name} is in the running catalogue, but not found in its sources`)
    descriptions.set(endpoint.name, describeRow(row, endpoint))
  }
  return { descriptions, titles }
}

interface Collected {
  readonly rows: Map<string, Member>
  readonly titles: Map<string, string>
}

function collectRows(value: Value, above: string, collected: Collected): void {
  if (!('members' in value)) return
  for (const [name, member] of value.members) {
    const { value: inner, place } = member.evaluate()
    const title = /^\p{Script=Han}+/u.exec(member.comment() ?? '')?.[0]
    if (inner.kind === 'row') collected.rows.set(above + name, member)
    else if (inner.kind === 'members') {
      if (title) collected.titles.set(above + name, title)
      collectRows(inner, `${above}${name}.`, collected)
    } else throw new SourceError(place.file, place.line, `${above}${name} is no endpoint() and no namespace`)
  }
}

function describeRow(row: Member, endpoint: EndpointInfo): Description {
  const refuse = (problem: string) =>
    new SourceError(row.place.file, row.place.line, `${endpoint.name}: ${problem}`)
  const { title, notes, see, deprecated } = readMethodDoc(row.comment(), refuse)
  if (deprecated !== undefined && endpoint.deprecated === undefined) {
    throw refuse('@deprecated in the comment wants deprecated in the row')
  }
  const { value } = row.evaluate()
  if (value.kind !== 'row') throw refuse('is no endpoint()')
  const part = (name: 'params' | 'result') => {
    const member = value.members.get(name)
    if (!member) throw refuse(`has no ${name}`)
    const found = new Map<string, string | undefined>()
    walk(member.evaluate().value, '', found, refuse)
    compare(found, rowsOf(endpoint[name]), problem => refuse(`${name}: ${problem}`))
    return commentsOf(found)
  }
  const params = part('params')
  const result = part('result')
  return {
    title,
    ...(notes && { notes }),
    ...(see && { see }),
    ...(params && { params }),
    ...(result && { result }),
  }
}

/** Every field by its path, with its comment if it has one. */
function walk(
  value: Value,
  path: string,
  found: Map<string, string | undefined>,
  refuse: (problem: string) => Error,
): void {
  if (value.kind === 'field') {
    if (value.below) walk(value.below.value, path + value.below.mark, found, refuse)
    return
  }
  if (value.kind !== 'members') throw refuse(`${path || 'the shape'} is no field and no object of fields`)
  for (const [name, member] of value.members) {
    const memberPath = path ? `${path}.${name}` : name
    const comment = member.comment()
    found.set(memberPath, comment && plainText(comment))
    const { value: inner } = member.evaluate()
    if (inner.kind !== 'field') throw refuse(`${memberPath} is no field`)
    walk(inner, memberPath, found, refuse)
  }
}

// A shape may have a member that is called `kind`: then it is a field, not a word.
const rowsOf = (part: EndpointInfo['result']): FieldRow[] =>
  rowsOfShape((typeof part.kind === 'string' ? (part.fields ?? {}) : part) as Shape)

/** Reading sources without running them can go wrong; the rows tell. */
function compare(
  found: ReadonlyMap<string, unknown>,
  rows: readonly FieldRow[],
  refuse: (problem: string) => Error,
): void {
  const paths = new Set(rows.map(({ path }) => path))
  const missing = [...paths].find(path => !found.has(path))
  if (missing) throw refuse(`${missing} runs, but was not found in the source`)
  const surplus = [...found.keys()].find(path => !paths.has(path))
  if (surplus) throw refuse(`${surplus} stands in the source, but does not run`)
}

function commentsOf(found: ReadonlyMap<string, string | undefined>): Record<string, string> | undefined {
  const said = [...found].filter((pair): pair is [string, string] => pair[1] !== undefined)
  return said.length > 0 ? Object.fromEntries(said) : undefined
}
