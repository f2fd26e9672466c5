import type { EndpointInfo } from '../../shared/catalog'
import { errcodes } from '../../shared/errors/errcodes'
import type { Described } from './catalogue/describe-catalogue'
import type { JsonSchema } from './openapi/json-schema'
import type { Row } from './openapi/operation'
import { operationOf } from './openapi/operation'
import type { Output } from './write-functions'

/** openapi.json: the HTTP side of the catalogue as OpenAPI 3.1, in WeChat's own names. */
export function writeOpenapi(
  endpoints: readonly EndpointInfo[],
  described: Described,
  version: string,
): Output {
  const document = {
    openapi: '3.1.1',
    info: {
      title: "WeChat's server API",
      version,
      summary: 'The methods of the wx-openapi-shim catalogue as they travel over HTTPS.',
      description:
        'DO NOT EDIT. Made from shared/catalogue by `npm run generate`. Not a document of Tencent. Every operation names its methods in `x-methods`, what a second send does in `x-effect`, and its own errcodes in `x-errcodes`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: 'https://api.weixin.qq.com' }],
    tags: [...new Set(endpoints.map(one => one.namespace))].sort().map(name => ({
      name,
      ...(described.titles.has(name) && { description: described.titles.get(name) }),
    })),
    paths: pathsOf(endpoints, described),
    components: { schemas, securitySchemes },
    'x-errcodes': Object.fromEntries(
      Object.entries(errcodes)
        .filter(([, { kind }]) => kind !== 'ours')
        .map(([code, { means, fix }]) => [code, { means, fix }]),
    ),
  }
  return { path: 'openapi.json', text: documentText(document) }
}

/** A line for each operation and each errcode: small enough to travel, and a change shows where it is. */
function documentText({
  paths,
  ...rest
}: {
  readonly paths: JsonSchema
  readonly [part: string]: unknown
}): string {
  const lines = Object.entries(paths).map(([path, operations]) => {
    const inner = Object.entries(operations as JsonSchema).map(
      ([verb, operation]) => `\n   ${JSON.stringify(verb)}: ${JSON.stringify(operation)}`,
    )
    return `\n  ${JSON.stringify(path)}: {${inner.join(',')}\n  }`
  })
  // Written by hand at its place, because JSON.stringify knows one indent for all.
  const text = JSON.stringify({ ...rest, paths: {} }, null, 1)
  return `${text.replace(/"paths": \{\}/, () => `"paths": {${lines.join(',')}\n }`)}\n`
}

function pathsOf(endpoints: readonly EndpointInfo[], { descriptions }: Described): JsonSchema {
  const paths: { [path: string]: JsonSchema } = {}
  const seen = new Set<string>()
  for (const { verb, path } of endpoints) {
    const place = `${verb} ${path}`
    if (seen.has(place)) continue
    seen.add(place)
    const here = endpoints.filter(one => one.verb === verb && one.path === path)
    const own = here.filter(one => one.aliasOf === undefined)
    const rows = own.map((endpoint): Row => ({ endpoint, description: descriptions.get(endpoint.name)! }))
    const aliases = here.filter(one => !own.includes(one)).map(one => one.name)
    if (own.length === 0) throw new Error(`${place} has second names only: ${aliases.join(', ')}`)
    paths[path] ??= {}
    paths[path][verb.toLowerCase()] = operationOf(rows, aliases)
  }
  return paths
}

const schemas = {
  Status: {
    type: 'object',
    properties: {
      errcode: { type: 'integer', description: '0 or absent: done.' },
      errmsg: { type: 'string' },
    },
  },
}

const inQuery = (name: string, description: string) => ({ type: 'apiKey', in: 'query', name, description })

const securitySchemes = {
  accessToken: inQuery('access_token', 'The access token of the account.'),
  paySignature: inQuery(
    'pay_sig',
    'HMAC-SHA256 in hexadecimal with the app key of payment, over the path, & and the body.',
  ),
  userSignature: inQuery(
    'signature',
    "HMAC-SHA256 in hexadecimal with the user's session_key, over the body.",
  ),
}
