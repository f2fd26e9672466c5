import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { useCommand } from '../../cli/command'

const command = useCommand()
const start = (...args: string[]) => command.start(['emulator', '--port', '0', ...args])
const urlIn = (output: string): string => /base URL +(http:\S+)/.exec(output)![1]!
const seedOf = (content: unknown, name = 'seed.json'): string => {
  const file = join(command.folder, name)
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}
const get = async (url: string): Promise<any> => (await fetch(url)).json()

test('says where it is, answers there, and Ctrl-C ends it with 0', async () => {
  const running = start('--appid', 'wxmine', '--secret', 'my-secret')
  const output = await running.until('Ctrl-C ends it')
  expect(output).toContain('Nothing in it is real')
  const url = urlIn(output)
  expect(output).toContain(`TCB_CONTEXT_CNFG='{"URL":"${url}/__cloud"}'`)
  expect(output).not.toContain('my-secret')
  const token = await get(`${url}/cgi-bin/token?grant_type=client_credential&appid=wxmine&secret=my-secret`)
  expect(token.expires_in).toBe(7200)
  running.child.kill('SIGINT')
  expect(await running.ended).toMatchObject({ code: 0 })
})

test('the line for wx-server-sdk, put before a command, lets the SDK call', async () => {
  const running = start()
  const output = await running.until('Ctrl-C ends it')
  const variables = /wx-server-sdk +(\S.*)/.exec(output)![1]!
  const program = `const cloud = require('wx-server-sdk'); cloud.init()
    cloud.openapi.logistics.getAllAccount().then(({ errCode }) => console.log('errCode', errCode))`
  const line = `exec env ${variables} "$NODE" -e "$PROGRAM"`
  const { stdout } = await promisify(execFile)('/bin/sh', ['-c', line], {
    cwd: process.cwd(),
    env: { NODE: process.execPath, PROGRAM: program, PATH: process.env.PATH },
  })
  expect(stdout).toBe('errCode 0\n')
  running.child.kill('SIGINT')
  await running.ended
})

test('starts with a seed and with a token policy', async () => {
  const seed = seedOf({
    accounts: [{ appid: 'wxseed', secret: 's' }],
    calls: [{ method: 'logistics.updatePrinter', params: { openid: 'oABC', update_type: 'bind' } }],
    faults: [{ match: { method: 'logistics.getQuota' }, action: { errcode: -1 } }],
  })
  const running = start('--seed', seed, '--token-policy', 'classic-strict')
  const url = urlIn(await running.until('Ctrl-C ends it'))
  expect(await get(`${url}/__emu/token-policy`)).toEqual({ policy: 'classic-strict' })
  expect(await get(`${url}/__emu/faults`)).toHaveLength(1)
  const { access_token } = await get(
    `${url}/cgi-bin/token?grant_type=client_credential&appid=wxseed&secret=s`,
  )
  const printers = await get(`${url}/cgi-bin/express/business/printer/getall?access_token=${access_token}`)
  expect(printers.openid).toEqual(['oABC'])
  running.child.kill('SIGTERM')
  await running.ended
})

test('a secret or an appid of the command line is the first account’s; the seed’s others stay', async () => {
  const accounts = [
    { appid: 'wxfirst', secret: 'seeded', sessionKey: 'c2Vzc2lvbg==' },
    { appid: 'wxsecond', secret: 'second' },
  ]
  const running = start('--seed', seedOf({ accounts }), '--secret', 'other', '--appid', 'wxother')
  const url = urlIn(await running.until('Ctrl-C ends it'))
  const errcode = async (appid: string, secret: string) =>
    (await get(`${url}/cgi-bin/token?grant_type=client_credential&appid=${appid}&secret=${secret}`)).errcode
  expect(await errcode('wxother', 'other')).toBeUndefined()
  expect(await errcode('wxsecond', 'second')).toBeUndefined()
  expect(await errcode('wxfirst', 'seeded')).toBe(40013)
  running.child.kill('SIGINT')
  await running.ended
})

test.each([
  ['an unknown policy', () => ['--token-policy', 'loose'], 'tokenPolicy must be one of stable'],
  ['a port that is none', () => ['--port', '99999'], 'a number from 0 to 65535'],
  ['a seed that is not there', () => ['--seed', 'none.json'], 'the seed none.json cannot be read: ENOENT'],
  [
    'a seed that is no JSON',
    () => ['--seed', seedOf('{\n  "calls": [,]\n}')],
    'is not JSON: line 2, column 13',
  ],
  ['a seed that is a list', () => ['--seed', seedOf('[]')], 'must be a JSON object'],
  [
    'a seed with an unknown member',
    () => ['--seed', seedOf({ acounts: [] })],
    'has "acounts"; it may have accounts',
  ],
  ['a seed whose calls are no list', () => ['--seed', seedOf({ calls: {} })], 'has calls that is not a list'],
  [
    'a seed with a call that WeChat refuses',
    () => ['--seed', seedOf({ calls: [{ method: 'logistics.updatePrinter', params: { openid: 1 } }] })],
    'call 1, logistics.updatePrinter, is refused: errcode 47001',
  ],
  ['a seed whose quota is null', () => ['--seed', seedOf({ quota: null })], 'the quota must be an object'],
  ['a seed with a wrong fault', () => ['--seed', seedOf({ faults: [{ action: {} }] })], 'does nothing'],
])('%s ends it with 2 and a sentence', async (_, args, words) => {
  const { code, stdout, stderr } = await command.run(['emulator', '--port', '0', ...args()])
  expect([code, stdout]).toEqual([2, ''])
  expect(stderr).toContain(words)
  expect(stderr).not.toMatch(/\n\s+at /)
})

test('a taken port is a sentence', async () => {
  const running = start()
  const { port } = new URL(urlIn(await running.until('Ctrl-C ends it')))
  const { code, stderr } = await command.run(['emulator', '--port', port])
  expect([code, stderr]).toEqual([2, expect.stringContaining(`port ${port} of 127.0.0.1 is taken`)])
  running.child.kill('SIGINT')
  await running.ended
})
