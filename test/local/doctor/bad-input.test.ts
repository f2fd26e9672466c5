import { readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { fixPermissions } from '../../../local/doctor/permissions/fix-permissions'
import { Library } from '../../../local/doctor/project/library'
import { check, told, useFolders, write } from './project'

const folders = useFolders()
const sdk = "const cloud = require('wx-server-sdk')\n"
const call = `${sdk}exports.main = () => cloud.openapi.security.msgSecCheck({})\n`
const lists = (...names: string[]) => JSON.stringify({ permissions: { openapi: names } })

test('a broken config.json is reported with line and column and left as it is, the others are mended', () => {
  const text = '{\n  "permissions": {\n    "openapi": ["security.msgSecCheck",]\n  }\n}\n'
  const folder = folders.make({
    'cloudfunctions/a/index.js': call,
    'cloudfunctions/a/config.json': text,
    'cloudfunctions/b/index.js': call,
    'cloudfunctions/b/config.json': lists(),
  })
  const checked = check(folder)
  expect(told(checked)).toEqual([
    'cloudfunctions/a/config.json:3:40 brokenConfig',
    'cloudfunctions/b/index.js:2:45 missing security.msgSecCheck',
  ])
  const fixed = fixPermissions(checked.functions, new Library(folder))
  expect(fixed.map(({ file }) => file)).toEqual(['cloudfunctions/b/config.json'])
  expect(readFileSync(join(folder, 'cloudfunctions/a/config.json'), 'utf8')).toBe(text)
  expect(readFileSync(join(folder, 'cloudfunctions/b/config.json'), 'utf8')).toBe(
    lists('security.msgSecCheck'),
  )
})

test.each([
  ['nothing', '', '1:1'],
  ['half', '{"permissions": {"openapi": ["a', '1:30'],
  ['with a comment', '{\n  // names\n}', '2:3'],
  ['with a name in single quotes', "{\r\n  'permissions': {}\r\n}", '2:3'],
  ['with something behind it', '{}\n{}', '2:1'],
])('a config.json is broken: %s', (_, text, place) => {
  const folder = folders.make({ 'cloudfunctions/a/index.js': call, 'cloudfunctions/a/config.json': text })
  expect(told(check(folder))).toEqual([`cloudfunctions/a/config.json:${place} brokenConfig`])
})

test('a config.json that is no UTF-8 is reported', () => {
  const folder = folders.make({ 'cloudfunctions/a/index.js': call })
  write(folder, { 'cloudfunctions/a/config.json': '' })
  require('node:fs').writeFileSync(
    join(folder, 'cloudfunctions/a/config.json'),
    Buffer.from([0xff, 0xfe, 0x7b, 0]),
  )
  expect(check(folder).findings[0]?.what).toBe('config.json is not JSON: it is not UTF-8')
})

test('a list with something else than names is malformed', () => {
  const folder = folders.make({
    'cloudfunctions/a/index.js': call,
    'cloudfunctions/a/config.json': '{"permissions": {"openapi": ["security.msgSecCheck", 7]}}',
    'cloudfunctions/b/index.js': 'exports.main = () => 1',
    'cloudfunctions/b/config.json': '{"permissions": 1}',
  })
  expect(told(check(folder))).toEqual([
    'cloudfunctions/a/config.json:1:54 malformed',
    'cloudfunctions/b/config.json:1:17 malformed',
  ])
})

test('a file that does not parse is named and the others go on, and nothing is called unused then', () => {
  const folder = folders.make({
    'cloudfunctions/a/index.js': `${sdk}const half = require('./half')\nexports.main = () => [half, cloud.openapi.ocr.idcard({})]\n`,
    'cloudfunctions/a/half.js': 'exports.x = {\n  a: 1,\n  b 2\n}',
    'cloudfunctions/a/config.json': lists('wxacode.get'),
    'cloudfunctions/b/index.js': call,
  })
  expect(told(check(folder))).toEqual([
    'cloudfunctions/a/half.js:3:5 unreadable',
    'cloudfunctions/a/index.js:3:47 missing ocr.idcard',
    'cloudfunctions/b/index.js:2:45 missing security.msgSecCheck',
  ])
})

test('links out of the project are not followed: of functions, of code and of config.json', () => {
  const outside = folders.make({ 'index.js': call, 'shared.js': call, 'config.json': lists('wxacode.get') })
  const folder = folders.make({
    'project.config.json': '{}',
    'cloudfunctions/a/index.js': `require('./shared')\nrequire('../../../elsewhere')\n${call}`,
  })
  symlinkSync(join(outside, 'shared.js'), join(folder, 'cloudfunctions/a/shared.js'))
  symlinkSync(join(outside, 'config.json'), join(folder, 'cloudfunctions/a/config.json'))
  symlinkSync(outside, join(folder, 'cloudfunctions/b'))
  const checked = check(folder)
  expect(told(checked)).toEqual([
    'cloudfunctions/a/config.json:1:1 brokenConfig',
    'cloudfunctions/a/index.js:1:9 note notFollowed',
    'cloudfunctions/a/index.js:2:9 note notFollowed',
    'cloudfunctions/b:1:1 note notFollowed',
  ])
  expect(fixPermissions(checked.functions, new Library(folder))).toEqual([])
  expect(readFileSync(join(outside, 'config.json'), 'utf8')).toBe(lists('wxacode.get'))
})

test('a link inside of the project is followed, and fix writes where it leads', () => {
  const folder = folders.make({
    'cloudfunctions/a/index.js': call,
    'shared/config.json': `\uFEFF${lists()}`,
  })
  symlinkSync('../../shared/config.json', join(folder, 'cloudfunctions/a/config.json'))
  const { functions } = check(folder)
  fixPermissions(functions, new Library(folder))
  expect(readFileSync(join(folder, 'shared/config.json'), 'utf8')).toBe(
    `\uFEFF${lists('security.msgSecCheck')}`,
  )
  expect(told(check(folder))).toEqual([])
})

test('files that import each other, and functions that call themselves, come to an end', () => {
  const folder = folders.make({
    'cloudfunctions/a/index.js': `const { run } = require('./one')\nexports.main = e => run(require('wx-server-sdk'), e.n)\n`,
    'cloudfunctions/a/one.js':
      "const two = require('./two')\nexports.run = (c, n, f = x => x) => (n ? exports.run(c, n - 1, x => f([x, f])) : two.last(c, f))\n",
    'cloudfunctions/a/two.js':
      "const one = require('./one')\nlet text = ''\nexports.last = (c, f) => {\n  for (;;) text = text + 'a'\n  return one.run && f(c).openapi[text].get({})\n}\n",
  })
  expect(told(check(folder)).filter(line => !line.includes('note'))).toEqual([])
})

test('a method that this version does not know is believed when the user says so', () => {
  const folder = folders.make({
    'cloudfunctions/a/index.js': `${sdk}exports.main = () => cloud.openapi.logistics.getOrders({})\n`,
    'cloudfunctions/a/config.json': lists(),
  })
  expect(told(check(folder))).toEqual(['cloudfunctions/a/index.js:2:46 misspelt logistics.getOrders'])
  expect(told(check(folder, ['logistics.getOrders']))).toEqual([
    'cloudfunctions/a/index.js:2:46 missing logistics.getOrders',
  ])
})
