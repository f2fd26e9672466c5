import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { useCommand } from './command'

const command = useCommand()

function makeProject(triggers: object[] = []): string {
  const project = mkdtempSync(join(command.folder, 'project-'))
  const folder = join(project, 'cloudfunctions/shop')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'index.js'), 'exports.main = event => ({ path: event.path })')
  writeFileSync(join(folder, 'config.json'), JSON.stringify({ triggers }))
  return project
}

test('start says where functions answer by HTTP, lets in the origin that is named, and says where to debug', async () => {
  const origin = 'http://localhost:5173'
  const args = ['--project', makeProject(), '--port', '0', '--http-origin', `${origin}/`, '--inspect=19229']
  const running = command.start(['start', ...args])
  const url = /by HTTP +(http:\S+\/shop)\n/.exec(await running.until('Ctrl-C ends it'))![1]!
  const response = await fetch(`${url}/tea`, { headers: { origin } })
  expect([await response.json(), response.headers.get('access-control-allow-origin')]).toEqual([
    { path: '/tea' },
    origin,
  ])
  await running.until(/shop: a debugger can attach at 127\.0\.0\.1:\d+/)
  running.child.kill('SIGINT')
  await running.ended
})

test('start names the timers, and one that is not valid with field and place, and goes on', async () => {
  const project = makeProject([
    { name: 'daily', type: 'timer', config: '0 0 2 * * * *' },
    { name: 'late', type: 'timer', config: '0 0 25 * * * *' },
  ])
  const running = command.start(['start', '--project', project, '--port', '0'])
  const output = await running.until('Ctrl-C ends it')
  expect(output).toMatch(/timers +shop\/daily \(/)
  expect(output).toMatch(/shop: shop\/config\.json:1:\d+: config of trigger late: field 3 \(hour\) is "25"/)
  running.child.kill('SIGINT')
  expect((await running.ended).code).toBe(0)
})

test.each([
  ['--http-origin', '*', /must be an origin/],
  ['--http-origin', 'localhost:5173', /must be an origin/],
  ['--http-origin', 'http://localhost:5173/page', /must be an origin/],
  ['--allow', 'https://api.example.com', /must be a host name/],
  ['--allow', '*.example.com', /must be a host name/],
  ['--allow', 'api.weixin.qq.com', /pages never reach/],
  ['--allow', 'a.tcb.qcloud.la:8443', /pages never reach/],
  ['--inspect', '0', /from 1 to 65535/],
  ['--inspect', 'x', /from 0 to 65535/],
])('%s %s is refused', async (option, value, words) => {
  const { code, stderr } = await command.run(['start', option, value])
  expect(stderr).toMatch(words)
  expect(code).toBe(2)
})

test('start says before it begins that --offline wins over what the pages may reach', async () => {
  const network = ['--allow', 'api.example.com', '--allow-images', '--offline']
  const absent = join(command.folder, 'absent')
  const { stderr } = await command.run(['start', '--project', makeProject(), ...network, '--seed', absent])
  expect(stderr).toMatch(/^--offline wins: the pages reach nothing beyond this machine.*\n.*absent/s)
})
