import { type Emulator, startEmulator } from '../../../local/emulator'
import * as catalogue from '../../../shared/catalogue'
import { type CatalogueNode, type Endpoint, isEndpoint } from '../../../shared/schema/endpoint'
import { sample } from '../../../shared/schema/sample'
import { ask, withToken } from './plain-client'

const rowsOf = (node: CatalogueNode, above = ''): [string, Endpoint][] =>
  Object.entries(node).flatMap(([name, child]) =>
    isEndpoint(child) ? [[above + name, child] as [string, Endpoint]] : rowsOf(child, `${above}${name}.`),
  )

const rows = rowsOf(catalogue)
// Logistics and the quotas answer from their state, the token endpoints are tested on their own.
const stateless = rows.filter(
  ([name, { auth }]) =>
    !name.startsWith('logistics.') &&
    !/^openApi\.(clear|get)ApiQuota$/.test(name) &&
    auth !== 'appSecret' &&
    !/Signature/.test(auth ?? ''),
)
const jsonRows = stateless.filter(
  ([, { body, http }]) => (body ?? 'json') === 'json' && http.startsWith('POST '),
)

let emulator: Emulator
let client: Awaited<ReturnType<typeof withToken>>
beforeAll(async () => {
  emulator = await startEmulator({ logSize: 1 })
  client = await withToken(emulator)
})
afterAll(() => emulator.close())

/** Path with what travels in the URL, and the body, of a sample call. */
function sampleCall({ http, params }: Endpoint): {
  verb: string
  path: string
  json: Record<string, unknown>
} {
  const [verb, path] = http.split(' ') as [string, string]
  const query = new URLSearchParams({ access_token: client.token })
  const json = sample(params, { names: 'wire' })
  for (const [name, field] of Object.entries(params)) {
    if (field.kind === 'credential') json[field.wire ?? name] = emulator.appid
    const [wire] =
      field.kind === 'credential'
        ? [field.wire ?? name]
        : Object.keys(sample({ [name]: field }, { names: 'wire' }))
    if (wire === undefined || (verb === 'POST' && field.place !== 'query')) continue
    const value = json[wire]
    query.set(wire, typeof value === 'object' ? JSON.stringify(value) : String(value))
    delete json[wire]
  }
  return { verb, path: `${path}?${query}`, json }
}

interface File {
  value: Buffer
}
const isFile = (value: unknown): value is File => Buffer.isBuffer((value as File | null)?.value)
const raw = (json: object) => ({ body: Object.values(json).find(isFile)!.value })

function multipart(json: object) {
  const parts = Object.entries(json).map(([name, value]) => {
    const head = `--b0\r\nContent-Disposition: form-data; name="${name}"`
    const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
    return isFile(value)
      ? [Buffer.from(`${head}; filename="a.png"\r\n\r\n`), value.value, Buffer.from('\r\n')]
      : [Buffer.from(`${head}\r\n\r\n${text}\r\n`)]
  })
  return {
    headers: { 'content-type': 'multipart/form-data; boundary=b0' },
    body: Buffer.concat([...parts.flat(), Buffer.from('--b0--')]),
  }
}

test.each(stateless)(
  '%s accepts a sample of its parameters and answers a sample of its result',
  async (name, row) => {
    const { verb, path, json } = sampleCall(row)
    const body = row.body === 'multipart' ? multipart(json) : row.body === 'raw' ? raw(json) : { json }
    const reply = await ask(emulator.port, verb, path, verb === 'POST' ? body : {})
    const last = (await client.log()).pop()
    expect([last.errcode, last.errmsg ?? 'ok', reply.status]).toEqual([0, 'ok', 200])
    if (typeof row.result.kind === 'string') expect(reply.body.subarray(1, 4).toString()).toBe('PNG')
    else {
      // Some of WeChat's answers carry no status when all is well.
      const { errcode = 0, errmsg = 'ok', ...members } = reply.json
      expect([errcode, errmsg, Object.keys(members).length]).toEqual([
        0,
        'ok',
        Object.keys(row.result).length,
      ])
    }
    if (!row.aliasOf) expect(last.method).toBe(name)
  },
)

test.each(jsonRows.filter(([, { params }]) => Object.values(params).some(({ optional }) => !optional)))(
  '%s misses what is required',
  async (_, row) => {
    const { path } = sampleCall(row)
    const { errcode } = (await ask(emulator.port, 'POST', path, { json: {} })).json
    expect(errcode).not.toBe(0)
  },
)

test.each(rows)('%s without any right is refused, if it needs one', async (_, { http, auth }) => {
  const [verb, path] = http.split(' ') as [string, string]
  const { json } = await ask(emulator.port, verb, path, verb === 'POST' ? { json: {} } : {})
  const expected = auth === 'none' ? expect.any(Number) : auth === 'appSecret' ? 41002 : 41001
  expect(json.errcode).toEqual(expected)
})
