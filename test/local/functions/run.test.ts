import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { createRequire } from 'node:module'
import { bundleScript } from '../../support/bundle'
import { Project } from './project'

let project: Project
beforeEach(() => {
  project = new Project()
})
afterEach(() => project.remove())

const echo = 'exports.main = async (event, context) => ({ event, context, env: process.env })'
type Echo = {
  event: unknown
  context: Record<string, unknown>
  env: Record<string, string>
}

test('functions are the folders that have an entry file', () => {
  project.write({
    'b/index.js': echo,
    'a/index.ts': 'export const main = async () => 1',
    'empty/readme.md': '',
    'index.js': '',
    '.hidden/index.js': echo,
  })
  expect(project.start().names()).toEqual(['a', 'b'])
})

test('a function that is made later is found', async () => {
  const functions = project.start()
  expect(functions.names()).toEqual([])
  project.write({ 'late/index.js': 'exports.main = async () => "here"' })
  expect(functions.names()).toEqual(['late'])
  expect(await functions.invoke({ name: 'late' })).toBe('here')
})

test('a file beside the entry is found without a path, as in the cloud', async () => {
  project.write({
    'sum/index.js': "const { add } = require('add.js'); exports.main = async ({ a, b }) => add(a, b)",
    'sum/add.js': 'exports.add = (a, b) => a + b',
  })
  expect(await project.start().invoke({ name: 'sum', data: { a: 1, b: 2 } })).toBe(3)
})

test('a function gets the event, and the context that WeChat gives', async () => {
  project.write({ 'echo/index.js': echo })
  const functions = project.start({ eventTimeoutMs: 7000 })
  const data = { method: 'm', params: { list: [1, null, { a: '中' }] } }
  const { event, context } = (await functions.invoke({ name: 'echo', data })) as Echo
  expect(event).toEqual(data)
  expect(context).toMatchObject({
    time_limit_in_ms: 7000,
    memory_limit_in_mb: 256,
    function_name: 'echo',
    namespace: 'local',
  })
  expect(context.request_id).toMatch(/^[\w-]{20,}$/)
})

test('without data the event is empty', async () => {
  project.write({ 'echo/index.js': echo })
  expect(((await project.start().invoke({ name: 'echo' })) as Echo).event).toEqual({})
})

test('the caller is in the variables, as WeChat’s cloud writes them', async () => {
  project.write({ 'echo/index.js': echo })
  const caller = { OPENID: 'oUser', APPID: 'wxShop', UNIONID: 'u1', SOURCE: 'wx_client', ENV: 'shop-1' }
  const { env, context } = (await project.start().invoke({ name: 'echo', caller })) as Echo
  expect(env).toMatchObject({
    WX_OPENID: 'oUser',
    WX_APPID: 'wxShop',
    WX_UNIONID: 'u1',
    TCB_ENV: 'shop-1',
    SCF_NAMESPACE: 'shop-1',
    TCB_SOURCE: 'wx_client',
  })
  expect(env.WX_CONTEXT_KEYS!.split(',').sort()).toEqual([
    'WX_APPID',
    'WX_CLIENTIP',
    'WX_OPENID',
    'WX_UNIONID',
  ])
  expect(context.namespace).toBe('shop-1')
})

test('nothing of a caller is left for the next one', async () => {
  project.write({ 'echo/index.js': echo })
  const functions = project.start({ environment: { WX_APPID: 'wxOwn' } })
  await functions.invoke({ name: 'echo', caller: { OPENID: 'oFirst', APPID: 'wxOther', UNIONID: 'u1' } })
  const { env } = (await functions.invoke({ name: 'echo', caller: { SOURCE: 'wx_trigger' } })) as Echo
  expect(env).toMatchObject({ WX_APPID: 'wxOwn', TCB_SOURCE: 'wx_trigger', TCB_ENV: 'local' })
  expect(env).not.toHaveProperty('WX_OPENID')
  expect(env).not.toHaveProperty('WX_UNIONID')
  expect(env.WX_CONTEXT_KEYS).toBe('WX_CLIENTIP,WX_APPID')
})

test('wx-server-sdk reads the caller from it', async () => {
  const sdk = createRequire(__filename).resolve('wx-server-sdk')
  project.write({
    'who/index.js': `const cloud = require(${JSON.stringify(sdk)}); exports.main = async () => cloud.getWXContext()`,
  })
  const caller = { OPENID: 'oUser', APPID: 'wxShop', ENV: 'shop-1' }
  expect(await project.start().invoke({ name: 'who', caller })).toEqual({
    CLIENTIP: '127.0.0.1',
    OPENID: 'oUser',
    APPID: 'wxShop',
    ENV: 'shop-1',
    SOURCE: 'wx_client',
  })
})

test('a function has the variables it is given, and none of the developer’s shell', async () => {
  project.write({ 'echo/index.js': echo })
  const before = { ...process.env }
  Object.assign(process.env, {
    WX_SECRET: 'real-secret',
    WX_APPID: 'wxReal',
    OPENAPI_OPERATORS: 'oReal',
    MY_TOKEN: 't',
  })
  try {
    const { env } = (await project
      .start({ environment: { WX_SECRET: 'demo', EMPTY: undefined } })
      .invoke({ name: 'echo' })) as Echo
    expect(env.WX_SECRET).toBe('demo')
    const shown = Object.keys(env).filter(
      name => !/^(PATH|HOME|TMPDIR|TEMP|TMP|NODE_EXTRA_CA_CERTS|__CF)/.test(name),
    )
    expect(shown.sort()).toEqual([
      'NODE_PATH',
      'SCF_NAMESPACE',
      'TCB_ENV',
      'TCB_SOURCE',
      'TZ',
      'WX_CLIENTIP',
      'WX_CONTEXT_KEYS',
      'WX_SECRET',
    ])
    expect(env.TZ).toBe('UTC')
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
    Object.assign(process.env, before)
  }
})

test('a function runs in its own folder, with its own packages', async () => {
  project.write({
    'own/index.js': `
      const fs = require('fs')
      exports.main = async () => ({
        cwd: process.cwd(), dir: __dirname, name: require('greeting'), text: fs.readFileSync('text.txt', 'utf8'),
      })`,
    'own/text.txt': 'hello',
    'own/node_modules/greeting/index.js': 'module.exports = "own package"',
  })
  expect(await project.start().invoke({ name: 'own' })).toEqual({
    cwd: project.path('own'),
    dir: project.path('own'),
    name: 'own package',
    text: 'hello',
  })
})

test('ESM functions run too', async () => {
  project.write({
    'esm/index.js': 'export const main = async event => ({ got: event.a })',
    'esm/package.json': '{ "type": "module" }',
  })
  expect(await project.start().invoke({ name: 'esm', data: { a: 1 } })).toEqual({ got: 1 })
})

test('events of one function wait for each other, those of two do not', async () => {
  project.write({
    'slow/index.js': `
      let running = 0
      exports.main = async ({ n }) => {
        running += 1
        const seen = running
        // Long enough to be met by another event, if one were let in; no condition waits for it.
        await new Promise(resolve => setTimeout(resolve, 20))
        running -= 1
        return { n, seen, pid: process.pid }
      }`,
    'waits/index.js': 'exports.main = () => new Promise(() => setInterval(() => {}, 1000))',
  })
  // What was saved just now would be loaded anew for the second event.
  const functions = project.age(10, 'slow/index.js').start()
  const waiting = functions.invoke({ name: 'waits' }).catch(() => 'never answered')
  const results = (await Promise.all(
    [1, 2, 3, 4].map(n => functions.invoke({ name: 'slow', data: { n } })),
  )) as { n: number; seen: number; pid: number }[]
  expect(results.map(({ n, seen }) => [n, seen])).toEqual([
    [1, 1],
    [2, 1],
    [3, 1],
    [4, 1],
  ])
  expect(new Set(results.map(({ pid }) => pid)).size).toBe(1)
  await functions.close()
  expect(await waiting).toBe('never answered')
})

test('what a function keeps in its module stays for the next event', async () => {
  project.write({ 'count/index.js': 'let n = 0; exports.main = async () => ++n' })
  const functions = project.age(10, 'count/index.js').start()
  expect([await functions.invoke({ name: 'count' }), await functions.invoke({ name: 'count' })]).toEqual([
    1, 2,
  ])
})

const results: [string, string, unknown][] = [
  ['nothing', 'undefined', null],
  ['a Date', 'new Date(0)', '1970-01-01T00:00:00.000Z'],
  [
    'an error of wx-server-sdk’s kind',
    'Object.assign(new Error("m"), { errCode: 5, errMsg: "x" })',
    { errCode: 5, errMsg: 'x' },
  ],
  ['members without a value', '({ a: undefined, b: [undefined] })', { b: [null] }],
  ['text', '"text"', 'text'],
]
test.each(results)('%s comes back as JSON carries it', async (_, code, expected) => {
  project.write({ 'gives/index.js': `exports.main = async () => ${code}` })
  expect(await project.start().invoke({ name: 'gives' })).toEqual(expected)
})

test('what a function prints comes line by line under its name, before its answer', async () => {
  project.write({
    'talks/index.js': `
      exports.main = async () => {
        console.log('one\\ntwo %d', 2)
        console.error('three')
        process.stdout.write('four')
        await new Promise(resolve => process.stdout.write(' and five', resolve))
      }`,
  })
  await project.start().invoke({ name: 'talks' })
  expect(project.lines).toEqual(['talks: one', 'talks: two 2', 'talks: three', 'talks: four and five'])
})

describe('no process outlives its runner', () => {
  const left = new Set<number>()
  afterEach(() => {
    for (const pid of left) process.kill(pid, 'SIGKILL')
    left.clear()
  })

  // A pipe with a name ends for its reader with the process that writes to it, however busy that one is.
  const hold = `const fs = require('fs')
    const pipe = fs.openSync(__dirname + '/pipe', 'w')
    const stay = () => { fs.writeSync(pipe, String(process.pid)); for (;;); }`

  describe.each([
    ['while it is loaded', `${hold}; stay()`],
    ['in an event', `${hold}; exports.main = async () => stay()`],
  ])('that is in a busy loop %s', (_, code) => {
    test.each(['SIGKILL', 'SIGHUP', 'SIGTERM'] as const)('when the runner alone gets %s', async signal => {
      project.write({ 'busy/index.js': code })
      execFileSync('mkfifo', [project.path('busy', 'pipe')])
      const { file, remove } = await bundleScript(`
        import { startFunctions } from './local/functions/start-functions'
        startFunctions({ root: ${JSON.stringify(project.root)} }).invoke({ name: 'busy' })`)
      const runner = spawn(process.execPath, [file], { stdio: 'inherit' })
      const pipe = createReadStream(project.path('busy', 'pipe'), 'utf8')
      const [pid] = await once(pipe, 'data')
      left.add(Number(pid))
      const ended = once(pipe.resume(), 'end')
      runner.kill(signal)
      await ended
      left.delete(Number(pid))
      remove()
    })
  })
})

test('a function that ends its own process ends at once, with its own code, and nothing more is printed', async () => {
  project.write({ 'ends/index.js': 'exports.main = async () => process.exit(7)' })
  const functions = project.start()
  for (let time = 0; time < 5; time += 1) {
    await expect(functions.invoke({ name: 'ends' })).rejects.toThrow('7')
  }
  expect(project.lines).toEqual([])
})
