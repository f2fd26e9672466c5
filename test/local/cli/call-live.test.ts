import { createHmac } from 'node:crypto'
import { useCommand } from './command'
import { type Stub, startStub } from './stub-server'

const command = useCommand()
const account = { WX_APPID: 'wx00000000000live', WX_SECRET: 'the-secret-of-the-owner' }
let stub: Stub

beforeEach(async () => {
  stub = await startStub()
})
afterEach(() => stub.close())

test('--live says host and appid, and never the secret', async () => {
  const { code, stdout, stderr } = await command.run(
    ['call', 'logistics.getAllAccount', '--live', '--base-url', stub.url, '--verbose'],
    { env: account },
  )
  expect(code).toBe(0)
  expect(stderr).toContain(`127.0.0.1:${stub.port} as wx00000000000live`)
  expect(stdout + stderr).not.toContain('the-secret-of-the-owner')
  expect(stub.seen[0]!.body).toContain('the-secret-of-the-owner')
})

test('--live with --json says on standard error where it went', async () => {
  const args = ['call', 'logistics.getAllAccount', '--live', '--base-url', stub.url, '--json']
  const { stdout, stderr } = await command.run(args, { env: account })
  expect(stderr).toContain('wx00000000000live')
  expect(JSON.parse(stdout)).toEqual({ errCode: 0, errMsg: 'openapi.logistics.getAllAccount:ok' })
})

test.each([
  ['writes', 'logistics.updatePrinter'],
  ['is keyed', 'logistics.addOrder'],
])('a method that %s is not called live without --yes', async (_, method) => {
  const args = ['call', method, '{}', '--live', '--base-url', stub.url, '--json']
  const { code, stdout } = await command.run(args, { env: account })
  expect(JSON.parse(stdout).error.fix).toBe('add --yes if that is what you want')
  expect(code).toBe(2)
  expect(stub.seen).toEqual([])
})

test('a write is called live with --yes', async () => {
  const params = '{"openid":"oABC","updateType":"bind"}'
  const args = ['call', 'logistics.updatePrinter', params, '--live', '--yes', '--base-url', stub.url]
  const { code } = await command.run(args, { env: account })
  expect(code).toBe(0)
  expect(stub.seen[1]).toEqual({
    target: 'POST /cgi-bin/express/business/printer/update?access_token=token-of-the-stub-server',
    body: '{"openid":"oABC","update_type":"bind"}',
  })
})

test('--live without an account names the variables that are missing', async () => {
  const { code, stdout } = await command.run(['call', 'logistics.getAllAccount', '--live', '--json'])
  expect(JSON.parse(stdout).error.errMsg).toContain('--live needs WX_APPID and WX_SECRET in the environment')
  expect(code).toBe(2)
})

test('--live is refused where WX_OPENAPI_BASE_URL leads back to this machine', async () => {
  const env = { ...account, WX_OPENAPI_BASE_URL: stub.url }
  const { code, stdout } = await command.run(['call', 'logistics.getAllAccount', '--live', '--json'], { env })
  expect(JSON.parse(stdout).error.errMsg).toContain('WX_OPENAPI_BASE_URL names this machine')
  expect(code).toBe(2)
  expect(stub.seen).toEqual([])
})

test('--live goes to no host that the environment names, unless it is one of WeChat', async () => {
  const env = { ...account, WX_OPENAPI_BASE_URL: 'https://wechat.example.com' }
  const { code, stdout } = await command.run(['call', 'logistics.getAllAccount', '--live', '--json'], { env })
  expect(JSON.parse(stdout).error.errMsg).toContain('may only name loopback or a host of weixin.qq.com')
  expect(code).toBe(2)
})

test('--live signs with keys of the environment, and never shows them', async () => {
  const args = ['call', 'auth.checkSessionKey', '{"openid":"oABC"}', '--live', '--base-url', stub.url]
  const key = 'session-key-of-a-user'
  const { code, stdout, stderr } = await command.run([...args, '--verbose'], {
    env: { ...account, WX_SESSION_KEY: key },
  })
  expect(code).toBe(0)
  const signature = createHmac('sha256', key).update('').digest('hex')
  expect(stub.seen[1]!.target).toContain(`signature=${signature}`)
  expect(stdout + stderr).not.toMatch(new RegExp(`${key}|${signature}`))
})

test('--live says which key is missing for a signed method', async () => {
  const args = [
    'call',
    'auth.checkSessionKey',
    '{"openid":"oABC"}',
    '--live',
    '--base-url',
    stub.url,
    '--json',
  ]
  const { code, stdout } = await command.run(args, { env: account })
  expect(JSON.parse(stdout).error.fix).toBe('set WX_SESSION_KEY')
  expect(code).toBe(2)
  expect(stub.seen).toEqual([])
})

test('a signed method is called on an emulator without any key', async () => {
  const args = ['call', 'auth.checkSessionKey', '{"openid":"oABC"}', '--base-url', stub.url]
  expect((await command.run(args)).code).toBe(0)
})

test('without --live the account of the environment is never used', async () => {
  await command.run(['call', 'logistics.getAllAccount', '--base-url', stub.url], { env: account })
  expect(stub.seen).toHaveLength(2)
  expect(JSON.stringify(stub.seen)).not.toMatch(/the-secret-of-the-owner|wx00000000000live/)
})

test('without --live no address but this machine is called', async () => {
  const { code, stdout } = await command.run(
    ['call', 'logistics.getAllAccount', '--base-url', 'https://user:word@api.weixin.qq.com', '--json'],
    { env: account },
  )
  expect(JSON.parse(stdout).error.errMsg).toContain('api.weixin.qq.com is not on this machine')
  expect(stdout).not.toContain('word@')
  expect(code).toBe(2)
})

test('WX_OPENAPI_BASE_URL leads to an emulator without --live', async () => {
  const env = { ...account, WX_OPENAPI_BASE_URL: stub.url }
  const { code } = await command.run(['call', 'logistics.getAllAccount'], { env })
  expect(code).toBe(0)
  expect(stub.seen[1]!.target).toContain('/cgi-bin/express/business/account/getall')
})
