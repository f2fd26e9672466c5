import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { isAbsolute, join, normalize } from 'node:path'
import fc from 'fast-check'
import { FolderShelf } from '../../../../local/emulator/data/folder-shelf'
import { placeOf } from '../../../../local/emulator/gateway/storage/shelf'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wx-openapi-shelf-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const place = (path: string, env = 'local') => placeOf(`cloud://${env}.6c6f-${env}-1250000000/${path}`)

/** Paths that some system takes for one another, or for something else than a file. */
const hostile = [
  ...[
    'a.png',
    'A.png',
    'a.PNG',
    'a',
    'a/b',
    'a/b.png',
    'a.png/b.png',
    'A/b.png',
    'a/',
    '',
    '/',
    '//',
    '.',
    '..',
  ],
  ...[
    '../a.png',
    '../../etc/passwd',
    'a/../b.png',
    '..\\..\\a.png',
    'C:\\a.png',
    'c:a.png',
    'a.png:stream',
    '~',
    '~root',
  ],
  ...[
    'con',
    'con.txt',
    'CON.TXT',
    'aux/a.png',
    'nul.',
    'lpt1.png',
    'com9',
    'a.',
    'a ',
    ' a',
    'a. ',
    '.gitignore',
    '.git/config',
  ],
  ...[
    'é.png',
    'e\u0301.png',
    '猫.png',
    '😀.png',
    '\ud800.png',
    '\ud801.png',
    'a\u0000.png',
    'a\n.png',
    'a%2fb.png',
    'a?b#c.png',
  ],
  ...[
    'x'.repeat(300),
    `${'x'.repeat(300)}.png`,
    `${'x'.repeat(299)}y.png`,
    'd/'.repeat(420),
    `${'é/'.repeat(280)}a.png`,
  ],
  ...['a~b.png', `a~${'0'.repeat(16)}.png`, 'database.jsonl', '__proto__', 'constructor'],
]

test('each path has a place of its own in the folder, by the rules of every system', () => {
  const places = hostile.map(path => place(path))
  expect(new Set(places.map(one => one.normalize('NFC').toLowerCase())).size).toBe(hostile.length)
  for (const [at, one] of places.entries()) {
    // A place within another one would be a file and a folder at once.
    const within = places.filter(
      (other, index) => index !== at && other.toLowerCase().startsWith(`${one.toLowerCase()}/`),
    )
    expect([hostile[at], within]).toEqual([hostile[at], []])
  }
})

test('no id leads out of the folder, whatever it holds', () => {
  const ids = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom('..', '.', '/', '\\', 'a', ':', '~', 'con', 'cloud://', ' '))
      .map(parts => parts.join('')),
  )
  fc.assert(
    fc.property(ids, fc.boolean(), (id, isWhole) => {
      const found = isWhole ? placeOf(id) : place(id)
      expect(found).toBe(normalize(found).replace(/\\/g, '/'))
      expect(isAbsolute(found) || found.split('/').includes('..')).toBe(false)
      expect(Buffer.byteLength(found)).toBeLessThanOrEqual(400)
      for (const name of found.split('/')) {
        expect(name).toMatch(/^[\p{L}\p{N}_~-][\p{L}\p{N}_~.-]*(?<!\.)$/u)
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
      }
    }),
  )
})

test('usual names are kept as they are, and others can be recognised', () => {
  expect(place('photos/2026/cat-1.png')).toBe('local/photos/2026/cat-1.png')
  expect(place('IMG_0001.JPG')).toMatch(/^local\/IMG_0001~[0-9a-f]{16}\.JPG$/)
  expect(place('我的照片/猫 1.png')).toMatch(/^local\/我的照片~[0-9a-f]{16}\/猫_1~[0-9a-f]{16}\.png$/)
})

test('every one of them can be written, read and removed', () => {
  const shelf = new FolderShelf(join(folder, 'storage'), folder)
  for (const path of hostile) shelf.write(place(path), Buffer.from(path))
  expect(shelf.count).toBe(hostile.length)
  for (const path of hostile) expect(shelf.read(place(path))!.toString()).toBe(Buffer.from(path).toString())
  for (const path of hostile) expect(shelf.remove(place(path))).toBe(true)
  expect([shelf.count, shelf.bytes]).toEqual([0, 0])
  expect(readdirSync(folder)).toEqual(['storage'])
  expect(readdirSync(join(folder, 'storage'))).toEqual([])
})

test('a replaced file counts once, also for a shelf that is opened later', () => {
  const shelf = new FolderShelf(join(folder, 'storage'), folder)
  shelf.write('local/a.txt', Buffer.from('long text'))
  shelf.write('local/a.txt', Buffer.from('short'))
  for (const one of [shelf, new FolderShelf(join(folder, 'storage'), folder)])
    expect([one.count, one.bytes, one.read('local/a.txt')!.toString()]).toEqual([1, 5, 'short'])
  shelf.clear()
  expect([shelf.count, shelf.bytes, shelf.read('local/a.txt'), shelf.remove('local/a.txt')]).toEqual([
    0,
    0,
    undefined,
    false,
  ])
})

test('whose file it is stays known from one start to the next, until the file is removed', () => {
  const open = () => new FolderShelf(join(folder, 'storage'), folder)
  const first = open()
  first.write(place('mine.png'), Buffer.from('a'), 'oUSER')
  first.write(place('ours.png'), Buffer.from('b'))
  const second = open()
  expect([second.ownerOf(place('mine.png')), second.ownerOf(place('ours.png'))]).toEqual(['oUSER', undefined])
  second.remove(place('mine.png'))
  expect(open().ownerOf(place('mine.png'))).toBeUndefined()
})
