import { startStub } from '../../support/stub-server'
import { Project, rejection } from './project'

let project: Project
beforeEach(() => {
  project = new Project()
})
afterEach(() => project.remove())

const failing = async (files: Record<string, string>, name = 'broken') => {
  project.write(files)
  return rejection(project.start().invoke({ name }))
}

describe('a function that is not there', () => {
  test('is told the nearest one, with the code of WeChat’s cloud', async () => {
    const { errCode, errMsg } = await failing({ 'logistics/index.js': '' }, 'logistcs')
    expect(errCode).toBe(-501000)
    expect(errMsg).toBe(
      `cloud.callFunction:fail Error: errCode: -501000 FUNCTION_NOT_FOUND | errMsg: no function logistcs in ${project.root}; did you mean logistics?`,
    )
  })

  test('in a folder without functions, what a function is', async () => {
    const { errMsg } = await failing({}, 'anything')
    expect(errMsg).toContain('a function is a folder in it with index.ts or index.js')
  })

  test.each(['../outside', '..', '.', '', '__proto__', 'constructor', '/etc', 'a/b'])(
    '%j is none',
    async name => {
      expect((await failing({ 'a/b/index.js': 'exports.main = () => 1' }, name)).errCode).toBe(-501000)
    },
  )
})

const loading: [string, string, RegExp][] = [
  [
    'a syntax error',
    'exports.main = async () => {',
    /index\.js cannot be loaded: SyntaxError: .* \(.*broken\/index\.js:1\); fix it and call again/,
  ],
  [
    'a package that is missing',
    'require("no-such-package")',
    /Cannot find module 'no-such-package'; run npm install no-such-package in .*broken$/,
  ],
  [
    'a file of a package that is missing',
    'require("@no-such/package/lib/file")',
    /run npm install @no-such\/package in .*broken$/,
  ],
  [
    'a file that is missing',
    'require("./nowhere")',
    /Cannot find module '\.\/nowhere'; check the path in .*broken\/index\.js$/,
  ],
  [
    'a package that is missing from a module',
    'import "no-such-package"; export const main = () => 1',
    /Cannot find module 'no-such-package'; run npm install no-such-package in .*broken$/,
  ],
  [
    'a file that is missing from a module',
    'import "./nowhere.js"; export const main = () => 1',
    /Cannot find module '.*broken\/nowhere\.js'; check the path in .*broken\/index\.js$/,
  ],
  ['a fault at the top', 'null.x', /cannot be loaded: TypeError: .* \(.*broken\/index\.js:1:\d+\)/],
  [
    'no main',
    'exports.handler = () => 1',
    /broken\/index\.js exports no function main; write exports\.main = /,
  ],
  ['a main that is no function', 'exports.main = 1', /exports no function main/],
  [
    'an end of the process',
    'process.exit(3)',
    /ended with code 3 before it answered; do not call process\.exit/,
  ],
]
test.each(loading)('%s while it is loaded names the file and what to do', async (_, code, message) => {
  const { errCode, errMsg } = await failing({ 'broken/index.js': code })
  expect(errCode).toBe(-504002)
  expect(errMsg).toMatch(
    /^cloud\.callFunction:fail Error: errCode: -504002 functions execute fail \| errMsg: /,
  )
  expect(errMsg).toMatch(message)
})

test('a package that lacks one of its own is installed with all the others', async () => {
  const { errMsg } = await failing({
    'broken/index.js': 'require("half")',
    'broken/node_modules/half/index.js': 'require("rest")',
  })
  expect(errMsg).toMatch(/Cannot find module 'rest'; run npm install in .*broken$/)
})

const running: [string, string, RegExp][] = [
  [
    'an error',
    'async () => { throw new RangeError("too far") }',
    /RangeError: too far \(.*broken\/index\.js:1:\d+\)$/,
  ],
  [
    'a package that is missing',
    'async () => require("no-such-package")',
    /Error: Cannot find module 'no-such-package'; run npm install no-such-package in .*broken \(.*broken\/index\.js:1:\d+\)$/,
  ],
  ['an error that is thrown at once', '() => { throw new Error("now") }', /Error: now \(/],
  [
    'something that is no error',
    'async () => { throw { code: 7 } }',
    /Error: \{"code":7\} \(.*broken\/index\.js\)$/,
  ],
  [
    'a promise that nobody awaits',
    'async () => { Promise.reject(new Error("lost")); await new Promise(() => {}) }',
    /crashed: Error: lost \(.*broken\/index\.js:1:\d+\); await every promise/,
  ],
  [
    'a timer that throws',
    '() => new Promise(() => setTimeout(() => { throw new Error("late") }, 1))',
    /crashed: Error: late \(/,
  ],
  [
    'an end of the process',
    'async () => process.exit(0)',
    /ended with code 0 before it answered; do not call process\.exit$/,
  ],
  ['a kill', 'async () => process.kill(process.pid, "SIGKILL")', /was ended by SIGKILL before it answered$/],
  [
    'a result that contains itself',
    'async () => { const a = {}; a.a = a; return a }',
    /returned what JSON cannot hold: Converting circular structure/,
  ],
  ['a BigInt', 'async () => ({ id: 1n })', /returned what JSON cannot hold: .*BigInt/],
]
test.each(running)('%s while it runs names the place and what to do', async (_, code, message) => {
  const { errCode, errMsg } = await failing({ 'broken/index.js': `exports.main = ${code}` })
  expect(errCode).toBe(-504002)
  expect(errMsg).toMatch(message)
})

test('the stack of an error is in the log', async () => {
  await failing({ 'broken/index.js': 'exports.main = async () => {\n  throw new Error("boom")\n}' })
  expect(project.lines[0]).toBe('broken: Error: boom')
  expect(project.lines[1]).toContain(`${project.path('broken/index.js')}:2:9`)
})

test('an error of TypeScript names the line of the source', async () => {
  const { errMsg } = await failing({
    'broken/index.ts':
      'interface A { b: number }\n\nexport const main = async (a: A): Promise<void> => {\n  throw new Error("boom")\n}\n',
  })
  expect(errMsg).toContain(`Error: boom (${project.path('broken/index.ts')}:4:9)`)
})

test('a result over 1 MB is refused, as WeChat’s cloud does', async () => {
  project.write({
    'large/index.js': 'exports.main = async ({ bytes }) => "x".repeat(bytes - 2)',
  })
  const functions = project.start()
  const whole = await functions.invoke({ name: 'large', data: { bytes: 1024 * 1024 } })
  expect((whole as string).length).toBe(1024 * 1024 - 2)
  const { errCode, errMsg } = await rejection(
    functions.invoke({ name: 'large', data: { bytes: 1024 * 1024 + 1 } }),
  )
  expect(errCode).toBe(-604001)
  expect(errMsg).toContain('function large returned 1.0 MB; return less')
})

test('an event that JSON cannot hold is refused before anything runs', async () => {
  project.write({ 'a/index.js': 'exports.main = async () => 1' })
  const data: Record<string, unknown> = {}
  data.self = data
  const { message } = await rejection(project.start().invoke({ name: 'a', data }))
  expect(message).toMatch(/^the event cannot be sent as JSON: Converting circular structure/)
})

describe('an event that takes too long', () => {
  const slow = {
    'slow/index.js': `
      let n = 0
      exports.main = ({ wait }) => { n += 1; return wait === 'loop' ? spin() : wait ? new Promise(() => {}) : n }
      function spin() { for (;;) {} }`,
  }
  test.each(['forever', 'loop'])(
    'ends with the code of WeChat’s cloud, its process with it (%s)',
    async wait => {
      const functions = project.write(slow).limit({ slow: 300 }).start()
      expect(await functions.invoke({ name: 'slow' })).toBe(1)
      project.limit({ slow: 3 })
      const began = performance.now()
      const { errCode, errMsg } = await rejection(functions.invoke({ name: 'slow', data: { wait } }))
      expect(errCode).toBe(-504003)
      expect(errMsg).toMatch(
        /^cloud\.callFunction:fail Error: errCode: -504003 FUNCTIONS_TIME_LIMIT_EXCEEDED \| errMsg: .*slow\/index\.js did not answer within 3 s/,
      )
      expect(performance.now() - began).toBeGreaterThan(2_990)
      project.limit({ slow: 300 })
      // A new process: its module counts from the start.
      expect(await functions.invoke({ name: 'slow' })).toBe(1)
    },
  )

  test('C9: a function that is killed while it waits for a token works again with the next event', async () => {
    let asked = 0
    const stub = await startStub(({ path }) => {
      if (!path.endsWith('stable_token')) return undefined
      asked += 1
      return asked === 1 ? () => undefined : undefined
    })
    project.write({
      'calls/index.ts': `
        import { createOpenapi } from '${process.cwd()}/shared'
        const openapi = createOpenapi()
        export const main = () => openapi.logistics.getAllAccount()`,
    })
    const functions = project.limit({ calls: 5 }).start({
      environment: { WX_APPID: 'wx1', WX_SECRET: 'demo-secret', WX_OPENAPI_BASE_URL: stub.url },
    })
    expect((await rejection(functions.invoke({ name: 'calls' }))).errCode).toBe(-504003)
    project.limit({ calls: 300 })
    expect(await functions.invoke({ name: 'calls' })).toMatchObject({ errCode: 0 })
    expect(asked).toBe(2)
    await stub.close()
  })
})

test('after a crash the next event gets a new process', async () => {
  project.write({
    'weak/index.js':
      'let n = 0; exports.main = async ({ die }) => { n += 1; if (die) process.exit(1); return n }',
  })
  const functions = project.start()
  expect(await functions.invoke({ name: 'weak' })).toBe(1)
  await rejection(functions.invoke({ name: 'weak', data: { die: true } }))
  expect(await functions.invoke({ name: 'weak' })).toBe(1)
})

test('a process that dies between two events is replaced', async () => {
  project.write({
    'dies/index.js': `
      exports.main = async () => { setTimeout(() => { throw new Error('after') }, 1); return process.pid }`,
  })
  const functions = project.start()
  const pid = (await functions.invoke({ name: 'dies' })) as number
  while (isRunning(pid)) await new Promise(resolve => setImmediate(resolve))
  expect(project.lines).toContain('dies: Error: after')
  expect(await functions.invoke({ name: 'dies' })).not.toBe(pid)
})

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

test('closing ends what runs and what waits, and stays closed', async () => {
  project.write({
    'waits/index.js': 'exports.main = () => { console.log("runs"); return new Promise(() => {}) }',
  })
  let isRunning = () => {}
  const runs = new Promise<void>(resolve => {
    isRunning = resolve
  })
  const functions = project.start({ onLog: isRunning })
  const calls = [1, 2, 3].map(() => rejection(functions.invoke({ name: 'waits' })))
  await runs
  const began = performance.now()
  await functions.close()
  const messages = (await Promise.all(calls)).map(({ message }) => message)
  expect(messages[0]).toMatch(/was stopped$/)
  expect(messages[2]).toMatch(/the runner was closed$/)
  expect(performance.now() - began).toBeLessThan(5000)
  expect((await rejection(functions.invoke({ name: 'waits' }))).message).toMatch(/close was called/)
  await functions.close()
})
