import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ChangeLog } from '../../../../local/emulator/data/change-log'
import { LogFault } from '../../../../local/emulator/data/log-lines'
import type { Change } from '../../../../local/emulator/gateway/database/thread'

let folder: string
let path: string
const told: string[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wx-openapi-log-'))
  path = join(folder, 'database.jsonl')
  told.length = 0
})
afterEach(() => rmSync(folder, { recursive: true }))

const open = () => new ChangeLog(path, line => told.push(line))

type State = { readonly [collection: string]: readonly string[] }
const stateOf = (log: ChangeLog): State =>
  Object.fromEntries(log.take().map(({ name, texts }) => [name, Array.from(texts, ([, text]) => text)]))

/** Opens a log, tells what it holds, and closes it. */
async function reopened(): Promise<State> {
  const log = open()
  const state = stateOf(log)
  await log.close()
  return state
}

const put = (id: string, text: string, collection = 'todos'): Change => [
  collection,
  JSON.stringify(id),
  JSON.stringify({ _id: id, text }),
]
const removed = (id: string): Change => ['todos', JSON.stringify(id), null]

/** What is done one after the other, and the ids that are there after each. */
const corpus: readonly [does: (log: ChangeLog) => void, todos: readonly string[] | undefined][] = [
  [log => log.noteCollection('todos', 'READONLY'), []],
  [log => log.noteChanges([put('1', 'one')]), ['1']],
  [log => log.noteChanges([put('2', '二\n\u2028😀'), put('3', 'three'), removed('1')]), ['2', '3']],
  [log => log.noteChanges([put('2', 'changed')]), ['2', '3']],
  [log => log.noteChanges([removed('2'), removed('3')]), []],
  [
    log => {
      log.clear()
      log.noteCollection('todos')
      log.noteChanges([put('4', 'a'), put('5', 'b')])
    },
    ['4', '5'],
  ],
]

test('a file that ends anywhere holds each commit in whole or not at all', async () => {
  const log = open()
  const states: { bytes: number; todos: readonly string[] | undefined }[] = [
    { bytes: statSync(path).size, todos: undefined },
  ]
  for (const [does, todos] of corpus) {
    does(log)
    log.flush()
    states.push({ bytes: statSync(path).size, todos })
  }
  await log.close()
  const whole = readFileSync(path)
  for (let length = states[0]!.bytes; length <= whole.length; length += 1) {
    writeFileSync(path, whole.subarray(0, length))
    const { todos } = await reopened()
    // The end of a line alone is no part of what it says.
    const expected = states.filter(({ bytes }) => bytes <= length + 1).pop()!.todos
    expect([length, todos?.map(text => JSON.parse(text)._id)]).toEqual([length, expected])
    expect(readFileSync(path).at(-1)).toBe(10)
  }
})

test('what was written is read back to the letter, and what follows goes behind it', async () => {
  const log = open()
  log.noteCollection('todos')
  log.noteChanges([put('a', '二\n\u2028😀"\\')])
  await log.close()
  const again = open()
  expect(stateOf(again)).toEqual({ todos: [JSON.stringify({ _id: 'a', text: '二\n\u2028😀"\\' })] })
  again.noteChanges([put('b', 'later')])
  await again.close()
  expect((await reopened()).todos).toHaveLength(2)
})

test.each([
  ['a line that is not JSON', 3, '{"in":"todos","put":{"_id":"x"'],
  ['a document without an id', 3, '{"in":"todos","put":{}}'],
  ['a collection that nobody made', 3, '{"in":"users","put":{"_id":"x"}}'],
  ['an access that there is not', 3, '{"collection":"todos","access":"ALL"}'],
  ['a first line of another program', 1, '{"name":"package"}'],
  ['bytes that are not UTF-8', 3, Buffer.from([0x22, 0xff, 0x22])],
])('%s is named, and not overwritten', (_, line, text) => {
  const lines = [
    '{"wx-openapi":"data","format":1}',
    '{"collection":"todos"}',
    '{"in":"todos","put":{"_id":"1"}}',
  ]
  const parts = lines.map(one => Buffer.from(`${one}\n`))
  parts[line - 1] = Buffer.concat([Buffer.from(text as string), Buffer.from('\n')])
  const bytes = Buffer.concat([...parts, Buffer.from('{"collection":"last"}\n')])
  writeFileSync(path, bytes)
  expect(open).toThrow(new LogFault('broken', line))
  expect(readFileSync(path).equals(bytes)).toBe(true)
})

test('a file of a newer version is not touched', () => {
  const text = '{"wx-openapi":"data","format":2}\n{"a new kind":"of line"}\n{"half'
  writeFileSync(path, text)
  expect(open).toThrow(new LogFault('newer', 1))
  expect(readFileSync(path, 'utf8')).toBe(text)
})

test('an empty file is said to be broken: something emptied it', () => {
  writeFileSync(path, '')
  expect(open).toThrow(new LogFault('broken', 1))
})

/** A database that a log follows: its documents change as the log hears of them. */
function database(log: ChangeLog) {
  const texts = new Map<string, string>()
  log.follow({ collections: ['todos'], textsOf: () => [...texts.values()] })
  log.noteCollection('todos', 'READONLY')
  return (changes: readonly Change[]) => {
    for (const [, id, text] of changes) texts.set(id, text!)
    log.noteChanges(changes)
  }
}

test('a file that has grown is written anew, with what was committed meanwhile', async () => {
  const log = open()
  const commit = database(log)
  const before = statSync(path).ino
  const large = 'x'.repeat(100_000)
  const isNew = () => statSync(path).ino !== before
  let rounds = 0
  let meanwhile = 0
  while (!isNew()) {
    if (existsSync(join(folder, 'database.tmp'))) {
      meanwhile += 1
      if (meanwhile === 1) commit([put('meanwhile', '1')])
    } else {
      rounds += 1
      expect(rounds).toBeLessThan(1_000)
      commit([put('same', `${rounds}${large}`), put(`own ${rounds % 7}`, `${rounds}`)])
    }
    log.flush()
    // Lets the rewriting go on.
    await new Promise(resolve => setImmediate(resolve))
  }
  expect(meanwhile).toBeGreaterThan(0)
  commit([put('last', 'after')])
  await log.close()
  expect(statSync(path).size).toBeLessThan(1_000_000)
  const texts = (await reopened()).todos!.map(text => JSON.parse(text))
  expect(texts.find(({ _id }) => _id === 'same').text).toBe(`${rounds}${large}`)
  expect(texts.map(({ _id }) => _id).sort()).toEqual([
    'last',
    'meanwhile',
    ...[0, 1, 2, 3, 4, 5, 6].map(n => `own ${n}`),
    'same',
  ])
  expect(readFileSync(path, 'utf8')).toContain('{"collection":"todos","access":"READONLY"}\n')
  expect(readdirSync(folder)).toEqual(['database.jsonl'])
})

test.each([
  ['removed', () => rmSync(path)],
  ['written by another program', () => writeFileSync(path, 'hello', { flag: 'a' })],
])('a file that is %s meanwhile is left alone, and that is said once', async (_, spoil) => {
  const log = open()
  log.noteCollection('todos')
  log.flush()
  spoil()
  const left = readdirSync(folder).map(name => readFileSync(join(folder, name), 'utf8'))
  log.noteChanges([put('1', 'one')])
  log.flush()
  log.noteChanges([put('2', 'two')])
  await log.close()
  expect(readdirSync(folder).map(name => readFileSync(join(folder, name), 'utf8'))).toEqual(left)
  expect(told).toEqual([expect.stringMatching(/removed or changed by something else.*in memory alone/)])
})
