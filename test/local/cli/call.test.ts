import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '../../../local/emulator'
import { useCommand } from './command'

const command = useCommand()
let emulator: Emulator

beforeAll(async () => {
  emulator = await startEmulator()
})
afterAll(() => emulator.close())

/** Calls at the emulator of this file, as a script does. */
const call = (...args: string[]) => command.run(['call', ...args, '--base-url', emulator.url, '--json'])

interface Logged {
  method: string
  query: Record<string, unknown>
  body: Record<string, unknown>
}

/** The last request that reached the emulator. */
async function lastLogged(): Promise<Logged> {
  const log = (await (await fetch(`${emulator.url}/__emu/log`)).json()) as Logged[]
  return log[log.length - 1]!
}

test('a call prints the answer and ends with 0', async () => {
  const { code, stdout } = await command.run([
    'call',
    'logistics.getQuota',
    '{"deliveryId":"YUNDA","bizId":"123456789"}',
  ])
  expect(JSON.parse(stdout)).toEqual({ quotaNum: 55, errCode: 0, errMsg: 'openapi.logistics.getQuota:ok' })
  expect(code).toBe(0)
})

test('where no emulator runs, one is started for the call, and that is said', async () => {
  const { stderr } = await command.run(['call', 'logistics.getAllAccount'])
  expect(stderr).toContain('an emulator for this call alone')
})

test('with --json standard output is one line of JSON and standard error is silent', async () => {
  const { stdout, stderr } = await call('logistics.getPrinter')
  expect(stdout.trim().split('\n')).toHaveLength(1)
  expect(JSON.parse(stdout)).toMatchObject({ errCode: 0 })
  expect(stderr).toBe('')
})

test('an errcode ends with 1 and is told with its meaning', async () => {
  const { code, stdout } = await call('logistics.updatePrinter', '{"openid":"oABC","updateType":"bend"}')
  expect(JSON.parse(stdout).error).toMatchObject({ errCode: 9300517, meaning: 'the updateType is not valid' })
  expect(code).toBe(1)
})

test('an errcode without --json goes to standard error, with what to do', async () => {
  const { code, stdout, stderr } = await command.run([
    'call',
    'logistics.updatePrinter',
    '{"openid":"oABC","updateType":"bend"}',
  ])
  expect(stdout).toBe('')
  expect(stderr).toContain('logistics.updatePrinter failed:')
  expect(stderr).toMatch(/errCode\s+9300517\n/)
  expect(stderr).toMatch(/to do\s+give 'bind' or 'unbind'\n/)
  expect(code).toBe(1)
})

test.each([
  ['logistics.getAllAcount', 'logistics.getAllAccount'],
  ['getAllAccount', 'logistics.getAllAccount'],
])('the unknown method %s ends with 2 and names %s', async (wrong, right) => {
  const { code, stdout } = await call(wrong)
  expect(JSON.parse(stdout).error).toMatchObject({ errCode: -604100, fix: `use ${right}` })
  expect(code).toBe(2)
})

test('parameters come from a file', async () => {
  // As an editor of Windows saves it, with a byte order mark.
  writeFileSync(
    join(command.folder, 'quota.json'),
    '\uFEFF{ "deliveryId": "YUNDA",\n  "bizId": "123456789" }',
  )
  const { stdout } = await call('logistics.getQuota', '@quota.json')
  expect(JSON.parse(stdout)).toMatchObject({ quotaNum: 55 })
})

test('parameters come from standard input', async () => {
  const { stdout } = await command.run(['call', 'logistics.getQuota', '-', '--json'], {
    input: '{"deliveryId":"YUNDA","bizId":"123456789"}',
  })
  expect(JSON.parse(stdout)).toMatchObject({ quotaNum: 55 })
})

test.each([
  ['a missing file', '@nowhere.json', 'cannot be read (nowhere.json): ENOENT'],
  ['a list', '[1]', 'must be a JSON object'],
  ['nothing but spaces', '  ', 'write {} for none'],
  ['a trailing comma', '{"a": 1,\n "b": 2,\n}', 'line 3, column 1: found } after a comma'],
  [
    'a name without quotes',
    '{openid: "o1"}',
    'line 1, column 2: expected a name in double quotes, found openid',
  ],
  ['quotes of a shell', "'{}'", 'this shell passes single quotes on'],
  ['Chinese quotes', '{“openid”: 1}', 'use the straight double quote'],
])('%s as parameters ends with 2 and says what to do', async (_, json, said) => {
  const { code, stdout } = await call('logistics.updatePrinter', json)
  expect(JSON.parse(stdout).error.errMsg).toContain(said)
  expect(code).toBe(2)
})

test('an integer that JSON would round is refused before it is sent', async () => {
  const { code, stdout } = await call('logistics.getQuota', '{"bizId": 9007199254740993}')
  expect(JSON.parse(stdout).error.errMsg).toContain('write it in double quotes')
  expect(code).toBe(2)
})

test('a file in the parameters travels as a file', async () => {
  writeFileSync(join(command.folder, 'shop.jpg'), Buffer.from([0xff, 0xd8, 0xff, 0xe0]))
  const { code } = await call('img.aiCrop', '{"img":"@shop.jpg"}')
  expect(code).toBe(0)
  expect((await lastLogged()).body).toEqual({
    img: { fileName: 'shop.jpg', contentType: 'image/jpeg', bytes: 4 },
  })
})

test.each([
  ['is missing', '{"img":"@no-such-picture.png"}', 'img cannot be read (no-such-picture.png): ENOENT'],
  ['is not meant as one', '{"img":"shop.jpg"}', 'img is a file: write "@path/to/file.png"'],
])('a file that %s ends with 2 and names the parameter', async (_, json, said) => {
  const { code, stdout } = await call('img.aiCrop', json)
  expect(JSON.parse(stdout).error.errMsg).toContain(said)
  expect(code).toBe(2)
})

test('--strict tells all faults at once, before anything is sent', async () => {
  const { code, stdout } = await call('logistics.getQuota', '{"bizId": 5, "deliverId": "YUNDA"}', '--strict')
  expect(JSON.parse(stdout).error.faults).toEqual([
    { path: 'deliveryId', problem: 'is missing' },
    { path: 'bizId', problem: 'must be a string, got 5' },
    { path: 'deliverId', problem: 'is unknown; did you mean deliveryId?' },
  ])
  expect(code).toBe(2)
})

test.each([
  [['call'], "missing required argument 'method'"],
  [['call', 'logistics.getAllAccount', '--lives'], "unknown option '--lives'"],
  [['call', 'logistics.getAllAccount', '--timeout', 'soon'], 'a number of milliseconds'],
  [['cal'], "unknown command 'cal'"],
])('the wrong command %j ends with 2, in JSON too', async (args, said) => {
  const { code, stdout, stderr } = await command.run([...args, '--json'])
  const help = args[0] === 'call' ? 'npx wx-openapi call --help' : 'npx wx-openapi --help'
  expect(JSON.parse(stdout).error).toEqual({
    code: 'USAGE',
    message: expect.stringContaining(said),
    fix: `\`${help}\` shows what it takes`,
    command: help,
  })
  expect([code, stderr]).toEqual([2, ''])
})

test('the help tells the exit codes and ends with 0', async () => {
  const { code, stdout } = await command.run(['call', '--help'])
  for (const number of [0, 1, 2, 3, 4, 130]) expect(stdout).toMatch(new RegExp(`^ {2}${number} `, 'm'))
  expect(code).toBe(0)
})

test('--dry-run shows what would be sent and written, and does neither', async () => {
  const out = join(command.folder, 'rehearsed.json')
  const before = await lastLogged()
  const { code, stdout } = await call('logistics.getQuota', '{"bizId":"b"}', '--dry-run', '-o', out)
  expect(JSON.parse(stdout)).toEqual({
    dryRun: true,
    method: 'logistics.getQuota',
    params: { bizId: 'b' },
    target: expect.stringContaining('the emulator at 127.0.0.1'),
    file: out,
  })
  expect([code, existsSync(out), await lastLogged()]).toEqual([0, false, before])
})
