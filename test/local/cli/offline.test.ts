import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Running, useCommand } from './command'

const command = useCommand()
const guard = join(__dirname, '../../support/no-way-out.cjs')
let project: string
let running: Running | undefined

beforeEach(() => {
  project = mkdtempSync(join(command.folder, 'project-'))
  const folder = join(project, 'cloudfunctions/goes')
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'index.js'),
    `exports.main = ({ host, hangs }) => hangs ? new Promise(() => setInterval(() => {}, 1000))
      : fetch('https://' + host).then(() => 'reached', ({ cause }) => cause.message)`,
  )
  // Whatever the options say, nothing leaves the machine.
  const envVariables = { NODE_OPTIONS: `--require ${guard}`, WAYS_OUT: join(project, 'ways-out') }
  const functions = [{ name: 'goes', envVariables }]
  writeFileSync(join(project, 'cloudbaserc.json'), JSON.stringify({ functions }))
})
afterEach(async () => {
  running?.child.kill('SIGKILL')
  await running?.ended
  running = undefined
  rmSync(project, { recursive: true })
})

const go = (host: string, ...args: string[]) =>
  command.run(['invoke', 'goes', JSON.stringify({ host }), ...args], { cwd: project })
const waysOut = () => {
  const file = join(project, 'ways-out')
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
}

test('a function that looks for WeChat’s cloud is refused, and the terminal names function and host', async () => {
  const { stdout, stderr } = await go('scf.tencentcloudapi.com')
  expect(stdout).toContain('the connection to scf.tencentcloudapi.com was refused')
  expect(stderr).toContain('goes: the connection to scf.tencentcloudapi.com was refused')
  expect(waysOut()).toEqual([])
})

test('another host is let through', async () => {
  await go('shop.example')
  expect(waysOut()).toEqual(['name shop.example'])
})

test('with --offline it is not, neither by `invoke` nor by `start`', async () => {
  const words = 'the connection to shop.example was refused: the functions run with --offline'
  expect((await go('shop.example', '--offline')).stdout).toContain(words)
  running = command.start(['start', '--project', project, '--port', '0', '--offline'])
  await running.until('Ctrl-C ends it')
  expect((await go('shop.example')).stdout).toContain(words)
  expect(waysOut()).toEqual([])
})

test('--timeout says how long a function may take', async () => {
  const { code, stderr } = await command.run(['invoke', 'goes', '{"hangs":true}', '--timeout', '1'], {
    cwd: project,
  })
  expect([code, stderr]).toEqual([1, expect.stringMatching(/-504003.*did not answer within 1 s/)])
})

test.each(['0', '901', '1.5', 'x'])('--timeout %s is refused', async seconds => {
  const { code, stderr } = await go('shop.example', '--timeout', seconds)
  expect([code, stderr]).toEqual([2, expect.stringContaining('seconds from 1 to 900')])
  expect(waysOut()).toEqual([])
})
