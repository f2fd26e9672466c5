import { readFileSync } from 'node:fs'
import { widthOf } from '../../../local/cli/output/table'
import { startEmulator } from '../../../local/emulator'
import { useCommand } from './command'

const command = useCommand()

const linesOf = (text: string): string[] => text.trimEnd().split('\n')

test('list shows the methods of a namespace with verb, path, effect, cloud mark and title', async () => {
  const { code, stdout } = await command.run(['list', 'logistics'])
  const lines = linesOf(stdout)
  expect(lines).toHaveLength(22)
  expect(lines[0]!.split(/ {2,}/)).toEqual([
    'logistics.addOrder',
    'POST',
    '/cgi-bin/express/business/order/add',
    'idempotent',
    'cloud',
    '生成运单',
  ])
  // No permission name, so no mark.
  const test = lines.find(line => line.startsWith('logistics.testUpdateOrder'))!
  expect(test.split(/ {2,}/).slice(3)).toEqual(['write', '模拟更新订单状态'])
  expect(code).toBe(0)
})

test('list without a namespace shows all, one below the other', async () => {
  const { stdout } = await command.run(['list'])
  const names = linesOf(stdout).map(line => line.split(' ')[0]!)
  expect(names.length).toBeGreaterThanOrEqual(475)
  expect(new Set(names).size).toBe(names.length)
})

test('list of the first part of a name shows all below it', async () => {
  const { stdout } = await command.run(['list', 'wxa'])
  expect(new Set(linesOf(stdout).map(line => line.split('.', 3).join('.')))).toEqual(
    new Set(['wxa.sec.famousBrand', 'wxa.sec.order']),
  )
})

test('list --json is for programs', async () => {
  const { stdout } = await command.run(['list', 'logistics', '--json'])
  const methods = JSON.parse(stdout) as { name: string }[]
  expect(methods.find(({ name }) => name === 'logistics.addOrder')).toEqual({
    name: 'logistics.addOrder',
    title: '生成运单',
    verb: 'POST',
    path: '/cgi-bin/express/business/order/add',
    effect: {
      keyed: 'orderId',
      repeated: [930562, 9300508, 9300522],
      then: 'logistics.getOrder',
      again: [9300502, 9300509, 9300521, 9909001],
    },
    auth: 'accessToken',
    cloudCallable: true,
  })
})

test.each([
  ['订阅 发送', ['subscribeMessage.send']],
  ['9300517', ['logistics.updatePrinter']],
  ['business/getuserphone', ['phonenumber.getPhoneNumber']],
])('list finds methods by words of names, titles and paths, and by errcodes: %s', async (words, expected) => {
  const { code, stdout } = await command.run(['list', words, '--json'])
  expect(JSON.parse(stdout).map(({ name }: { name: string }) => name)).toEqual(expected)
  expect(code).toBe(0)
})

test.each(['/wxa/business/getuserphonenumber', 'phonenumber', '9300517'])(
  'describe takes the words that only one method has: %s',
  async words => {
    const { code, stdout } = await command.run(['describe', words, '--json'])
    expect(JSON.parse(stdout).name).toMatch(/^(phonenumber\.getPhoneNumber|logistics\.updatePrinter)$/)
    expect(code).toBe(0)
  },
)

test('describe of words that several methods have ends with 2, and says how they are listed', async () => {
  const { code, stdout } = await command.run(['describe', 'logistics order', '--json'])
  expect(JSON.parse(stdout).error).toMatchObject({
    code: 'UNKNOWN_METHOD',
    fix: "`wx-openapi list 'logistics order'` shows them",
    command: "npx wx-openapi list 'logistics order'",
  })
  expect(code).toBe(2)
})

test('--version is that of the package', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
  expect(await command.run(['--version'])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' })
})

test.each([
  [['list', 'logistcs'], 'logistics'],
  [['list', 'officialAccount.newtmlp'], 'officialAccount.newtmpl'],
  [['describe', 'logistics.addOder'], 'logistics.addOrder'],
])('%j ends with 2 and names %s', async (args, right) => {
  const { code, stdout } = await command.run([...args, '--json'])
  expect(JSON.parse(stdout).error).toMatchObject({ errCode: -604100, fix: `use ${right}` })
  expect(code).toBe(2)
})

test('describe shows parameters indented, with type, need and comment', async () => {
  const { stdout } = await command.run(['describe', 'logistics.addOrder'])
  const cells = linesOf(stdout).map(line => line.trim().split(/ {2,}/))
  expect(cells).toContainEqual([
    'orderId',
    'string',
    'required',
    expect.stringContaining('never makes a second waybill'),
  ])
  expect(cells).toContainEqual([
    'addSource',
    '0 | 2',
    'required',
    expect.stringContaining('`wxAppid` is needed'),
  ])
  // From the shape that sender and receiver share.
  expect(stdout).toMatch(/^ {2}receiver .*\n {4}name .*\n {4}tel +string +optional {2}Landline\.$/m)
  expect(stdout).toMatch(/^ {2}waybillData +object\[\] +What the carrier prints\.\n {4}key /m)
})

test('describe shows errcodes with what to do, and where WeChat documents the method', async () => {
  const { stdout } = await command.run(['describe', 'logistics.addOrder'])
  expect(stdout).toMatch(/^ {2}930564 +the quota of the account is used up; buy waybills from the carrier$/m)
  expect(stdout).toMatch(/^ {2}see +https:\/\/developers\.weixin\.qq\.com\/\S+logistics\.addOrder\.html$/m)
})

test('describe says where a name travels otherwise, and what is set by itself', async () => {
  const { stdout: wired } = await command.run(['describe', 'officialAccount.newtmpl.addTemplate'])
  expect(wired).toMatch(/^ {2}kidList +number\[\] +required +\(on the wire: kidList\)$/m)
  const { stdout: fixed } = await command.run(['describe', 'pluginManager.applyPlugin'])
  expect(fixed).toMatch(/^ {2}action +always "apply" +optional$/m)
})

test('describe --json is for programs', async () => {
  const { stdout } = await command.run(['describe', 'logistics.getAllAccount', '--json'])
  const described = JSON.parse(stdout)
  expect(described).toMatchObject({ title: '获取所有绑定的物流账号', verb: 'GET', params: [] })
  expect(described.result).toContainEqual({
    path: 'list[].createTime',
    name: 'createTime',
    type: 'number',
    required: true,
    comment: 'When it was bound, in seconds since 1970.',
  })
})

test('the call that describe shows can be pasted', async () => {
  const emulator = await startEmulator()
  const { stdout } = await command.run(['describe', 'subscribeMessage.send', '--json'])
  const pasted = (JSON.parse(stdout) as { example: { command: string } }).example.command
  const [, json] = /^npx wx-openapi call subscribeMessage\.send '(.*)'$/.exec(pasted)!
  const args = ['call', 'subscribeMessage.send', json!, '--strict', '--json', '--base-url', emulator.url]
  const answer = await command.run(args)
  expect(JSON.parse(answer.stdout)).toMatchObject({ errMsg: 'openapi.subscribeMessage.send:ok' })
  await emulator.close()
})

test.each([80, 120])('tables of fields are no wider than a terminal of %d columns', async columns => {
  const { stdout } = await command.run(['describe', 'logistics.updatePath'], {
    env: { COLUMNS: String(columns) },
  })
  const table = stdout.slice(stdout.indexOf('Parameters'), stdout.indexOf('Example'))
  expect(Math.max(...linesOf(table).map(widthOf))).toBeLessThanOrEqual(columns)
  expect(table).toContain('actionType')
})

test('a list is no wider than the terminal, although Chinese characters are twice as wide', async () => {
  const { stdout } = await command.run(['list', 'logistics'], { env: { COLUMNS: '90' } })
  const widths = linesOf(stdout).map(widthOf)
  expect(Math.max(...widths)).toBe(90)
  expect(stdout).toContain('…')
})

test('colours come where they are asked for, and nowhere else', async () => {
  expect((await command.run(['list', 'logistics'])).stdout).not.toContain('\u001b')
  expect((await command.run(['list', 'logistics'], { env: { FORCE_COLOR: '1' } })).stdout).toContain(
    '\u001b[36m',
  )
  const both = { FORCE_COLOR: '1', NO_COLOR: '1' }
  expect((await command.run(['list', 'logistics'], { env: both })).stdout).not.toContain('\u001b')
})
