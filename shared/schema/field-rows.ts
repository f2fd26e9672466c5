import type { Field, Shape } from './fields'

/** One line of a table of fields. */
export interface FieldRow {
  /** Full path, by which its comment is found: `list[].bizId`. */
  readonly path: string
  readonly name: string
  /** How deep it stands, from 0. */
  readonly level: number
  readonly type: string
  readonly required: boolean
  /** The name that travels, where it does not follow from ours by rule. */
  readonly wire?: string
}

/** The members of a shape, each followed by its own. */
export function rowsOfShape(shape: Shape, above = '', level = 0): FieldRow[] {
  return Object.entries(shape).flatMap(([name, field]) => {
    const path = above ? `${above}.${name}` : name
    const row = {
      path,
      name,
      level,
      type: typeOf(field),
      required: !field.optional,
      ...(field.wire !== undefined && { wire: field.wire }),
    }
    return [row, ...rowsBelow(field, path, level + 1)]
  })
}

function rowsBelow(field: Field<unknown>, path: string, level: number): FieldRow[] {
  if (field.fields) return rowsOfShape(field.fields, path, level)
  if (!field.item) return []
  const marks: { readonly [kind: string]: string } = { array: '[]', record: '.*' }
  return rowsBelow(field.item, path + (marks[field.kind] ?? ''), level)
}

/** A field's type in the words of TypeScript, with its limits. */
export function typeOf(field: Field<unknown>): string {
  switch (field.kind) {
    case 'integer':
      return `integer${limits(field, '')}`
    case 'number':
      return `number${limits(field, '')}`
    case 'string':
      return `string${limits(field, ' characters')}`
    case 'bigInteger':
      return 'integer, beyond 2^53-1 as text'
    case 'oneOf':
      return [...field.values!.map(value => JSON.stringify(value)), ...(field.open ? ['…'] : [])].join(' | ')
    case 'fixed':
      return `always ${JSON.stringify(field.values![0])}`
    case 'credential':
      return `the account's ${field.values![0]}`
    case 'array':
      return `${itemType(field.item!)}[]${limits(field, ' items')}`
    case 'record':
      return `map of ${typeOf(field.item!)}`
    case 'json':
      return 'any JSON'
    case 'jsonString':
      return `${typeOf(field.item!)}, sent as JSON text`
    case 'media':
    case 'binary':
      return 'file'
    default:
      return field.kind
  }
}

const itemType = (item: Field<unknown>): string => {
  const type = typeOf(item)
  return / /.test(type) ? `(${type})` : type
}

function limits({ rules }: Field<unknown>, unit: string): string {
  if (!rules) return ''
  const { min, max } = rules
  if (min !== undefined && max !== undefined) return `, ${min} to ${max}${unit}`
  return min === undefined ? `, at most ${max}${unit}` : `, at least ${min}${unit}`
}
