import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as catalogue from '../../../shared/catalogue'
import { findRow, listNames } from '../../../shared/client/find-row'
import type { CatalogueNode, Endpoint } from '../../../shared/schema/endpoint'
import { table } from '../../../shared/wechat-api/methods'
import { oldNames } from './old-names'

const rows = catalogue as unknown as CatalogueNode
const guide = readFileSync(join(__dirname, '../../../docs/migrating-from-wechat-api.md'), 'utf8')
/** What the table of the guide says of each old name. */
const said = new Map(
  [...guide.slice(guide.indexOf('## Every old name')).matchAll(/^\| `([^`]+)` \| (.*) \|$/gm)].map(
    ([, name, text]) => [name!, text!],
  ),
)

const dotted = new Map<Endpoint, string>()
for (const name of listNames(rows)) {
  const row = findRow(rows, name)!
  if (!row.aliasOf) dotted.set(row, name)
}

test('the guide tells of every old name, once', () => {
  const names = [...oldNames, 'new API()', 'API.mixin', 'API.patch', 'API.ext', 'API.AccessToken']
  expect([...said.keys()].sort()).toEqual(names.sort())
  expect(names).toHaveLength(302)
})

test.each(Object.entries(table))(
  'the guide tells which methods %s is, and whether it is retired',
  (name, entry) => {
    const methods = entry.rows.map(row => `\`${dotted.get(row as Endpoint)}\``).join(', ')
    expect(said.get(name)).toBe(`${methods}${entry.rows[0]!.deprecated ? ' (retired)' : ''}`)
  },
)

test('every method that the guide names is one of the catalogue', () => {
  const named = [...said.values()].flatMap(text => [...text.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z0-9]+)+)`/g)])
  const unknown = named
    .map(([, name]) => name!)
    .filter(name => name !== 'openapi.request' && !findRow(rows, name))
  expect(named.length).toBeGreaterThan(270)
  expect(unknown).toEqual([])
})
