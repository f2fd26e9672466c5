import type { Field, Rules, Shape } from '../../../shared/catalog'
import { toWire } from '../../../shared/schema/names'

/** A JSON Schema of draft 2020-12, as OpenAPI 3.1 takes it. */
export interface JsonSchema {
  [keyword: string]: unknown
}

/** What is known beside the shape itself. */
export interface Context {
  /** What is said of fields, by their paths in our names. */
  readonly comments: { readonly [path: string]: string }
  /** Of an answer nothing is required: a refusal has none of it. */
  readonly isAnswer?: boolean
}

/** The name of a field as it travels. */
export const wireNameOf = (name: string, field: Field<unknown>): string => field.wire ?? toWire(name)

/** The members of a shape by their names on the wire. `path` is where the shape stands, in our names. */
export function propertiesOf(shape: Shape, context: Context, path = ''): JsonSchema {
  const properties: JsonSchema = {}
  for (const [name, field] of Object.entries(shape)) {
    const own = path ? `${path}.${name}` : name
    properties[wireNameOf(name, field)] = schemaOf(field, context, own)
  }
  return properties
}

/** The names on the wire that must be sent; a fixed value tells its row from others, and so must a credential. */
export const requiredOf = (shape: Shape): string[] =>
  Object.entries(shape)
    .filter(([, field]) => !field.optional || field.kind === 'fixed' || field.kind === 'credential')
    .map(([name, field]) => wireNameOf(name, field))

/** The schema of one value, with what is said of it. */
export function schemaOf(field: Field<unknown>, context: Context, path: string): JsonSchema {
  const said = Object.hasOwn(context.comments, path) ? { description: context.comments[path] } : {}
  return { ...bareSchema(field, context, path), ...said }
}

function bareSchema(field: Field<unknown>, context: Context, path: string): JsonSchema {
  switch (field.kind) {
    case 'string':
      return { type: 'string', ...limits(field.rules, 'minLength', 'maxLength') }
    case 'integer':
    case 'number':
      return { type: field.kind, ...limits(field.rules, 'minimum', 'maximum') }
    case 'bigInteger':
      return { type: 'integer', format: 'int64' }
    case 'boolean':
      return { type: 'boolean' }
    case 'oneOf':
      return { ...typeOf(field.values!), [field.open ? 'examples' : 'enum']: [...field.values!] }
    case 'fixed':
      return { const: field.values![0] }
    case 'credential':
      return { type: 'string', description: `The account's ${field.values![0]}.` }
    case 'object':
      return objectSchema(field.fields!, context, path)
    case 'array':
      return {
        type: 'array',
        items: schemaOf(field.item!, context, `${path}[]`),
        ...limits(field.rules, 'minItems', 'maxItems'),
      }
    case 'record':
      return { type: 'object', additionalProperties: schemaOf(field.item!, context, `${path}.*`) }
    case 'json':
      return {}
    case 'jsonString':
      return {
        type: 'string',
        contentMediaType: 'application/json',
        contentSchema: schemaOf(field.item!, context, path),
      }
    case 'media':
    case 'binary':
      return { type: 'string', format: 'binary' }
  }
}

/** An object of known members. WeChat adds fields before anybody writes them down, so more are allowed. */
export function objectSchema(shape: Shape, context: Context, path = ''): JsonSchema {
  const required = context.isAnswer ? [] : requiredOf(shape)
  return {
    type: 'object',
    properties: propertiesOf(shape, context, path),
    ...(required.length > 0 && { required }),
  }
}

/** The one type of all values, for generators that want to be told. */
function typeOf(values: readonly unknown[]): JsonSchema {
  if (values.every(value => typeof value === 'string')) return { type: 'string' }
  return values.every(Number.isInteger) ? { type: 'integer' } : {}
}

const limits = ({ min, max }: Rules = {}, least: string, most: string): JsonSchema => ({
  ...(min !== undefined && { [least]: min }),
  ...(max !== undefined && { [most]: max }),
})
