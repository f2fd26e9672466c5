import type { Endpoint } from '../../shared/schema/endpoint'
import type { Field, Shape } from '../../shared/schema/fields'
import { type Fact, type Facts, full, jsonTexts, type MethodFacts } from './facts'
import { snake } from './own-rule'
import { isBinary, membersOf } from './rows'

/** Where a row and the facts do not say the same. */
export interface Discrepancy {
  /** `verb`, `path`, `body cargo.detail_list[].count`, … */
  readonly where: string
  /** `missing in the row`, `is string, in the facts number`, … */
  readonly found: string
}

/** Everything in which a row differs from the facts: verb, path, kinds, and every name and type. */
export function compare(method: string, row: Endpoint, fact: MethodFacts): Discrepancy[] {
  const discrepancies: Discrepancy[] = []
  const equal = (where: string, ours: unknown, theirs: unknown) => {
    if (ours !== theirs) discrepancies.push({ where, found: `is ${ours}, in the facts ${theirs}` })
  }
  const [verb, path] = row.http.split(' ')
  equal('verb', verb, fact.verb)
  equal('path', path, fact.path)
  equal('bodyKind', verb === 'GET' ? 'none' : (row.body ?? 'json'), fact.bodyKind)
  equal('responseKind', isBinary(row.result) ? 'buffer' : 'json', fact.responseKind)
  equal('aliasOf', row.aliasOf, fact.aliasOf)
  equal('cloudCallable', row.cloudCallable, fact.cloudCallable)

  const isInQuery = (field: Field<unknown>) => verb === 'GET' || field.place === 'query'
  const compareMembers = memberComparer(method, discrepancies)
  compareMembers(only(row.params, isInQuery), fact.query ?? {}, 'query ')
  compareMembers(
    only(row.params, field => !isInQuery(field)),
    fact.body ?? {},
    'body ',
  )
  compareMembers(membersOf(row.result), fact.response ?? {}, 'response ')
  return discrepancies
}

const only = (shape: Shape, wanted: (field: Field<unknown>) => boolean): Shape =>
  Object.fromEntries(Object.entries(shape).filter(([, field]) => wanted(field)))

function memberComparer(method: string, discrepancies: Discrepancy[]) {
  const say = (where: string, found: string) => discrepancies.push({ where, found })

  const compareMembers = (shape: Shape, known: Facts, prefix: string): void => {
    const ours = new Map(Object.entries(shape).map(([name, field]) => [field.wire ?? snake(name), field]))
    for (const [name, fact] of Object.entries(known)) {
      const field = ours.get(name)
      if (field) compareField(field, fact, prefix + name)
      else say(prefix + name, 'is missing in the row')
    }
    for (const name of ours.keys()) {
      if (!Object.hasOwn(known, name)) say(prefix + name, 'is in the row, not in the facts')
    }
  }

  const compareField = (field: Field<unknown>, fact: Fact, where: string): void => {
    const { type, enum: values, fields, jsonString } = full(fact)
    if (field.kind === 'jsonString') {
      if (type !== 'string' || !(jsonString || jsonTexts.has(`${method} ${where}`.replaceAll('[]', '')))) {
        say(where, `is JSON text, in the facts ${type}`)
      } else if (jsonString && Object.keys(jsonString).length > 0) {
        compareMembers(field.item?.fields ?? {}, jsonString, `${where}.`)
      }
      return
    }
    if (!fits(field, type, fields)) say(where, `is ${typeName(field)}, in the facts ${type}`)
    compareValues(field, values, where)
    const inner = innermost(field)
    if (inner.fields || (fields && typeName(field) === type)) {
      compareMembers(inner.fields ?? {}, fields ?? {}, `${where}${type.endsWith('[]') ? '[]' : ''}.`)
    }
  }

  const compareValues = (
    field: Field<unknown>,
    known: readonly unknown[] | undefined,
    where: string,
  ): void => {
    const { kind, values } = innermost(field)
    const ours = kind === 'oneOf' || kind === 'fixed' ? values! : undefined
    const text = (list: readonly unknown[] | undefined) => (list ? JSON.stringify([...list].sort()) : 'open')
    if (kind === 'fixed' && (!known || known.includes(ours![0]))) return
    if (text(ours) !== text(known)) say(where, `has the values ${text(ours)}, in the facts ${text(known)}`)
  }
  return compareMembers
}

/** The field whose members or values count: the items of a list, the values of a map. */
const innermost = (field: Field<unknown>): Field<unknown> =>
  field.item && field.kind !== 'jsonString' ? innermost(field.item) : field

/** The type of a field in the words of the facts. */
function typeName(field: Field<unknown>): string {
  switch (field.kind) {
    case 'integer':
    case 'bigInteger':
      return 'number'
    case 'oneOf':
    case 'fixed':
      return typeof field.values![0]
    case 'credential':
      return 'string'
    case 'array':
      return `${typeName(field.item!)}[]`
    case 'record':
      return 'map'
    case 'media':
      return 'file'
    default:
      return field.kind
  }
}

function fits(field: Field<unknown>, type: string, members: Facts | undefined): boolean {
  const ours = typeName(field)
  if (type === ours || type === 'any' || type === 'unknown') return true
  // Digits that pages and their samples write both ways, or that a number cannot hold.
  if (field.kind === 'bigInteger' && type === 'string') return true
  if (type === 'array') return field.kind === 'array'
  // Where the facts know no members, an open value says the same as an empty object, and more honestly.
  const isOpen = (kind: string) => kind === 'json' || kind === 'record'
  if (type === 'object' && !members) return isOpen(field.kind)
  if (type === 'object[]' && !members) return field.kind === 'array' && isOpen(field.item!.kind)
  return false
}
