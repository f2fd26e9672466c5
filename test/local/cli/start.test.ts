import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { type Running, useCommand } from './command'

const command = useCommand()
const repository = join(__dirname, '../../..')

/** A project whose function tells about its own process. */
function makeProject(): string {
  const project = mkdtempSync(join(command.folder, 'project-'))
  mkdirSync(join(project, 'cloudfunctions/logistics'), { recursive: true })
  writeFileSync(
    join(project, 'cloudfunctions/logistics/index.js'),
    `exports.main = async event => ({
      errCode: 0, pid: process.pid, method: event.method, variables: process.env,
    })`,
  )
  return project
}

const start = (project: string, ...args: string[]): Running =>
  command.start(['start', '--project', project, '--port', '0', ...args])

const urlIn = (output: string): string => /emulator +(http:\S+)/.exec(output)![1]!

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Listens on a port whose next one is free too, as far as one can know. */
const occupy = () =>
  new Promise<{ port: number; server: Server }>(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () =>
      resolve({ port: (server.address() as { port: number }).port, server }),
    )
  })

test('the two calls run through function logistics and are shown as WeChat saw them', async () => {
  const running = start(repository, '--no-data')
  const output = await running.until('Ctrl-C ends it')
  expect(output).toContain('1. logistics.getAllAccount through cloud function logistics')
  expect(output).toContain('-> GET /cgi-bin/express/business/account/getall\n')
  expect(output).toContain('"quotaNum": 55')
  expect(output).toContain('2. logistics.updatePrinter through cloud function logistics')
  expect(output).toContain(
    '-> POST /cgi-bin/express/business/printer/update\n      {"openid":"oABC","update_type":"bind","tagid_list":"123,456"}',
  )
  expect(output).toContain('"errMsg": "openapi.logistics.updatePrinter:ok"')
  const [, event] = /invoke logistics '(.*)'/.exec(output)!
  const invoked = await command.run(['invoke', 'logistics', event!, '--json'], { cwd: repository })
  expect(JSON.parse(invoked.stdout)).toMatchObject({ count: 1, errCode: 0 })
  running.child.kill('SIGINT')
  await running.ended
})

test.each(['SIGINT', 'SIGTERM'] as const)('%s ends it with 0, and every process of it', async signal => {
  const running = start(makeProject())
  const output = await running.until('Ctrl-C ends it')
  const child = Number(/"pid": (\d+)/.exec(output)![1])
  expect(isAlive(child)).toBe(true)
  running.child.kill(signal)
  expect(await running.ended).toMatchObject({ code: 0, signal: null })
  expect(isAlive(child)).toBe(false)
  await expect(fetch(urlIn(output))).rejects.toThrow()
})

test('a signal while it is coming up ends it with 0', async () => {
  const running = start(makeProject())
  await running.until('emulator')
  running.child.kill('SIGINT')
  expect(await running.ended).toMatchObject({ code: 0, signal: null })
})

test('a taken port gives a sentence, and the next free one is used', async () => {
  const { port, server } = await occupy()
  const running = command.start(['start', '--project', makeProject(), '--port', String(port)])
  const output = await running.until('Ctrl-C ends it')
  const used = Number(new URL(urlIn(output)).port)
  expect(used).toBeGreaterThan(port)
  expect(output).toContain(`Port ${port} is taken, so the emulator listens on ${used}.`)
  running.child.kill('SIGINT')
  await running.ended
  server.close()
})

test('a project without functions is told what to do, and the calls go through the library', async () => {
  const project = mkdtempSync(join(command.folder, 'empty-'))
  const running = start(project)
  const output = await running.until('Ctrl-C ends it')
  expect(output).toMatch(/Make a folder \S*cloudfunctions\/<name>\/ with an index.ts or index.js/)
  expect(output).toContain('2. logistics.updatePrinter through the library')
  running.child.kill('SIGINT')
  await running.ended
})

test('the functions are where project.config.json says', async () => {
  const project = mkdtempSync(join(command.folder, 'elsewhere-'))
  mkdirSync(join(project, 'server/logistics'), { recursive: true })
  writeFileSync(join(project, 'project.config.json'), '{ "cloudfunctionRoot": "server/" }')
  writeFileSync(
    join(project, 'server/logistics/index.js'),
    'exports.main = () => ({ errCode: 0, mark: 4711 })',
  )
  const running = start(project)
  expect(await running.until('Ctrl-C ends it')).toContain('"mark": 4711')
  running.child.kill('SIGINT')
  await running.ended
})

test('a real account in the environment is ignored, and that is said', async () => {
  const env = { WX_APPID: 'wx00000000000live', WX_SECRET: 'the-secret-of-the-owner' }
  const running = command.start(['start', '--project', makeProject(), '--port', '0'], { env })
  const output = await running.until('Ctrl-C ends it')
  expect(output).toContain('WX_APPID and WX_SECRET of your environment are ignored')
  // The function showed all its variables.
  expect(output).toContain('"WX_SECRET": "demo-secret-that-is-not-one"')
  expect(output).not.toMatch(/the-secret-of-the-owner|wx00000000000live/)
  running.child.kill('SIGINT')
  await running.ended
})

test('a function has the variables that cloudbaserc.json gives it', async () => {
  const project = makeProject()
  const functions = [{ name: 'logistics', envVariables: { MY_KEY: 'value', WX_SECRET: 'the-real-one' } }]
  writeFileSync(join(project, 'cloudbaserc.json'), JSON.stringify({ functions }))
  const running = command.start(['start', '--project', project, '--port', '0'], { env: { MY_KEY: 'shell' } })
  const output = await running.until('Ctrl-C ends it')
  expect(output).toContain('"MY_KEY": "value"')
  expect(output).not.toContain('the-real-one')
  running.child.kill('SIGINT')
  await running.ended
})

test('a function that fails is shown as it failed, and the rest stays up', async () => {
  const project = makeProject()
  writeFileSync(
    join(project, 'cloudfunctions/logistics/index.js'),
    'exports.main = () => { throw new Error("no luck") }',
  )
  const running = start(project)
  const output = await running.until('Ctrl-C ends it')
  expect(output).toContain('no luck')
  expect(output).toContain('no request reached the emulator')
  expect((await fetch(`${urlIn(output)}/__emu/log`)).status).toBe(200)
  running.child.kill('SIGINT')
  await running.ended
})

test('a cloud call that config.json does not declare is told with the line to add', async () => {
  const project = mkdtempSync(join(command.folder, 'undeclared-'))
  mkdirSync(join(project, 'cloudfunctions/logistics'), { recursive: true })
  const file = (name: string) => join(project, 'cloudfunctions/logistics', name)
  writeFileSync(file('config.json'), '{ "permissions": { "openapi": ["logistics.getAllAccount"] } }')
  writeFileSync(
    file('index.js'),
    `const cloud = require(${JSON.stringify(require.resolve('wx-server-sdk'))})
     cloud.init({ env: 'local' })
     exports.main = ({ method, params }) => cloud.openapi.logistics[method.split('.')[1]](params)`,
  )
  const running = start(project)
  await running.until('Ctrl-C ends it')
  const output = await running.until(
    'logistics: logistics.updatePrinter is refused, -604101 function has no permission to call this API: ' +
      'add "logistics.updatePrinter" to permissions.openapi in cloudfunctions/logistics/config.json\n',
  )
  expect(output).not.toContain('logistics.getAllAccount is refused')
  running.child.kill('SIGINT')
  await running.ended
})

test.each([
  ['a project that is no folder', ['--project', 'nowhere'], 'there is no folder'],
  ['a port that is none', ['--port', '70000'], 'a number from 0 to 65535'],
])('%s ends with 2', async (_, args, said) => {
  const { code, stderr } = await command.run(['start', ...args])
  expect(stderr).toContain(said)
  expect(code).toBe(2)
})

test('nothing is coloured in a pipe', async () => {
  const running = start(makeProject())
  expect(await running.until('Ctrl-C ends it')).not.toContain('\u001b')
  running.child.kill('SIGINT')
  await running.ended
})
