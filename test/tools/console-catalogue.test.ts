import { packed } from '../../miniprogram/console/generated/catalogue'
import type { Packed } from '../../miniprogram/console/services/packed'
import { methodOf, type Param, searchMethods } from '../../miniprogram/console/services/rows'
import { type Field, listEndpoints, type Shape } from '../../shared/catalog'
import { fold, Pool } from '../../tools/generate/write-console-catalogue'

type Known = Pick<Param, 'name' | 'kind' | 'optional' | 'min' | 'max' | 'wire'> & {
  values: unknown[]
  item?: Known
  members: Known[]
}

/** What a form is to know of a field, straight from its row. */
function known(name: string, field: Field<unknown>): Known {
  // JSON text is filled in as what it holds.
  if (field.kind === 'jsonString') {
    return { ...known(name, field.item!), optional: field.optional, wire: field.wire }
  }
  return {
    name,
    kind: field.kind as Known['kind'],
    optional: field.optional,
    min: field.rules?.min,
    max: field.rules?.max,
    values: [...(field.values ?? [])],
    item: field.item && known('', field.item),
    members: field.fields ? members(field.fields) : [],
    wire: field.wire,
  }
}

const members = (shape: Shape): Known[] =>
  Object.entries(shape)
    .filter(([, { kind }]) => kind !== 'fixed' && kind !== 'credential')
    .map(([name, field]) => known(name, field))

const withoutNotes = ({ note: _, item, members: inner, ...param }: Param): Known => ({
  ...param,
  item: item && withoutNotes(item),
  members: inner.map(withoutNotes),
})

test('every method of the catalogue is unpacked as its row says', () => {
  for (const endpoint of listEndpoints()) {
    const { name, verb, path, effect, cloudCallable, deprecated, params } = endpoint
    const method = methodOf(name)
    expect(method).toMatchObject({
      name,
      http: `${verb} ${path}`,
      effect: typeof effect === 'string' ? effect : 'keyed',
      isCloudCallable: cloudCallable,
      deprecated: deprecated ?? '',
    })
    expect(method!.params.map(withoutNotes)).toEqual(members(params))
  }
})

test('comments of the catalogue are the notes of the form', () => {
  const { params } = methodOf('logistics.updatePrinter')!
  expect(params.find(({ name }) => name === 'openid')!.note).toBe('OPENID of the printer.')
})

test('the catalogue is small: a quarter of what a subpackage may weigh, together with its pages', () => {
  expect(JSON.stringify(packed satisfies Packed).length).toBeLessThan(250_000)
})

test('every word of a search stands in name, title or path', () => {
  expect(searchMethods('小程序码 Unlimited').map(({ name }) => name)).toEqual(['wxacode.getUnlimited'])
  expect(searchMethods('getwxacodeunlimit').map(({ name }) => name)).toEqual(['wxacode.getUnlimited'])
  expect(searchMethods(' ')).toEqual([])
})

test('a pool holds each value once', () => {
  const pool = new Pool<string>()
  expect([pool.place('a'), pool.place('b'), pool.place('a')]).toEqual([0, 1, 0])
  expect(pool.all).toEqual(['a', 'b'])
})

test('fields that stand twice are folded, those within them too', () => {
  const long = { k: 'e', v: ['a long value', 'another one'] }
  const person = { k: 'o', f: { first: long, second: long, third: 's' } }
  const { whole, shared } = fold([
    { from: person, name: 's' },
    { to: person, once: { k: 's', max: 1 } },
  ])
  expect(whole).toEqual([
    { from: 1, name: 's' },
    { to: 1, once: { k: 's', max: 1 } },
  ])
  expect(shared).toEqual([long, { k: 'o', f: { first: 0, second: 0, third: 's' } }])
})
