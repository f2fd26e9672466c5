import { rmSync } from 'node:fs'
import { type Hooks, useProject, we } from '../../../local/testing'
import { makeProject } from './project-folder'

const folder = makeProject()
afterAll(() => rmSync(folder, { recursive: true }))

/** The hooks of a test runner that the test itself drives. */
function makeHooks() {
  const runs: { [hook in keyof Hooks]?: () => Promise<void> } = {}
  const hooks: Hooks = {
    afterEach(run) {
      runs.afterEach = run
    },
    afterAll(run) {
      runs.afterAll = run
    },
  }
  return { hooks, runs }
}

test('before it is started, `we` says how to start it, and can be looked at', async () => {
  expect(() => we.url).toThrow('call useProject in the set-up file')
  expect(await we).toBe(we)
  expect([JSON.stringify(we), Object.keys(we)]).toEqual(['{}', []])
})

test('the project is there for a file of tests, is reset after each, and is gone after the last', async () => {
  const before = process.env.WX_APPID
  const { hooks, runs } = makeHooks()
  const project = await useProject({ folder, onLog: () => undefined }, hooks)
  expect([we.url, process.env.WX_OPENAPI_BASE_URL]).toEqual([project.url, project.url])
  await we.storage.put('a.txt', 'a')
  await runs.afterEach!()
  expect(await we.storage.list()).toEqual([])
  await runs.afterAll!()
  expect(() => we.url).toThrow('has not been started')
  expect(process.env.WX_APPID).toBe(before)
})

test('without hooks it says what to pass, and the environment can be left alone', async () => {
  await expect(useProject({ folder }, {} as Hooks)).rejects.toThrow('pass the hooks of your test runner')
  const { hooks, runs } = makeHooks()
  await useProject({ folder, setsEnv: false }, hooks)
  expect(process.env.WX_OPENAPI_BASE_URL).toBeUndefined()
  await runs.afterAll!()
})
