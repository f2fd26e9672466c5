import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Running, useCommand } from './command'

const command = useCommand()
const repository = join(__dirname, '../../..')
let project: string
let running: Running | undefined

beforeEach(() => {
  project = mkdtempSync(join(command.folder, 'project-'))
  // Somebody's function as it stands in the cloud: wx-server-sdk, untouched.
  write(
    'hello',
    `const cloud = require(${JSON.stringify(join(repository, 'node_modules/wx-server-sdk'))})
    cloud.init()
    exports.main = async event => {
      const { OPENID, SOURCE } = cloud.getWXContext()
      console.log('hello runs')
      return { event, OPENID, SOURCE, accounts: (await cloud.openapi.logistics.getAllAccount({})).count }
    }`,
    { permissions: { openapi: ['logistics.getAllAccount'] } },
  )
})
afterEach(async () => {
  running?.child.kill('SIGKILL')
  await running?.ended
  running = undefined
  rmSync(project, { recursive: true })
})

function write(name: string, source: string, config?: object): void {
  const folder = join(project, 'cloudfunctions', name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'index.js'), source)
  if (config) writeFileSync(join(folder, 'config.json'), JSON.stringify(config))
}

const invoke = (...args: string[]) => command.run(['invoke', ...args], { cwd: project })

test('an untouched wx-server-sdk function runs by itself, for the demo user, as called by a mini program', async () => {
  const { code, stdout, stderr } = await invoke('hello', '{"a":1}')
  expect(JSON.parse(stdout)).toEqual({
    event: { a: 1, userInfo: { openId: 'oABC', appId: 'wxdemo0000000000' } },
    OPENID: 'oABC',
    SOURCE: 'wx_client',
    accounts: 1,
  })
  expect(stderr).toContain('a process for this call alone')
  expect(stderr).toMatch(/^hello: hello runs\n(hello: .*\n)*hello: took \d+ ms\n/m)
  expect(code).toBe(0)
})

test('a running `start` is used: its state is seen, its log has the call', async () => {
  running = command.start(['start', '--project', project, '--port', '0'])
  const output = await running.until('Ctrl-C ends it')
  const url = /emulator +(http:\S+)/.exec(output)![1]!
  expect(output).toContain("npx wx-openapi invoke hello '{}'")
  const { stdout, stderr } = await invoke('hello', '--openid', 'oSomebody', '--json')
  const event = '{"userInfo":{"appId":"wxdemo0000000000","openId":"oSomebody"}}'
  expect(stdout).toBe(`{"event":${event},"OPENID":"oSomebody","SOURCE":"wx_client","accounts":1}\n`)
  expect(stderr).toBe('')
  await running.until('hello: hello runs')
  await running.until('hello: took ')
  expect((await invoke('hello')).stderr).toMatch(/^hello: hello runs\n(hello: .*\n)*hello: took \d+ ms\n/m)
  const log = (await (await fetch(`${url}/__emu/log`)).json()) as { path: string; errcode?: number }[]
  expect(log.find(({ path }) => path === 'function hello')).toMatchObject({ errcode: 0 })
})

test.each([
  [
    'a function that throws',
    'broken',
    'exports.main = () => { throw new Error("no stock") }',
    /-504002.*no stock/,
  ],
  ['a function that is not there', 'hallo', undefined, /-501000.*FUNCTION_NOT_FOUND/],
])('%s is told as wx.cloud.callFunction does', async (_, name, source, words) => {
  if (source) write(name, source)
  const { code, stdout, stderr } = await invoke(name)
  expect(stderr).toMatch(words)
  expect([code, stdout]).toEqual([source ? 1 : 2, ''])
})

test('with --json a failure is one line on standard output', async () => {
  const { code, stdout } = await invoke('hallo', '--json')
  expect(JSON.parse(stdout).error).toMatchObject({
    code: 'NO_FUNCTION',
    message: expect.stringContaining('FUNCTION_NOT_FOUND'),
    errCode: -501000,
  })
  expect([code, stdout.trim().split('\n').length]).toEqual([2, 1])
})

test.each([
  ['an event that is no JSON', ['hello', '{a:1}'], /hello are not JSON: line 1, column 2/],
  ['an event that is no object', ['hello', '[1]'], /must be a JSON object/],
  ['a user without a name', ['hello', '{}', '--openid', ''], /--openid is empty/],
])('%s is refused before anything runs', async (_, args, words) => {
  const { code, stderr } = await invoke(...args)
  expect(stderr).toMatch(words)
  expect(stderr).not.toContain('hello runs')
  expect(code).toBe(2)
})

test('--timer calls a function as its timer does, --no-user without a user', async () => {
  write('daily', 'exports.main = event => ({ event, user: process.env.WX_OPENID })', {
    triggers: [{ name: 'report', type: 'timer', config: '0 0 9 * * * *' }],
  })
  const timed = JSON.parse((await invoke('daily', '--timer', 'report', '--json')).stdout)
  expect(timed).toMatchObject({ event: { Type: 'Timer', TriggerName: 'report' } })
  expect(timed).not.toHaveProperty('user')
  const { stdout } = await invoke('daily', '{"a":1}', '--no-user', '--json')
  expect(JSON.parse(stdout)).toEqual({ event: { a: 1, userInfo: { appId: 'wxdemo0000000000' } } })
})

test.each([
  ['a timer that is not there', ['hello', '--timer', 'daily'], /no timer daily.*add it to triggers/s],
  ['a timer with an event', ['hello', '{}', '--timer', 'daily'], /an event of its own/],
  ['a timer with a user', ['hello', '--timer', 'daily', '--openid', 'oABC'], /omit --openid/],
  ['a user beside --no-user', ['hello', '--no-user', '--openid', 'oABC'], /omit --openid/],
])('%s is refused', async (_, args, words) => {
  const { code, stderr } = await invoke(...args)
  expect(stderr).toMatch(words)
  expect(code).toBe(2)
})

test('Ctrl-C ends a function that runs for this call alone, and the command with 130', async () => {
  write('slow', 'exports.main = () => { console.log("pid", process.pid); return new Promise(() => {}) }')
  running = command.start(['invoke', 'slow'], { cwd: project })
  const pid = Number(/slow: pid (\d+)/.exec(await running.until(/slow: pid \d+\n/))![1])
  running.child.kill('SIGINT')
  expect((await running.ended).code).toBe(130)
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
})
