import type { EndpointInfo, Field, Shape } from '../../../shared/catalog'
import type { Description } from '../../../shared/schema/endpoint'
import { type JsonSchema, objectSchema, requiredOf, schemaOf, wireNameOf } from './json-schema'

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
export function queryOf({ endpoint, description }: Row): JsonSchema[] {
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
export function bodyOf(rows: readonly Row[]): JsonSchema | undefined {
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
