import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { findEndpoint, listEndpoints } from '../../shared/catalog'
import { sample } from '../../shared/schema/sample'

const root = join(__dirname, '../..')
const document = JSON.parse(readFileSync(join(root, 'openapi.json'), 'utf8'))

interface Operation {
  operationId: string
  'x-methods': string[]
  security: Record<string, string[]>[]
  parameters?: { name: string; in: string; required?: boolean; schema?: object; content?: object }[]
  requestBody?: { required?: boolean; content: Record<string, { schema: Record<string, unknown> }> }
  responses: Record<string, { content: Record<string, { schema: Record<string, unknown> }> }>
  [extension: string]: unknown
}

const operations: { verb: string; path: string; operation: Operation }[] = Object.entries(
  document.paths as Record<string, Record<string, Operation>>,
).flatMap(([path, verbs]) => Object.entries(verbs).map(([verb, operation]) => ({ verb, path, operation })))

const operationOf = (name: string): Operation =>
  operations.find(({ operation }) => operation['x-methods'].includes(name))!.operation
const bodySchemaOf = (name: string) => Object.values(operationOf(name).requestBody!.content)[0]!.schema

// The validator is an ES module, so it runs outside of jest. Its own engine for JSON Schema is used below.
const validator = require.resolve('@seriousme/openapi-schema-validator')
const Ajv2020 = createRequire(validator)('ajv/dist/2020').default

test('the document is valid OpenAPI 3.1', () => {
  const script = `
    import { Validator } from ${JSON.stringify(validator)}
    import { readFileSync } from 'node:fs'
    const document = JSON.parse(readFileSync('openapi.json', 'utf8'))
    const broken = structuredClone(document)
    Object.values(broken.paths)[0].post = { responses: { ok: 1 } }
    const results = []
    for (const one of [document, broken]) results.push((await new Validator().validate(one)).valid)
    console.log(JSON.stringify([document.openapi, ...results]))`
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root })
  expect(JSON.parse(said.toString())).toEqual(['3.1.1', true, false])
})

test('every method of the catalogue stands at its verb and path, once', () => {
  const found = operations.flatMap(({ verb, path, operation }) =>
    operation['x-methods'].map(name => `${name} ${verb.toUpperCase()} ${path}`),
  )
  expect(found.sort()).toEqual(
    listEndpoints()
      .map(({ name, verb, path }) => `${name} ${verb} ${path}`)
      .sort(),
  )
})

test('rows told apart by a fixed field are a oneOf', () => {
  const { oneOf } = bodySchemaOf('pluginManager.applyPlugin') as {
    oneOf: { title: string; properties: { action: object } }[]
  }
  expect(oneOf.map(({ title, properties }) => [title, properties.action])).toEqual([
    ['pluginManager.applyPlugin', { const: 'apply' }],
    ['pluginManager.getPluginList', { const: 'list' }],
    ['pluginManager.unbindPlugin', { const: 'unbind' }],
    ['pluginManager.updatePlugin', { const: 'update' }],
  ])
})

test('a second name has no operation of its own', () => {
  const { operationId, 'x-methods': methods } = operationOf('subscribeMessage.addTemplate')
  expect(operationId).toBe('officialAccount.newtmpl.addTemplate')
  expect(methods).toEqual(['officialAccount.newtmpl.addTemplate', 'subscribeMessage.addTemplate'])
})

/** What JSON carries of a sample: large integers as numbers, files as text. */
const asSent = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_, member) =>
      typeof member === 'bigint' ? Number(member) : member?.type === 'Buffer' ? 'bytes' : member,
    ),
  )

const withBody = listEndpoints().filter(({ verb, body, params, auth }) => {
  const isPlain = verb === 'POST' && body === 'json' && auth !== 'midasSignature'
  return (
    isPlain && Object.values(params).every(({ place, kind }) => place !== 'query' && kind !== 'credential')
  )
})

test('a sample of every row fits the schema of its body, and of no other row on its path', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  const wrong = withBody.filter(({ name, params }) => {
    const body = asSent(sample(params, { names: 'wire', bigIntegers: 'bigint' }))
    return !ajv.validate(bodySchemaOf(name), body)
  })
  expect(withBody.length).toBeGreaterThan(400)
  expect(wrong.map(({ name }) => name)).toEqual([])
})

test.each([
  ['logistics.updatePrinter', { openid: 'o', update_type: 'bindd' }],
  ['logistics.updatePrinter', { openid: 'o' }],
  ['wxacode.getUnlimited', { scene: 1 }],
  ['pluginManager.applyPlugin', { action: 'remove', plugin_appid: 'wx' }],
  ['pluginManager.applyPlugin', { plugin_appid: 'wx' }],
])('the schema of %s refuses %j', (name, body) => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false })
  expect(ajv.validate(bodySchemaOf(name), body)).toBe(false)
})

test.each([
  ['wxacode.getUnlimited', [{ accessToken: [] }]],
  ['auth.getAccessToken', []],
  ['xpay.queryOrder', [{ accessToken: [], paySignature: [] }]],
])('%s says what gives the right to call', (name, security) => {
  expect(operationOf(name).security).toEqual(security)
})

test('credentials are required where they travel as parameters', () => {
  const endpoint = findEndpoint('auth.getAccessToken')!
  expect(endpoint.auth).toBe('appSecret')
  const names = operationOf('auth.getAccessToken').parameters!.map(one => [one.name, one.required])
  expect(names).toEqual(
    expect.arrayContaining([
      ['appid', true],
      ['secret', true],
    ]),
  )
})

test('a file is a part of a form, what travels in the URL stands among the parameters', () => {
  const { parameters, requestBody } = operationOf('officialAccount.media.upload')
  expect(parameters!.map(one => one.name)).toEqual(['type'])
  const { properties, required } = requestBody!.content['multipart/form-data']!.schema
  expect([properties, required]).toEqual([{ media: { type: 'string', format: 'binary' } }, ['media']])
})

test('names are those on the wire', () => {
  const { properties } = bodySchemaOf('logistics.addOrder') as { properties: Record<string, never> }
  expect(Object.keys(properties)).toContain('delivery_id')
  const schema = operationOf('phonenumber.getPhoneNumber').responses['200']!.content['application/json']!
    .schema
  expect(JSON.stringify(schema)).toContain('"purePhoneNumber"')
})

test('an answer may be a file, and a refusal is JSON all the same', () => {
  const { content } = operationOf('wxacode.getUnlimited').responses['200']!
  expect(Object.keys(content)).toEqual(['application/json', '*/*'])
})

test('errcodes stand with their method, those of every method at the end', () => {
  const own = operationOf('logistics.updatePrinter')['x-errcodes'] as Record<string, { means: string }>
  expect(own['9300517']!.means).toBe('the updateType is not valid')
  expect(document['x-errcodes']['40164'].fix).toContain('allow-list')
  expect(document['x-errcodes']['-604101']).toBeUndefined()
})
