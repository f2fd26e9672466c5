import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Running, useCommand } from './command'

const command = useCommand()
let project: string
let running: Running | undefined

beforeEach(() => {
  project = mkdtempSync(join(command.folder, 'project-'))
  mkdirSync(join(project, 'cloudfunctions'))
})
afterEach(async () => {
  running?.child.kill('SIGKILL')
  await running?.ended
  running = undefined
  rmSync(join(command.folder, 'tmp'), { recursive: true })
  mkdirSync(join(command.folder, 'tmp'))
})

async function start(): Promise<string> {
  running = command.start(['start', '--project', project, '--port', '0'])
  return /emulator +(http:\S+)/.exec(await running.until('Ctrl-C ends it'))![1]!
}

const call = (cwd = project) => command.run(['call', 'logistics.getAllDelivery'], { cwd })

/** The folder of the records, and the records in it. */
function records(): { folder: string; names: string[] } {
  const temporary = join(command.folder, 'tmp')
  const [name] = readdirSync(temporary).filter(one => one.startsWith('wx-openapi-'))
  const folder = join(temporary, name!)
  return { folder, names: readdirSync(folder) }
}

test('a call finds the emulator that runs for its project, from a folder below too', async () => {
  const url = await start()
  const below = join(project, 'cloudfunctions')
  expect((await call(below)).stderr).toContain(`the emulator at ${new URL(url).host}`)
  const log = (await (await fetch(`${url}/__emu/log`)).json()) as { method: string }[]
  expect(log[log.length - 1]!.method).toBe('logistics.getAllDelivery')
})

test('a call of another project does not find it', async () => {
  await start()
  const other = mkdtempSync(join(command.folder, 'other-'))
  mkdirSync(join(other, 'cloudfunctions'))
  expect((await call(other)).stderr).toContain('an emulator for this call alone')
})

test('the record is readable for its owner alone', async () => {
  await start()
  const { folder, names } = records()
  expect(statSync(folder).mode & 0o777).toBe(0o700)
  expect(statSync(join(folder, names[0]!)).mode & 0o777).toBe(0o600)
})

test('an end by Ctrl-C takes the record away', async () => {
  await start()
  running!.child.kill('SIGINT')
  await running!.ended
  expect(records().names).toEqual([])
})

test('the record of an emulator that was killed is recognised and cleared away', async () => {
  await start()
  running!.child.kill('SIGKILL')
  await running!.ended
  expect(records().names).toHaveLength(1)
  const { code, stderr } = await call()
  expect(stderr).toContain('an emulator for this call alone')
  expect(code).toBe(0)
  expect(records().names).toEqual([])
})

test('a record whose process is another one by now is not followed', async () => {
  await start()
  const { folder, names } = records()
  const path = join(folder, names[0]!)
  const record = readFileSync(path, 'utf8')
  running!.child.kill('SIGINT')
  await running!.ended
  // This process lives, but nobody listens there any more.
  writeFileSync(path, record.replace(/"pid":\d+/, `"pid":${process.pid}`), { mode: 0o600 })
  expect((await call()).stderr).toContain('an emulator for this call alone')
})

test('of two that run for a project the younger one is called', async () => {
  await start()
  const older = running!
  const url = await start()
  expect((await call()).stderr).toContain(`the emulator at ${new URL(url).host}`)
  older.child.kill('SIGKILL')
  await older.ended
})

test('records in a folder that others can write are not believed', async () => {
  await start()
  chmodSync(records().folder, 0o777)
  const { stderr } = await call()
  chmodSync(records().folder, 0o700)
  expect(stderr).toContain('an emulator for this call alone')
})
