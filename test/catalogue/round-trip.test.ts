import fc from 'fast-check'
import { check } from '../../shared/schema/check'
import { decode } from '../../shared/schema/decode'
import { encode } from '../../shared/schema/encode'
import type { Shape } from '../../shared/schema/fields'
import { readJson } from '../../shared/schema/json-text'
import { scaled } from '../reliability/support/scale'
import { pairOfMembers, wireNameOf } from './pairs'
import { isBinary, type Named, rows } from './rows'

const credentials = { appid: 'wx1234567890abcdef', secret: 'secret-of-the-account' }
const file = { contentType: 'image/png', value: Buffer.from([1, 2, 3]) }
const runs = { numRuns: scaled(3, 8), seed: 20_240_229 }

const named = rows.map(row => [row.method, row] as const)
const kindsOf = (shape: Shape, ...kinds: string[]) =>
  Object.entries(shape).filter(([, { kind }]) => kinds.includes(kind))
const without = (shape: Shape, ...kinds: string[]): Shape =>
  Object.fromEntries(Object.entries(shape).filter(([, { kind }]) => !kinds.includes(kind)))

const asJson = (value: unknown) => JSON.parse(JSON.stringify(value))
const queryText = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : String(value))

/** What WeChat should get for some params, by the rule of this test. */
function wanted({ row }: Named, wire: Record<string, unknown>, hasFiles: boolean) {
  const query: Record<string, string> = {}
  const body: Record<string, unknown> = {}
  const all = { ...wire }
  for (const [name, field] of kindsOf(row.params, 'fixed')) all[wireNameOf(name, field)] = field.values![0]
  for (const [name, field] of kindsOf(row.params, 'credential')) {
    all[wireNameOf(name, field)] = credentials[field.values![0] as 'appid' | 'secret']
  }
  for (const [name, field] of Object.entries(without(row.params, 'media'))) {
    const key = wireNameOf(name, field)
    if (!(key in all)) continue
    if (row.http.startsWith('GET') || field.place === 'query') query[key] = queryText(all[key])
    else body[key] = all[key]
  }
  const files = hasFiles ? kindsOf(row.params, 'media').map(([name, field]) => wireNameOf(name, field)) : []
  return { query, body, files }
}

describe('every row sends its params as WeChat names them', () => {
  test.each(named)('%s', (method, entry) => {
    const { row } = entry
    const params = pairOfMembers(without(row.params, 'media', 'credential'))
    fc.assert(
      fc.property(params, fc.boolean(), ({ ours, wire }, withFiles) => {
        const media = kindsOf(row.params, 'media')
        const hasFiles = media.length > 0 && (withFiles || media.some(([, { optional }]) => !optional))
        const given = { ...ours }
        if (hasFiles) for (const [name] of media) given[name] = file
        const request = encode(row, given, { method, credentials })
        const sent = wanted(entry, wire, hasFiles)
        expect(`${request.verb} ${request.path}`).toBe(row.http)
        expect([...request.query].sort()).toEqual(Object.entries(sent.query).sort())
        expect(asJson(request.json ?? {})).toEqual(asJson(sent.body))
        const parts = request.raw ? [request.raw] : (request.files ?? [])
        expect(parts.map(({ name }) => name).sort()).toEqual(sent.files.sort())
        expect(check(row, given)).toEqual([])
      }),
      runs,
    )
  })
})

describe('every row reads its answer as it says', () => {
  test.each(named.filter(([, { row }]) => !isBinary(row.result)))('%s', (method, { row }) => {
    const shape = row.result as Shape
    fc.assert(
      fc.property(pairOfMembers(shape), ({ ours, wire }) => {
        const answer = readJson(JSON.stringify({ errcode: 0, errmsg: 'ok', ...wire })) as object
        expect(decode(shape, answer, { method })).toEqual(ours)
      }),
      runs,
    )
  })
})

test('no row is left out', () => {
  expect(named.length).toBeGreaterThanOrEqual(475)
})
