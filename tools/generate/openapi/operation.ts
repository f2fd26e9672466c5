import type { AuthKind, EndpointInfo, Field, Shape } from '../../../shared/catalog'
import type { Description } from '../../../shared/schema/endpoint'
import { type JsonSchema, objectSchema, requiredOf, schemaOf, wireNameOf } from './json-schema'

/** Names of the security schemes that a call needs; all of them together. */
const rights: { readonly [kind in AuthKind]: readonly string[] } = {
  accessToken: ['accessToken'],
  appSecret: [],
  paySignature: ['accessToken', 'paySignature'],
  userSignature: ['accessToken', 'userSignature'],
  payAndUserSignature: ['accessToken', 'paySignature', 'userSignature'],
  midasSignature: ['accessToken'],
  none: [],
}

/**
 * One operation: the row of a path, or all rows on it when a fixed field tells them apart.
 * @param rows never empty, without aliases
 * @param aliases second names of these rows
 */
export function operationOf(rows: readonly Row[], aliases: readonly string[]): JsonSchema {
  const [first] = rows as [Row]
  const { endpoint, description } = first
  const names = rows.map(row => row.endpoint.name)
  const parameters = queryOf(first)
  const requestBody = bodyOf(rows)
  const needed = rights[endpoint.auth]
  const deprecated = rows.every(row => row.endpoint.deprecated !== undefined)
  return {
    operationId: names.join('_or_'),
    tags: [endpoint.namespace],
    summary: description.title,
    ...described(rows),
    ...(description.see !== undefined && { externalDocs: { url: description.see } }),
    ...(deprecated && { deprecated: true }),
    security: needed.length > 0 ? [Object.fromEntries(needed.map(name => [name, []]))] : [],
    ...(parameters.length > 0 && { parameters }),
    ...(requestBody && { requestBody }),
    responses: { 200: responseOf(rows) },
    'x-methods': [...names, ...aliases],
    'x-effect': Object.fromEntries(rows.map(row => [row.endpoint.name, effectOf(row.endpoint)])),
    'x-cloud-call': endpoint.cloudCallable,
    ...errcodes(rows),
  }
}

function described(rows: readonly Row[]): JsonSchema {
  const said = rows.flatMap(({ endpoint, description }) => {
    const words = [description.notes, endpoint.deprecated && `Deprecated: ${endpoint.deprecated}.`]
    const all = words.filter(Boolean).join('\n\n')
    return all === '' ? [] : [rows.length === 1 ? all : `${endpoint.name}: ${all}`]
  })
  return said.length === 0 ? {} : { description: said.join('\n\n') }
}

const effectOf = ({ effect }: EndpointInfo): string =>
  typeof effect === 'string' ? effect : `keyed by ${effect.keyed}`

function responseOf(rows: readonly Row[]): JsonSchema {
  const [{ endpoint }] = rows as [Row]
  const refusal = { $ref: '#/components/schemas/Status' }
  if (endpoint.result.kind === 'binary') {
    const { fields } = endpoint.result as Field<object>
    const context = { comments: rows[0]!.description.result ?? {}, isAnswer: true }
    return {
      description: `The file; JSON when the call is refused${fields ? ' or there is no file' : ''}.`,
      content: {
        'application/json': {
          schema: fields ? { allOf: [refusal, objectSchema(fields, context)] } : refusal,
        },
        '*/*': { schema: { type: 'string', format: 'binary' } },
      },
    }
  }
  const answers = rows.map(({ endpoint: own, description }): JsonSchema => {
    const context = { comments: description.result ?? {}, isAnswer: true }
    return { title: own.name, ...objectSchema(own.result as Shape, context) }
  })
  const isBare = answers.every(({ properties }) => Object.keys(properties as object).length === 0)
  // Answers of rows on one path are not told apart by themselves: any of them fits.
  const answer = answers.length === 1 ? answers[0]! : { anyOf: answers }
  return {
    description: 'The answer; errcode is 0 or absent when it went well.',
    content: { 'application/json': { schema: isBare ? refusal : { allOf: [refusal, answer] } } },
  }
}

/** The meanings of the rows' own errcodes, and what to do where it is known. */
function errcodes(rows: readonly Row[]): JsonSchema {
  const known: { [errcode: string]: unknown } = {}
  for (const { endpoint } of rows) {
    for (const { code, means, fix } of endpoint.errcodes) known[code] = fix ? { means, fix } : { means }
  }
  return Object.keys(known).length === 0 ? {} : { 'x-errcodes': known }
}

/** A row with what is said about it. */
export interface Row {
  readonly endpoint: EndpointInfo
  readonly description: Description
}

const signatureMember = (what: string): JsonSchema => ({ type: 'string', description: what })

/** What the signatures of a row add to its body. */
const signed: { readonly [auth: string]: { readonly [name: string]: JsonSchema } } = {
  midasSignature: {
    sig: signatureMember('Made with the app key of payment, over the sorted members of the body.'),
    mp_sig: signatureMember("Made with the user's session_key, over those, the token and sig."),
  },
}

/** Whether a parameter travels in the URL. */
const isInQuery = ({ verb, body }: EndpointInfo, field: Field<unknown>): boolean =>
  verb === 'GET' || field.place === 'query' || (body === 'raw' && field.kind !== 'media')

const part = (endpoint: EndpointInfo, inQuery: boolean): Shape =>
  Object.fromEntries(
    Object.entries(endpoint.params).filter(([, field]) => isInQuery(endpoint, field) === inQuery),
  )

/** The parameters of the URL. Of rows on one path only those of the first: they differ in their bodies. */
function queryOf({ endpoint, description }: Row): JsonSchema[] {
  const query = part(endpoint, true)
  const required = new Set(requiredOf(query))
  const own = Object.entries(query).map(([name, field]) => {
    const { description: said, ...schema } = schemaOf(field, { comments: description.params ?? {} }, name)
    const wire = wireNameOf(name, field)
    const isText = ['object', 'array', 'record', 'json'].includes(field.kind)
    return {
      name: wire,
      in: 'query',
      ...(required.has(wire) && { required: true }),
      ...(said !== undefined && { description: said }),
      ...(isText ? { content: { 'application/json': { schema } } } : { schema }),
    }
  })
  return endpoint.auth === 'userSignature'
    ? [...own, { name: 'sig_method', in: 'query', required: true, schema: { const: 'hmac_sha256' } }]
    : own
}

/** The body; undefined where the verb or the row has none. Rows told apart by a fixed field are a oneOf. */
function bodyOf(rows: readonly Row[]): JsonSchema | undefined {
  const [{ endpoint }] = rows as [Row]
  if (endpoint.verb === 'GET') return undefined
  if (endpoint.body === 'raw')
    return content('application/octet-stream', { type: 'string', format: 'binary' })
  const schemas = rows.map(bodySchema)
  if (endpoint.body === 'multipart') {
    const isEmpty = Object.keys(part(endpoint, false)).length === 0
    return isEmpty ? undefined : content('multipart/form-data', schemas[0]!, !schemas[0]!.required)
  }
  return content('application/json', schemas.length === 1 ? schemas[0]! : { oneOf: schemas })
}

const content = (type: string, schema: JsonSchema, isOptional = false): JsonSchema => ({
  ...(!isOptional && { required: true }),
  content: { [type]: { schema } },
})

function bodySchema({ endpoint, description }: Row): JsonSchema {
  const schema = objectSchema(part(endpoint, false), { comments: description.params ?? {} })
  const properties = { ...(schema.properties as JsonSchema), ...signed[endpoint.auth] }
  return { title: endpoint.name, ...schema, properties }
}
