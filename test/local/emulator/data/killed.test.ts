import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { placesIn } from '../../../../local/emulator/data/folder-shelf'
import { readLog } from '../../../../local/emulator/data/log-lines'
import { type KeepingProcess, useKeeper } from './keeping-process'

const start = useKeeper()

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wx-openapi-killed-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const path = () => join(folder, 'database.jsonl')

/** The documents that the file holds. */
const documents = (): any[] => {
  const { collections } = readLog(path())
  return Array.from(collections.get('todos')?.texts.values() ?? [], text => JSON.parse(text))
}

const together = 20
const long = 'x'.repeat(8_000)
const nothing = '"_id":{"$exists":true}'

/** Changes twenty documents at once, all to the same number, until the process is gone. Gives the last that was answered. */
async function writeUntilGone(
  keeper: KeepingProcess,
  from: number,
  onAnswer: (round: number) => void,
): Promise<number> {
  let answered = from
  try {
    for (let round = from + 1; ; round += 1) {
      const data = `{"$set":{"round":${round},"long":"${round % 10}${long}"}}`
      const fields = { query: `{${nothing}}`, data, multi: true, merge: true }
      const { code } = await keeper.ask('database.modifyDocument', fields)
      if (code) throw new Error(code)
      answered = round
      onAnswer(round)
    }
  } catch {
    return answered
  }
}

/** Puts files of one letter each, until the process is gone. */
async function uploadUntilGone(keeper: KeepingProcess): Promise<void> {
  try {
    for (let round = 0; ; round += 1) {
      const { data } = await keeper.ask('storage.getUploadMetadata', { path: `${round % 3}.txt` })
      await fetch(data.url, { method: 'PUT', body: String.fromCharCode(97 + (round % 26)).repeat(300_000) })
    }
  } catch {}
}

test('a process that is killed while it writes leaves every commit and every file in whole', async () => {
  let round = 0
  let uploaded = 0
  const rewrites = new Set<number>()
  // After so many answers, of which the file has been written anew in some.
  for (const after of [1, 9, 30, 3, 17]) {
    const keeper = start(folder)
    await keeper.says('at ')
    if (round === 0) {
      for (let id = 0; id < together; id += 1) {
        await keeper.ask('database.insertDocument', { data: `{"_id":"${id}","round":0,"long":"0${long}"}` })
      }
      // The file follows within 50 ms, and this test counts on all of them.
      while (documents().length < together) await new Promise(resolve => setImmediate(resolve))
    }
    rewrites.add(statSync(path()).ino)
    const before = round
    const uploads = uploadUntilGone(keeper)
    const answered = await writeUntilGone(keeper, before, now => {
      if (now === before + after) keeper.child.kill('SIGKILL')
    })
    expect(await keeper.ended).toBe('SIGKILL')
    await uploads
    expect(answered).toBeGreaterThanOrEqual(before + after)
    const found = documents()
    expect(found.map(({ _id }) => _id).sort()).toEqual(
      Array.from({ length: together }, (_, id) => String(id)).sort(),
    )
    round = found[0].round
    expect(found.every(one => one.round === round && one.long === `${round % 10}${long}`)).toBe(true)
    expect(round).toBeLessThanOrEqual(answered + 1)
    expect(round).toBeGreaterThanOrEqual(before)
    for (const place of placesIn(join(folder, 'storage'))) {
      uploaded += 1
      expect(readFileSync(join(folder, 'storage', place), 'utf8')).toMatch(/^([a-z])\1{299999}$/)
    }
  }
  expect(uploaded).toBeGreaterThan(0)
  expect(rewrites.size).toBeGreaterThan(1)
})

test('what reached the file before the kill is there, and a new process goes on from it', async () => {
  const keeper = start(folder)
  await keeper.ask('database.insertDocument', { data: '{"_id":"one"}' })
  while (documents().length === 0) await new Promise(resolve => setImmediate(resolve))
  keeper.child.kill('SIGKILL')
  await keeper.ended
  const next = start(folder)
  const { data } = await next.ask('database.getDocument', { query: '{}' })
  expect(data.list).toEqual(['{"_id":"one"}'])
})

test('a signal that asks it to end loses nothing', async () => {
  const keeper = start(folder)
  for (let id = 0; id < 30; id += 1) await keeper.ask('database.insertDocument', { data: `{"_id":"${id}"}` })
  keeper.child.kill('SIGTERM')
  await keeper.ended
  expect(documents()).toHaveLength(30)
})

test('the folder is free at once after a kill, and held until then', async () => {
  const first = start(folder)
  await first.says('at ')
  const second = start(folder)
  await second.says('held')
  first.child.kill('SIGKILL')
  await first.ended
  const third = start(folder)
  expect(await third.says('at ')).toMatch(/^http:/)
})

const fill = async (keeper: KeepingProcess, count: number, from = 0) => {
  for (let id = from; id < count; id += 1) {
    const { code } = await keeper.ask('database.insertDocument', { data: `{"_id":"${id}","long":"${long}"}` })
    expect(code).toBeUndefined()
  }
}

/** Node ignores the signal of this limit, and gets an error where a disk would be full. */
test('a file that cannot grow any more holds whole lines, and what cannot be written is said', async () => {
  const keeper = start(folder, ['sh', '-c', 'ulimit -f 64; exec "$@"', 'sh'])
  // One is there before a write is refused.
  await fill(keeper, 1)
  while (documents().length === 0) await new Promise(resolve => setImmediate(resolve))
  await fill(keeper, 100, 1)
  expect(await keeper.says('told ')).toMatch(
    /database\.jsonl cannot be written: EFBIG\. What was changed is kept in memory/,
  )
  const { data } = await keeper.ask('database.calculateDocument', { query: '{}' })
  expect(data.total).toBe(100)
  const { data: ticket } = await keeper.ask('storage.getUploadMetadata', { path: 'large.bin' })
  const refused = await fetch(ticket.url, { method: 'PUT', body: 'x'.repeat(100_000) })
  expect([refused.status, await refused.text()]).toEqual([
    403,
    expect.stringContaining('the file cannot be kept: EFBIG'),
  ])
  keeper.child.kill('SIGTERM')
  await keeper.ended
  expect(keeper.lines.join('\n')).toMatch(
    /The last changes could not be written to .*; what it held before is there\./,
  )
  const kept = documents()
  expect(kept.length).toBeGreaterThan(0)
  expect(kept.every((one, at) => one._id === String(at) && one.long === long)).toBe(true)
  expect([...placesIn(join(folder, 'storage'))]).toEqual([])
  expect(readdirSync(folder).filter(name => name.endsWith('.tmp'))).toEqual([])
})

const mayMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', tmpdir()]).status === 0

/** A small disk that is this process's own: where a system does not let one mount it, the test above stands alone. */
;(mayMount ? test : test.skip)('a full disk is said, and once there is room nothing was lost', async () => {
  const script = `mount -t tmpfs -o size=300k tmpfs "$3" && head -c 200000 /dev/zero > "$3/filler" && chmod 777 "$3" && mkdir "$3/data" && exec "$1" "$2" "$3/data"`
  const keeper = start(folder, ['unshare', '-rm', 'sh', '-c', `set -- "$@"; ${script}`, 'sh'])
  await fill(keeper, 20)
  expect(await keeper.says('told ')).toMatch(/cannot be written: the disk is full/)
  // The disk is seen by that process alone.
  const inside = `/proc/${keeper.child.pid}/root${folder}`
  rmSync(join(inside, 'filler'))
  while (!keeper.lines.some(line => /is written again; nothing was lost/.test(line))) {
    await new Promise(resolve => setImmediate(resolve))
  }
  const { collections } = readLog(join(inside, 'data/database.jsonl'))
  expect(collections.get('todos')!.texts.size).toBe(20)
})
