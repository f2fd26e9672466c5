import { mkdirSync, mkdtempSync, rmSync, watch, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Builds } from '../../../local/preview/server/builds'

let root: string
let builds: Builds
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'wx-openapi-watch-'))
  mkdirSync(join(root, '.wx-openapi/storage'), { recursive: true })
  mkdirSync(join(root, 'pages'))
  builds = new Builds(root, () => {})
  builds.watch()
  // A build waits for a time after a file was saved: so many wait as there are timers.
  jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] })
})
afterEach(() => {
  jest.useRealTimers()
  builds.close()
  rmSync(root, { recursive: true })
})

/** Saves a file, until another watcher has heard of it; gives how many builds wait then. */
async function save(path: string): Promise<number> {
  const other = watch(root, { recursive: true })
  const heard = new Promise<void>(resolve => {
    other.on('change', (_, name) => {
      if (String(name) === path) resolve()
    })
  })
  let isHeard = false
  void heard.then(() => {
    isHeard = true
  })
  while (!isHeard) {
    writeFileSync(join(root, path), `${Math.random()}`)
    await new Promise(resolve => setImmediate(resolve))
  }
  other.close()
  return jest.getTimerCount()
}

test('what the emulator keeps, and git, starts no build; a page does', async () => {
  expect(await save(join('.wx-openapi', 'database.jsonl'))).toBe(0)
  expect(await save(join('.wx-openapi', 'storage', 'a.js'))).toBe(0)
  expect(await save(join('pages', 'index.js'))).toBe(1)
})
