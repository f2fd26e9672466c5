import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '../../../local/emulator'
import { useCommand } from './command'
import { startStub } from './stub-server'

const command = useCommand()
let emulator: Emulator

beforeAll(async () => {
  emulator = await startEmulator()
})
afterAll(() => emulator.close())

const getCode = ['call', 'wxacode.get', '{"path":"pages/index/index"}']
const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47])
const bind = ['call', 'logistics.updatePrinter', '{"openid":"oABC","updateType":"bind"}', '--json']

test('an answer that is a file is written byte for byte with --out', async () => {
  const { code, stdout } = await command.run([
    ...getCode,
    '--base-url',
    emulator.url,
    '--out',
    'code.png',
    '--json',
  ])
  const written = readFileSync(join(command.folder, 'code.png'))
  expect(written.subarray(0, 4)).toEqual(pngStart)
  expect(JSON.parse(stdout)).toEqual({
    file: 'code.png',
    contentType: 'image/png',
    bytes: written.length,
    errCode: 0,
    errMsg: 'openapi.wxacode.get:ok',
  })
  expect(code).toBe(0)
})

test('an answer that is a file is summed up without --out', async () => {
  const { stdout, stderr } = await command.run([...getCode, '--base-url', emulator.url])
  expect(JSON.parse(stdout)).toMatchObject({ contentType: 'image/png', errCode: 0 })
  expect(JSON.parse(stdout)).not.toHaveProperty('buffer')
  expect(stderr).toContain('use --out <file> to save it')
})

test('--out keeps an answer in JSON too', async () => {
  const args = ['call', 'logistics.getAllAccount', '--base-url', emulator.url, '-o', 'accounts.json']
  await command.run(args)
  expect(JSON.parse(readFileSync(join(command.folder, 'accounts.json'), 'utf8'))).toMatchObject({ count: 1 })
})

test('a place for --out that cannot be written is found before the call', async () => {
  const stub = await startStub()
  mkdirSync(join(command.folder, 'a-folder'))
  for (const out of ['a-folder', 'nowhere/code.png']) {
    const { code } = await command.run([...getCode, '--base-url', stub.url, '--out', out])
    expect(code).toBe(2)
  }
  expect(stub.seen).toEqual([])
  await stub.close()
})

test('--verbose shows requests and answers with every secret masked', async () => {
  const stub = await startStub((_, response) => response.end('{"errcode":0,"session_key":"key-of-a-user"}'))
  const { stderr } = await command.run([...bind, '--verbose', '--base-url', stub.url])
  expect(stderr.split('\n').filter(line => /^[<>]/.test(line))).toEqual([
    '> POST /cgi-bin/stable_token',
    '> {"grant_type":"client_credential","appid":"wxdemo0000000000","secret":"***"}',
    '< 200 application/json',
    '< {"access_token":"***","expires_in":7200}',
    '> POST /cgi-bin/express/business/printer/update?access_token=***',
    '> {"openid":"oABC","update_type":"bind"}',
    '< 200 application/json',
    '< {"errcode":0,"session_key":"***"}',
  ])
  await stub.close()
})

test('a token that an answer repeats is masked there too', async () => {
  const refusal = '{"errcode":47001,"errmsg":"bad token-of-the-stub-server"}'
  const stub = await startStub((_, response) => response.end(refusal))
  const { stdout, stderr } = await command.run([...bind, '--verbose', '--base-url', stub.url])
  expect(stderr).toContain('"errcode":47001')
  expect(stdout + stderr).not.toContain('token-of-the-stub-server')
  await stub.close()
})

test('nothing of an answer can drive the terminal', async () => {
  const stub = await startStub((_, response) =>
    response.end('{"errcode":0,"alias":"\\u001b[2J\\u009b2J\\u202e"}'),
  )
  const { stdout } = await command.run(['call', 'logistics.getPrinter', '--base-url', stub.url])
  expect(stdout).toContain('\\u001b[2J\\u009b2J\\u202e')
  await stub.close()
})

test('a place where nobody listens ends with 3', async () => {
  const { code, stdout } = await command.run([...bind, '--base-url', 'http://127.0.0.1:1'])
  expect(JSON.parse(stdout).error).toMatchObject({ errCode: -604901, maybeExecuted: false })
  expect(code).toBe(3)
})

test('a read without an answer in time ends with 3', async () => {
  const stub = await startStub(() => {})
  const args = ['call', 'logistics.getPrinter', '--timeout', '300', '--json', '--base-url', stub.url]
  const { code, stdout } = await command.run(args)
  expect(JSON.parse(stdout).error.errCode).toBe(-604102)
  expect(code).toBe(3)
  await stub.close()
})

test('a write whose answer is lost ends with 4', async () => {
  const stub = await startStub((_, response) => response.socket!.destroy())
  const { code, stdout } = await command.run([...bind, '--base-url', stub.url])
  expect(JSON.parse(stdout).error).toMatchObject({ errCode: -604902, maybeExecuted: true })
  expect(code).toBe(4)
  await stub.close()
})

test('a keyed call whose answer is lost ends with 4', async () => {
  const stub = await startStub((_, response) => response.socket!.destroy())
  const { code } = await command.run(['call', 'logistics.addOrder', '{}', '--json', '--base-url', stub.url])
  expect(code).toBe(4)
  await stub.close()
})

test('Ctrl-C while a call waits ends with 130 and says what may have been done', async () => {
  let isAsked = () => {}
  const asked = new Promise<void>(resolve => {
    isAsked = resolve
  })
  const stub = await startStub(() => isAsked())
  const running = command.start([...bind, '--base-url', stub.url])
  await asked
  running.child.kill('SIGINT')
  const { code, stdout } = await running.ended
  expect(JSON.parse(stdout).error).toMatchObject({ errCode: -604903, maybeExecuted: true })
  expect(code).toBe(130)
  await stub.close()
})

test('a reader that goes away early does no harm', async () => {
  const running = command.start(['list'])
  running.child.stdout!.destroy()
  expect((await running.ended).code).toBe(0)
})

test('a call leaves nothing behind in the folder for temporary files', async () => {
  await command.run(['call', 'logistics.getAllAccount'])
  expect(readdirSync(join(command.folder, 'tmp'))).toEqual([])
})
