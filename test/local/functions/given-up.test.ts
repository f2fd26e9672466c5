import { createRequire } from 'node:module'
import { sdkEnvironment } from '../../../local/emulator/gateway/environment'
import { type Emulator, startEmulator } from '../../../local/emulator/index'
import type { Functions } from '../../../local/functions/start-functions'
import { type StubServer, startStub } from '../../support/stub-server'
import { ask } from '../emulator/plain-client'
import { Project, rejection } from './project'

let project: Project
let stub: StubServer | undefined
let emulator: Emulator | undefined
beforeEach(() => {
  project = new Project()
})
afterEach(async () => {
  await project.remove()
  await Promise.all([stub?.close(), emulator?.close()])
  stub = undefined
  emulator = undefined
})

/** What a function needs to know the id of its event. */
const environment = { TCB_CONTEXT_CNFG: '{}' }
const sayId = `console.log(JSON.parse(Buffer.from(process.env.WX_API_TOKEN, 'base64url')).event)`
const files = {
  'outer/index.js': `exports.main = ({ isEndless }) => { ${sayId}; return isEndless ? new Promise(() => {}) : 1 }`,
  'inner/index.js': 'exports.main = async () => { console.log("runs"); return "ran" }',
}
const idOf = (line: string): string => /^outer: ([0-9a-f-]{36})$/.exec(line)![1]!

test('what a function called that ran out of time is not run any more', async () => {
  const functions = project.write(files).start({ environment, eventTimeoutMs: 300 })
  const outer = await rejection(functions.invoke({ name: 'outer', data: { isEndless: true } }))
  expect(outer.errCode).toBe(-504003)
  const { errCode, message } = await rejection(
    functions.invoke({ name: 'inner', from: idOf(project.lines[0]!) }),
  )
  expect(errCode).toBe(-504002)
  expect(message).toContain(
    'function inner did not run: its caller gave up before it could start (outer -> inner)',
  )
  expect(project.lines).not.toContain('inner: runs')
})

test('what a function called that has answered is run all the same', async () => {
  const functions = project.write(files).start({ environment })
  expect(await functions.invoke({ name: 'outer' })).toBe(1)
  expect(await functions.invoke({ name: 'inner', from: idOf(project.lines[0]!) })).toBe('ran')
})

test('what waits for its turn is not run when nobody waits for it any more', async () => {
  let release = () => {}
  stub = await startStub(() => response => {
    release = () => void response.end()
    arrived()
  })
  let arrived = () => {}
  const isHeld = new Promise<void>(resolve => {
    arrived = resolve
  })
  project.write({
    'slow/index.js': `
      exports.main = ({ n }) => new Promise(resolve => {
        console.log('runs ' + n)
        n === 1 ? require('http').get('${stub.url}', () => resolve(n)) : resolve(n)
      })`,
  })
  const functions = project.start()
  const leaving = new AbortController()
  const first = functions.invoke({ name: 'slow', data: { n: 1 } })
  const second = rejection(functions.invoke({ name: 'slow', data: { n: 2 }, gone: leaving.signal }))
  const third = functions.invoke({ name: 'slow', data: { n: 3 } })
  await isHeld
  leaving.abort()
  release()
  expect([await first, await third]).toEqual([1, 3])
  expect((await second).message).toContain('function slow did not run')
  expect(project.lines).toEqual(['slow: runs 1', 'slow: runs 3'])
})

test('what a function that is killed had called, and what has not begun, is not run', async () => {
  const held: Record<string, () => void> = {}
  stub = await startStub(({ path }) => response => {
    held[path] = () => void response.end()
  })
  const sdk = JSON.stringify(createRequire(__filename).resolve('wx-server-sdk'))
  const asking = `const ask = path => new Promise(resolve => require('http').get('${stub.url}' + path, resolve))`
  project.write({
    'outer/index.js': `
      const cloud = require(${sdk})
      cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })
      ${asking}
      exports.main = async () => {
        const call = () => cloud.callFunction({ name: 'inner' }).catch(() => undefined)
        call()
        call()
        await ask('/die')
        process.exit(1)
      }`,
    'inner/index.js': `${asking}; exports.main = async () => { console.log('runs'); await ask('/inner') }`,
  })
  let functions: Functions
  emulator = await startEmulator({ functions: { invoke: call => functions.invoke(call) } })
  functions = project.start({ environment: sdkEnvironment(emulator.gatewayUrl) })
  const calls = async () =>
    ((await ask(emulator!.port, 'GET', '/__emu/log')).json as { path: string; errmsg?: string }[]).filter(
      ({ path }) => path === 'function inner',
    )
  const outer = rejection(functions.invoke({ name: 'outer' }))
  while ((await calls()).length < 2 || !held['/inner'] || !held['/die']);
  held['/die']!()
  expect((await outer).message).toContain('ended with code 1 before it answered')
  held['/inner']!()
  while (!(await calls()).some(({ errmsg }) => errmsg?.includes('did not run')));
  expect(project.lines).toEqual(['inner: runs'])
})
