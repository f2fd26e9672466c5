import type { AuthKind, EndpointInfo, Field, Shape } from '../../../shared/catalog'
import { type JsonSchema, objectSchema } from './json-schema'
import { bodyOf, queryOf, type Row } from './request'

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
 * @param rows never empty, aliases left out
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
