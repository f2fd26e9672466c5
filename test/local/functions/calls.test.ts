import { createRequire } from 'node:module'
import { sdkEnvironment } from '../../../local/emulator/gateway/environment'
import { type Emulator, startEmulator } from '../../../local/emulator/index'
import type { Functions } from '../../../local/functions/start-functions'
import { type StubServer, startStub } from '../../support/stub-server'
import { Project, rejection } from './project'

const sdk = JSON.stringify(createRequire(__filename).resolve('wx-server-sdk'))
/** The beginning of a function that calls others with the untouched wx-server-sdk. */
const callingBySdk = `
  const cloud = require(${sdk})
  // More processes start within the first call than the SDK waits for by default on a busy machine.
  cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV, timeout: 100_000 })
  const call = (name, data = {}) => cloud.callFunction({ name, data }).then(({ result }) => result)`
/** The same as bytes on the wire: a process that does not load the SDK starts five times as fast. */
const calling = `
  const call = (name, data = {}) => new Promise((resolve, reject) => {
    const { URL: gateway } = JSON.parse(process.env.TCB_CONTEXT_CNFG)
    const options = { method: 'POST', headers: { 'content-type': 'application/json' } }
    const sending = require('http').request(gateway, options, async answer => {
      let text = ''
      for await (const chunk of answer) text += chunk
      const { code, message, data } = JSON.parse(text)
      if (code) reject(new Error(message))
      else resolve(JSON.parse(data.response_data))
    })
    const [action, request_data, wxCloudApiToken] =
      ['functions.invokeFunction', JSON.stringify(data), process.env.WX_API_TOKEN]
    const event = { action, function_name: name, request_data, wxCloudApiToken }
    sending.on('error', reject).end(JSON.stringify(event))
  })`
/** Asks the test, which answers when it is time. */
const asking = `
  const ask = path => new Promise((resolve, reject) =>
    require('http').get(process.env.TEST_URL + path, answer => answer.resume().on('end', resolve)).on('error', reject))`

let project: Project
let emulator: Emulator
let functions: Functions
let stub: StubServer | undefined
beforeEach(async () => {
  project = new Project()
  emulator = await startEmulator({ functions: { invoke: call => functions.invoke(call) } })
})
afterEach(async () => {
  await project.remove()
  await emulator.close()
  await stub?.close()
  stub = undefined
})

const start = (environment: Record<string, string> = {}, onLog = (_: string) => {}) => {
  functions = project.start({
    eventTimeoutMs: 100_000,
    environment: { ...sdkEnvironment(emulator.gatewayUrl), ...environment },
    onLog: line => {
      project.lines.push(line)
      onLog(line)
    },
  })
  return functions
}

/** A function that calls itself until n is 0, and tells the processes it ran in. */
const countdown = `${callingBySdk}
  exports.main = async ({ n }) => [process.pid, ...(n > 0 ? await call('down', { n: n - 1 }) : [])]`

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

const untilGone = async (pid: number) => {
  while (isRunning(pid)) await new Promise(resolve => setImmediate(resolve))
}

test('a function that calls itself gets its answer, each call from a process of its own', async () => {
  project.write({ 'down/index.js': countdown })
  const pids = (await start().invoke({ name: 'down', data: { n: 3 } })) as number[]
  expect(pids.length).toBe(4)
  expect(new Set(pids).size).toBe(4)
})

test('two functions that call each other in turn get their answers', async () => {
  project.write({
    'ping/index.js': `${calling}; exports.main = async ({ n }) => n > 0 ? 'ping ' + await call('pong', { n: n - 1 }) : 'end'`,
    'pong/index.js': `${calling}; exports.main = async ({ n }) => n > 0 ? 'pong ' + await call('ping', { n: n - 1 }) : 'end'`,
  })
  expect(await start().invoke({ name: 'ping', data: { n: 4 } })).toBe('ping pong ping pong end')
})

test('two that are called at the same time, and then call each other, get their answers', async () => {
  const held: (() => void)[] = []
  stub = await startStub(() => response => {
    held.push(() => response.end())
    if (held.length === 2) for (const release of held) release()
  })
  const source = (other: string) => `${calling}${asking}
    exports.main = async ({ isInner }) => {
      if (isInner) return 'inner'
      await ask('/met')
      return call('${other}', { isInner: true })
    }`
  project.write({ 'a/index.js': source('b'), 'b/index.js': source('a') })
  const { invoke } = start({ TEST_URL: stub.url })
  expect(await Promise.all([invoke({ name: 'a' }), invoke({ name: 'b' })])).toEqual(['inner', 'inner'])
})

test('a function calls itself through the cloud of this library, too', async () => {
  project.write({
    'down/index.ts': `
      import { createCloud } from '${process.cwd()}/shared'
      const cloud = createCloud()
      cloud.init({ timeout: 100_000 })
      export const main = async ({ n }: { n: number }): Promise<number> =>
        n > 0 ? 1 + ((await cloud.callFunction({ name: 'down', data: { n: n - 1 } })) as { result: number }).result : 0`,
    'down/node_modules/wx-server-sdk/index.js': `module.exports = require(${sdk})`,
  })
  expect(await start().invoke({ name: 'down', data: { n: 2 } })).toBe(2)
})

test('more than ten deep is an error at once, which names the chain', async () => {
  project.write({
    'deep/index.js': `${calling}; exports.main = () => { console.log('runs'); return call('deep') }`,
  })
  const { message } = await rejection(start().invoke({ name: 'deep' }))
  expect(message).toContain(
    `functions call each other more than 10 deep: ${'deep -> '.repeat(10)}deep; end the recursion`,
  )
  expect(project.lines.filter(line => line === 'deep: runs').length).toBe(10)
})

test('further processes serve as long as one waits, and are gone when the function is idle', async () => {
  project.write({
    'twice/index.js': `${calling}
      exports.main = async ({ isInner }) => isInner
        ? process.pid
        : [process.pid, await call('twice', { isInner: true }), await call('twice', { isInner: true })]`,
  })
  project.age(10, 'twice/index.js')
  const { invoke } = start()
  const [own, first, second] = (await invoke({ name: 'twice' })) as [number, number, number]
  expect(first).not.toBe(own)
  expect(second).toBe(first)
  await untilGone(first)
  // The one that stays is the first.
  expect(((await invoke({ name: 'twice' })) as number[])[0]).toBe(own)
})

test('what is saved while a function waits for itself is used by the inner call and by the next event', async () => {
  stub = await startStub(() => response => {
    project.write({ 'saved/index.js': 'exports.main = async () => ["new", process.pid]' })
    response.end()
  })
  project.write({
    'saved/index.js': `${calling}${asking}
      exports.main = async () => {
        await ask('/save')
        return ['old', process.pid, ...await call('saved')]
      }`,
  })
  const { invoke } = start({ TEST_URL: stub.url })
  const [old, before, inner, pid] = (await invoke({ name: 'saved' })) as [string, number, string, number]
  expect([old, inner]).toEqual(['old', 'new'])
  expect(((await invoke({ name: 'saved' })) as string[])[0]).toBe('new')
  await Promise.all([untilGone(before), untilGone(pid)])
})

test('closing ends the further processes, too', async () => {
  project.write({
    'holds/index.js': `${calling}
      exports.main = ({ n }) => { console.log(process.pid); return n > 0 ? call('holds', { n: n - 1 }) : new Promise(() => {}) }`,
  })
  let areUp = () => {}
  const up = new Promise<void>(resolve => {
    areUp = resolve
  })
  const { invoke, close } = start({}, () => project.lines.length === 3 && areUp())
  const answer = rejection(invoke({ name: 'holds', data: { n: 2 } }))
  await up
  await close()
  expect((await answer).message).toMatch(/was stopped/)
  const pids = project.lines.map(line => Number(/^holds: (\d+)$/.exec(line)![1]))
  expect(pids.filter(isRunning)).toEqual([])
})
