import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Document } from '../../../../local/emulator/gateway/database/document'
import { evaluate, readExpression } from '../../../../local/emulator/gateway/database/expression'
import { readExtended, writeExtended } from '../../../../local/emulator/gateway/database/extended-json'
import { readQuery } from '../../../../local/emulator/gateway/database/matches'
import { type Order, sorted } from '../../../../local/emulator/gateway/database/order'
import { readPipeline } from '../../../../local/emulator/gateway/database/pipeline'
import { project, readProjection } from '../../../../local/emulator/gateway/database/projection'
import { Store } from '../../../../local/emulator/gateway/database/store'

interface Case {
  readonly id: string
  readonly kind: string
  readonly docs: readonly Document[]
  readonly op: {
    readonly query?: Document
    readonly sort?: Order
    readonly skip?: number
    readonly limit?: number
    readonly projection?: Document
    readonly update?: Document
    readonly replace?: Document
    readonly multi?: boolean
    readonly upsert?: boolean
    readonly pipeline?: readonly Document[]
    readonly collections?: { readonly [name: string]: readonly Document[] }
    readonly expression?: unknown
  }
  readonly expect: {
    readonly ids?: readonly unknown[]
    readonly docs?: readonly unknown[]
    readonly value?: unknown
    readonly anyOrder?: boolean
    readonly missing?: boolean
    readonly error?: boolean
  }
}

const file = join(__dirname, '../../../facts/database-cases.jsonl')
const cases = readFileSync(file, 'utf8')
  .trim()
  .split('\n')
  .map(line => readExtended(JSON.parse(line), 0) as Case)

/** Member by member, with the order of the members: what differs in it is another document. */
const text = (value: unknown): string => JSON.stringify(writeExtended(value, false))

function find({ docs, op }: Case): Document[] {
  const { query = {}, sort = [], skip = 0, limit = docs.length, projection } = op
  const { fits, near } = readQuery(query)
  const chosen = docs.filter(fits)
  const inOrder = near ? chosen.sort((a, b) => near.distanceOf(a) - near.distanceOf(b)) : sorted(chosen, sort)
  const shown = readProjection(projection)
  return inOrder.slice(skip, skip + limit).map(one => (shown ? project(one, shown) : one))
}

function update({ docs, op }: Case): Document[] {
  const store = new Store()
  store.addCollection('t')
  for (const one of docs) store.insert('t', one)
  const { query = {}, update: change, replace, multi, upsert } = op
  const data = change ?? replace!
  const flags = { isMany: multi === true, isMerge: change !== undefined, isUpsert: upsert === true }
  store.update('t', { query, data, ...flags })
  return store.documentsOf('t')
}

const aggregate = ({ docs, op }: Case): Document[] =>
  readPipeline(op.pipeline, name => op.collections?.[name] ?? [])(docs)

const given = (kind: string, wanted: 'error' | 'result'): (readonly [string, string, Case])[] =>
  cases
    .filter(one => one.kind === kind && (one.expect.error === true) === (wanted === 'error'))
    .map(one => [one.id, JSON.stringify(writeExtended(one.op, true)).slice(0, 160), one])

test('there are as many as were collected', () => {
  expect(cases).toHaveLength(234)
})

test.each(given('query', 'result'))('%s query %s', (_, __, one) => {
  expect(find(one).map(({ _id }) => _id)).toEqual(one.expect.ids)
})

test.each(given('projection', 'result'))('%s projection %s', (_, __, one) => {
  expect(find(one).map(text).map(sortedMembers)).toEqual(one.expect.docs!.map(text).map(sortedMembers))
})

test.each(given('update', 'result'))('%s update %s', (_, __, one) => {
  expect(update(one)).toEqual(one.expect.docs)
})

test.each(given('aggregate', 'result'))('%s pipeline %s', (_, __, one) => {
  const [made, expected] = [aggregate(one), one.expect.docs!].map(docs => docs.map(text).map(sortedMembers))
  if (one.expect.anyOrder) expect(made!.sort()).toEqual(expected!.sort())
  else expect(made).toEqual(expected)
})

test.each(given('expression', 'result'))('%s expression %s', (_, __, { docs, op, expect: expected }) => {
  const value = evaluate(docs[0] ?? {}, readExpression(op.expression))
  if (expected.missing) expect(value).toBeUndefined()
  else expect(text(value)).toBe(text(expected.value))
})

test.each([...given('update', 'error'), ...given('expression', 'error')])(
  '%s is refused: %s',
  (_, __, one) => {
    const run = () =>
      one.kind === 'update' ? update(one) : evaluate(one.docs[0] ?? {}, readExpression(one.op.expression))
    expect(run).toThrow()
  },
)

/** Where members of a document stand is not what these are about. */
const sortedMembers = (json: string): string =>
  JSON.stringify(JSON.parse(json), (_, value) =>
    value && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  )
