import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { readSeed } from '../../../../local/emulator/data/read-seed'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wx-openapi-seed-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(path: string, text: string | Buffer): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true })
  writeFileSync(join(folder, path), text)
}

const documentsOf = (text: string | Buffer) => {
  write('todos.json', text)
  return readSeed(folder).collections[0]!.documents
}

const mark = '\uFEFF'
test.each([
  ['a list', '[{"_id":"a"},{"_id":"b"}]'],
  ['a list over several lines', '[\n  { "_id": "a" },\n  {\n    "_id": "b"\n  }\n]\n'],
  ['one document a line', '{"_id":"a"}\n{"_id":"b"}\n'],
  ['lines as Windows ends them, empty ones, none at the end', `${mark}{"_id":"a"}\r\n\r\n  {"_id":"b"}`],
])('%s is read', (_, text) => expect(documentsOf(text)).toEqual([{ _id: 'a' }, { _id: 'b' }]))

test.each([
  ['nothing', '', []],
  ['an empty list', '[]', []],
  ['one document over several lines', '{\n  "_id": 1\n}', [{ _id: 1 }]],
  ['one document without an id', '{"a":1}', [{ a: 1 }]],
])('%s is as many documents', (_, text, documents) => expect(documentsOf(text)).toEqual(documents))

test('extended JSON is read as MongoDB writes it, and as the console of the cloud exports it', () => {
  expect(
    documentsOf(`{"_id":{"$oid":"5f0a"},"at":{"$date":"2018-08-31T17:30:00.882Z"},"ms":{"$date":0},
      "long":{"$date":{"$numberLong":"1"}},"n":{"$numberInt":"7"},"price":{"$numberDecimal":"1.5"},
      "place":{"type":"Point","coordinates":[113,23]},"of":[{"$oid":"aa"}]}`),
  ).toEqual([
    {
      _id: '5f0a',
      at: new Date(Date.UTC(2018, 7, 31, 17, 30, 0, 882)),
      ms: new Date(0),
      long: new Date(1),
      n: 7,
      price: 1.5,
      place: { type: 'Point', coordinates: [113, 23] },
      of: ['aa'],
    },
  ])
})

test('each file is a collection, with the access of an export; other files are passed over', () => {
  for (const path of ['b.json', 'a.json', '100%.json', 'x%2Fy.json']) write(path, '[]')
  write('.wx-openapi.json', '{"format":1,"access":{"b":"READONLY"}}')
  for (const path of ['notes.md', '.hidden.json', 'folder/c.json']) write(path, 'none of ours')
  write('storage/local/Pictures/a.png', 'a')
  const { collections, files } = readSeed(folder)
  expect(collections.map(({ name, access }) => [name, access])).toEqual([
    ['100%', undefined],
    ['a', undefined],
    ['b', 'READONLY'],
    ['x/y', undefined],
  ])
  expect(files).toEqual([
    {
      path: join(folder, 'storage/local/Pictures/a.png'),
      place: expect.stringMatching(/^local\/Pictures~[0-9a-f]{16}\/a\.png$/),
    },
  ])
})

const deep = `${'{"a":'.repeat(200_000)}1${'}'.repeat(200_000)}`
test.each([
  ['a line that is not JSON', '{"_id":"a"}\n\n{"_id":"b",}\n', /todos\.json:3:12 is not JSON/],
  ['a list that is not JSON', '[\n  { "_id": "a" },\n  { "_id" "b" }\n]', /todos\.json:3:11 is not JSON/],
  ['one document that is not JSON', '{\n  "_id": "a"\n  "b": 1\n}', /todos\.json:3:3 is not JSON/],
  ['a document that is none', '[{}, 7]', /todos\.json: document 2 is not an object/],
  ['a list of lists', '[[]]', /document 1 is not an object/],
  ['a text', '"text"', /document 1 is not an object/],
  [
    'an id of no kind',
    '{"_id":{"a":1}}',
    /document 1 has an _id that is not a text, a number or \{ "\$oid" \}/,
  ],
  ['an id that is null', '{"_id":null}', /document 1 has an _id that is not a text/],
  ['an id twice', '{"_id":"a"}\n{"_id":1}\n{"_id":"a"}', /document 3 has the _id "a", as one before it/],
  [
    'a date that is none',
    '{"at":{"$date":"yesterday"}}',
    /document 1 cannot be kept: \$date is not a valid date/,
  ],
  [
    'a document of more than 16 MB',
    `{}\n{"a":"${'x'.repeat(16 * 1024 * 1024)}"}`,
    /document 2 cannot be kept: the document is larger than 16 MB/,
  ],
  ['a document without a bottom', deep, /document 1 cannot be kept: a document has more than 100 levels/],
  ['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), /todos\.json is not UTF-8/],
  [
    'more documents than the database can have',
    '{}\n'.repeat(100_001),
    /the seed has more than 100000 documents/,
  ],
])('%s is said to be wrong, and where', (_, text, said) => expect(() => documentsOf(text)).toThrow(said))

test('2 GB are refused before they are read', () => {
  write('todos.json', '')
  // A file with a hole: it takes no room on the disk.
  truncateSync(join(folder, 'todos.json'), 2 * 1024 ** 3)
  const before = performance.now()
  expect(() => readSeed(folder)).toThrow(
    /todos\.json makes the seed 2048 MB large; all its files together can have 128 MB/,
  )
  expect(performance.now() - before).toBeLessThan(10_000)
})

test.each([
  ['is not JSON', '{', /\.wx-openapi\.json is not what an export writes/],
  ['names an access that there is not', '{"format":1,"access":{"a":"ALL"}}', /is not what an export writes/],
  ['is of a newer version', '{"format":2}', /was written by a newer version/],
])('an export whose own file %s is refused', (_, text, said) => {
  write('.wx-openapi.json', text)
  expect(() => readSeed(folder)).toThrow(said)
})

test('a folder that is not there is named', () => {
  expect(() => readSeed(join(folder, 'none'))).toThrow(/there is no folder .*none/)
  write('file', '')
  expect(() => readSeed(join(folder, 'file'))).toThrow(/there is no folder .*file/)
})
