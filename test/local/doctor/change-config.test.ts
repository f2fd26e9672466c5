import fc from 'fast-check'
import { changeConfig } from '../../../local/doctor/permissions/fix-permissions'
import type { Change } from '../../../local/doctor/permissions/judge'
import { holdsNames } from '../../../local/doctor/permissions/read-permissions'
import { findEndpoint } from '../../../shared/catalog'

const isStray = (...[node, path]: [Parameters<typeof holdsNames>[0], string]) =>
  holdsNames(node, path, name => findEndpoint(name) !== undefined)

function change(
  text: string,
  {
    add = [],
    remove = [],
    replace = {},
  }: { add?: string[]; remove?: string[]; replace?: Record<string, string> },
) {
  const wanted: Change = { add, remove, replace: new Map(Object.entries(replace)), hasStrays: true }
  return changeConfig(text, wanted, isStray)
}

test('a name is added in the way the others stand', () => {
  expect(
    change('{\n\t"permissions": {\n\t\t"openapi": [\n\t\t\t"a.b"\n\t\t]\n\t},\n\t"x": 1\n}', {
      add: ['c.d', 'e.f'],
    }),
  ).toBe(
    '{\n\t"permissions": {\n\t\t"openapi": [\n\t\t\t"a.b",\n\t\t\t"c.d",\n\t\t\t"e.f"\n\t\t]\n\t},\n\t"x": 1\n}',
  )
  expect(change('{"permissions":{"openapi":["a.b","c.d"]}}', { add: ['e.f'] })).toBe(
    '{"permissions":{"openapi":["a.b","c.d","e.f"]}}',
  )
  expect(change('{ "permissions": { "openapi": [ "a.b" ] } }\n', { add: ['c.d'] })).toBe(
    '{ "permissions": { "openapi": [ "a.b", "c.d" ] } }\n',
  )
})

test('windows line ends, other members and their order stay', () => {
  expect(
    change(
      '{\r\n    "z": [1,  2],\r\n    "permissions": {\r\n        "openapi": []\r\n    },\r\n    "a": {"k" : 0.10}\r\n}\r\n',
      { add: ['a.b'] },
    ),
  ).toBe(
    '{\r\n    "z": [1,  2],\r\n    "permissions": {\r\n        "openapi": [\r\n            "a.b"\r\n        ]\r\n    },\r\n    "a": {"k" : 0.10}\r\n}\r\n',
  )
})

test.each([
  ['the first', ['a.b'], '[\n  "c.d",\n  "e.f"\n]'],
  ['one between', ['c.d'], '[\n  "a.b",\n  "e.f"\n]'],
  ['the last', ['e.f'], '[\n  "a.b",\n  "c.d"\n]'],
  ['all', ['a.b', 'c.d', 'e.f'], '[]'],
])('%s of several names goes with its comma', (_, remove, list) => {
  expect(change('{"permissions":{"openapi":[\n  "a.b",\n  "c.d",\n  "e.f"\n]}}', { remove })).toBe(
    `{"permissions":{"openapi":${list}}}`,
  )
})

test('a misspelt name is mended where it stands', () => {
  expect(change('{"permissions": {"openapi": ["a.b" , "c.x", "e.f"]}}', { replace: { 'c.x': 'c.d' } })).toBe(
    '{"permissions": {"openapi": ["a.b" , "c.d", "e.f"]}}',
  )
})

test('what is not there is made', () => {
  const made = '{\n  "permissions": {\n    "openapi": [\n      "a.b"\n    ]\n  }\n}\n'
  expect(change('{}\n', { add: ['a.b'] })).toBe(made)
  expect(change('{\n  "permissions": {}\n}\n', { add: ['a.b'] })).toBe(made)
  expect(change('{\n  "permissions": null\n}\n', { add: ['a.b'] })).toBe(made)
  expect(change('{"x":1}', { add: ['a.b'] })).toBe('{"x":1, "permissions": { "openapi": ["a.b"] }}')
})

test('names at a wrong path are taken away from there', () => {
  const list = '["security.msgSecCheck"]'
  expect(change(`{ "openapi": ${list}, "x": 1 }`, { add: ['a.b'] })).toBe(
    '{ "x": 1, "permissions": { "openapi": ["a.b"] } }',
  )
  expect(change(`{ "x": 1, "permission": { "openapi": ${list} } }`, { add: ['a.b'] })).toBe(
    '{ "x": 1, "permissions": { "openapi": ["a.b"] } }',
  )
  expect(change(`{ "permissions": ${list} }`, { add: ['a.b'] })).toBe(
    '{ "permissions": { "openapi": ["a.b"] } }',
  )
  expect(change('{ "permissions": { "openapi": "security.msgSecCheck" } }', { add: ['a.b'] })).toBe(
    '{ "permissions": { "openapi": ["a.b"] } }',
  )
})

test('of two lists of one name the second is changed, because it is the one that counts', () => {
  expect(
    change('{"permissions":{"openapi":["x.y"]},"permissions":{"openapi":["a.b"]}}', { add: ['c.d'] }),
  ).toBe('{"permissions":{"openapi":["x.y"]},"permissions":{"openapi":["a.b", "c.d"]}}')
})

test('what holds no object is left alone', () => {
  expect(change('["a.b"]', { add: ['c.d'] })).toBeUndefined()
})

test('of any JSON in any layout only the names change', () => {
  const name = fc.constantFrom('a.b', 'c.d', 'e.f', 'g.h', 'i.j', 'k.l')
  const names = fc.uniqueArray(name, { maxLength: 6 })
  const members = fc.dictionary(
    fc.string({ maxLength: 5 }).filter(key => !/^(permissions|__proto__)$/.test(key)),
    fc.jsonValue({ maxDepth: 2 }),
  )
  const layout = fc.constantFrom<string | number>('', 1, 2, 4, '\t')
  fc.assert(
    fc.property(
      members,
      members,
      names,
      names,
      names,
      layout,
      fc.boolean(),
      (before, inside, listed, remove, more, indent, isWindows) => {
        const add = more.filter(one => !listed.includes(one))
        const whole = { ...before, permissions: { ...inside, openapi: listed }, after: [1] }
        const plain = JSON.stringify(whole, null, indent)
        const text = isWindows ? plain.replace(/\n/g, '\r\n') : plain
        const changed = changeConfig(
          text,
          { add, remove, replace: new Map(), hasStrays: false },
          () => false,
        )!
        const openapi = [...listed.filter(one => !remove.includes(one)), ...add]
        expect(JSON.parse(changed)).toEqual(
          JSON.parse(JSON.stringify({ ...whole, permissions: { ...inside, openapi } })),
        )
        expect(Object.keys(JSON.parse(changed))).toEqual(Object.keys(JSON.parse(text)))
        if (isWindows) expect(changed.replace(/\r\n/g, '')).not.toMatch(/\n/)
        else expect(changed).not.toMatch(/\r/)
        // Whoever lays JSON out by machine gets it back as that machine would lay it out.
        if (listed.length > 0 && indent !== '')
          expect(changed.replace(/\r/g, '')).toBe(JSON.stringify(JSON.parse(changed), null, indent))
      },
    ),
  )
})
