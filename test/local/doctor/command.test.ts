import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findProject } from '../../../local/cli/start/find-project'
import { useCommand } from '../cli/command'
import { useFolders } from './project'

const folders = useFolders()
const command = useCommand()

test('check writes file:line:column lines, says how long WeChat takes, and exits with 1', async () => {
  const { code, stdout, stderr } = await command.run(['permissions', 'check', folders.copy('typed')])
  expect(code).toBe(1)
  expect(stdout).toContain(
    'server/jobs/index.js:10:13: missing: uniformMessage.send is called here, but server/jobs/config.json does not list it\n',
  )
  expect(stdout.split('\n').filter(line => /^\S+:\d+:\d+: /.test(line))).toHaveLength(11)
  expect(stderr).toContain('3 functions checked, 6 faults found. 1 warning. 4 things could not be known.')
  expect(stderr).toContain('about ten minutes')
})

test('check finds the project from a folder inside of it, and exits with 0 when nothing is wrong', async () => {
  const folder = folders.make({
    'project.config.json': '{ "cloudfunctionRoot": "cloud/" }',
    'cloud/a/index.js': 'exports.main = () => 1',
    'cloud/a/deep/x.js': '',
  })
  const check = (cwd: string) => command.run(['permissions', 'check'], { cwd })
  const { code, stdout, stderr } = await check(join(folder, 'cloud/a/deep'))
  expect([code, stdout, stderr]).toEqual([
    0,
    '',
    `1 function checked, nothing is wrong. The project is ${folder}.\n`,
  ])
  expect((await check(folder)).stderr).toBe('1 function checked, nothing is wrong.\n')
})

test('the project is the nearest folder with project.config.json or cloudfunctions/, as for start', async () => {
  const folder = folders.make({
    'project.config.json': '{ "cloudfunctionRoot": "other/" }',
    'other/b/index.js': 'exports.main = () => 1',
    'shops/books/cloudfunctions/a/index.js': 'exports.main = () => 1',
    'shops/books/docs/x.md': '',
  })
  const cwd = join(folder, 'shops/books/docs')
  const nearest = join(folder, 'shops/books')
  const { stdout } = await command.run(['permissions', 'check', '--json'], { cwd })
  expect(JSON.parse(stdout)).toMatchObject({ project: nearest, functions: [{ name: 'a' }] })
  expect((await command.run(['doctor'], { cwd })).stderr).toContain(` The project is ${nearest}.\n`)
  expect(findProject(undefined, cwd).folder).toBe(nearest)
})

test('fix mends what config.json can mend, and says what is left', async () => {
  const folder = folders.copy('plain')
  const { code, stdout } = await command.run(['permissions', 'fix', folder, '--prune'])
  expect(code).toBe(1)
  expect(
    stdout
      .split('\n')
      .filter(line => /^\S+:\d/.test(line))
      .map(line => line.split(': ').slice(0, 2).join(' ')),
  ).toEqual([
    'cloudfunctions/codes/index.js:8:53 misspelt',
    'cloudfunctions/orders/index.js:7:33 notCloudCallable',
    'cloudfunctions/orders/index.js:8:33 note',
    'project.config.json:5:32 misplaced',
  ])
  const config = (name: string) => readFileSync(join(folder, `cloudfunctions/${name}/config.json`), 'utf8')
  expect(config('notify')).toBe(
    '{\n  "permissions": {\n    "openapi": ["customerServiceMessage.send", "subscribeMessage.send", "security.msgSecCheck"]\n  }\n}\n',
  )
  expect(JSON.parse(config('codes'))).toEqual({
    permissions: { openapi: ['wxacode.get', 'wxacode.getUnlimited'] },
  })
  expect(JSON.parse(config('orders'))).toEqual({
    permissions: { openapi: ['security.imgSecCheck', 'logistics.addOrder'] },
  })
  expect(config('clean')).toBe(
    readFileSync(join(__dirname, 'fixtures/plain/cloudfunctions/clean/config.json'), 'utf8'),
  )
})

test('fix run again changes nothing', async () => {
  const folder = folders.copy('own')
  await command.run(['permissions', 'fix', folder, '--prune'])
  const before = readFileSync(join(folder, 'cloudfunctions/logistics/config.json'), 'utf8')
  const { stdout } = await command.run(['permissions', 'fix', folder])
  expect(stdout).not.toContain('+')
  expect(readFileSync(join(folder, 'cloudfunctions/logistics/config.json'), 'utf8')).toBe(before)
  expect(JSON.parse(before)).toEqual({
    permissions: { openapi: ['logistics.addOrder', 'logistics.getPath', 'logistics.getOrder'] },
  })
})

test.each([[], ['--keep-unused']])('fix leaves what nothing calls: %s', async (...option) => {
  const folder = folders.copy('plain')
  await command.run(['permissions', 'fix', folder, ...option])
  expect(readFileSync(join(folder, 'cloudfunctions/notify/config.json'), 'utf8')).toContain(
    'uniformMessage.send',
  )
})

test('explain says what each function calls and where', async () => {
  const { stdout } = await command.run(['permissions', 'explain', folders.copy('typed')])
  expect(stdout).toMatch(/^ {2}logistics\.getPath +needed, listed +shared\/wechat\/parcels\.ts:19:/m)
  expect(stdout).toMatch(
    /^ {2}logistics\.getPrinter +needed, not listed +shared\/wechat\/parcels\.ts:15:31$/m,
  )
})

test('fix --dry-run names what it would write, and writes nothing', async () => {
  const folder = folders.copy('plain')
  const config = () => readFileSync(join(folder, 'cloudfunctions/notify/config.json'), 'utf8')
  const before = config()
  const { code, stdout, stderr } = await command.run(['permissions', 'fix', folder, '--dry-run'])
  expect(stdout).toMatch(/^would write cloudfunctions\/notify\/config\.json: .*\+/m)
  expect(stderr).toMatch(/faults? found\./)
  expect([code, config()]).toEqual([1, before])
})

test('--json is one line for tools', async () => {
  const { code, stdout } = await command.run(['permissions', 'check', folders.copy('own'), '--json'])
  expect(code).toBe(1)
  expect(stdout.trimEnd().split('\n')).toHaveLength(1)
  const { functions, findings } = JSON.parse(stdout)
  expect(functions.map(({ name }: { name: string }) => name)).toEqual(['all', 'codes', 'logistics'])
  expect(findings[0]).toMatchObject({
    severity: 'fault',
    kind: 'misspelt',
    function: 'codes',
    permission: 'wxacode.createQRcode',
    place: { file: 'cloudfunctions/codes/config.json', line: 1, column: 47 },
  })
})

test('in a GitHub Action each finding is an annotation too', async () => {
  const { stdout } = await command.run(['permissions', 'check', folders.copy('own')], {
    env: { GITHUB_ACTIONS: 'true' },
  })
  expect(stdout).toContain(
    '::error file=cloudfunctions/logistics/index.ts,line=6,col=25,title=missing::logistics.getOrder is called here',
  )
})

describe('names with a line end, ::error and ESC', () => {
  // Each name is one that a folder on disk can have; a line of a workflow's log that begins with :: is a command to it.
  const evil = 'a\n::error::planted\u001b[31m\u009b2J'
  const expectClean = ({ stdout, stderr }: { stdout: string; stderr: string }) => {
    expect(stdout + stderr).toContain('::error::planted')
    expect(stdout + stderr).not.toMatch(/^\s*::error::planted/m)
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
  }
  const folder = () => {
    const call = "require('wx-server-sdk').openapi.wxacode.get({})"
    return folders.make({
      'project.config.json': '{ "cloudfunctionRoot": "cloudfunctions/" }',
      [`cloudfunctions/${evil}/index.js`]: `exports.main = () => ${call}`,
      [`cloudfunctions/${evil}/config.json`]: '{ "permissions": { "openapi": ["wxacode.getUnlimited"] } }',
    })
  }

  test.each([
    [['permissions', 'check']],
    [['permissions', 'explain']],
    [['permissions', 'fix']],
    [['doctor']],
  ])('begin no line and move no cursor in what %j prints', async args => {
    const environments: Record<string, string>[] = [{}, { GITHUB_ACTIONS: 'true' }]
    for (const env of environments) expectClean(await command.run([...args, folder()], { env }))
  })

  test('nor as the folder of the project', async () => {
    const below = join(
      folders.make({ [`${evil}/cloudfunctions/a/index.js`]: 'exports.main = () => 1' }),
      evil,
    )
    for (const args of [['permissions', 'check'], ['doctor']]) {
      expectClean(await command.run(args, { cwd: join(below, 'cloudfunctions/a') }))
    }
  })

  test.each([
    [['permissions', 'check', `/no/such/${evil}`]],
    [['doctor', `/no/such/${evil}`]],
    [['doctor', '.', '--variables', `${evil}.env`]],
  ])('nor as a path in an error (%#)', async args => {
    expectClean(await command.run(args))
    expectClean(await command.run([...args.slice(0, 1), '--json', ...args.slice(1)]))
  })
})

test.each([
  ['a folder that is not there', ['permissions', 'check', '/no/such/folder']],
  ['an action that is none', ['permissions', 'cheque']],
  ['a file of variables that is not there', ['doctor', '.', '--variables', 'none.env']],
])('%s is a wrong command: exit code 2', async (_, args) => {
  expect((await command.run(args)).code).toBe(2)
})

test('a project without functions has nothing to check, and a broken project.config.json is exit code 2', async () => {
  const none = await command.run(['permissions', 'check', folders.make({ 'project.config.json': '{}' })])
  expect([none.code, none.stderr.includes('in cloudfunctions/: nothing to check')]).toEqual([0, true])
  const broken = await command.run([
    'permissions',
    'check',
    folders.make({ 'project.config.json': '{\n  "a" 1}' }),
  ])
  expect([broken.code, broken.stderr.includes('project.config.json:2:7: expected :')]).toEqual([2, true])
})

test('doctor shows each finding with why and how to mend it, and exits with 1', async () => {
  const { code, stdout, stderr } = await command.run(['doctor', folders.copy('plain')])
  expect(code).toBe(1)
  expect(stdout.split('\n').slice(0, 3)).toEqual([
    'miniprogram/pages/call.js:1:39: missingFunction: the mini program calls the function notfy, which is not in cloudfunctions/; did you mean notify?',
    '    why: the call fails with -501000, function not found',
    '    fix: call notify, or make cloudfunctions/notfy/',
  ])
  expect(stderr).toMatch(/^11 found\. 6 warnings\. \d+ cannot be known from here\. The project is /m)
})

test('doctor exits with 0 when there are only things that cannot be known', async () => {
  const folder = folders.make({
    'project.config.json':
      '{ "appid": "touristappid", "cloudfunctionRoot": "cloud/", "miniprogramRoot": "mini/" }',
    'mini/app.json': '{}',
    'cloud/a/index.js': 'exports.main = () => 1',
  })
  const { code, stderr } = await command.run(['doctor', folder])
  expect([code, stderr]).toEqual([
    0,
    `Nothing is wrong. 1 cannot be known from here. The project is ${folder}.\n`,
  ])
})
