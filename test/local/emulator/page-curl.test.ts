import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Emulator, startEmulator } from '../../../local/emulator'
import { newestBlock } from './page-blocks'
import { ask, withToken } from './plain-client'

let emulator: Emulator
let client: Awaited<ReturnType<typeof withToken>>
let folder: string
beforeEach(async () => {
  emulator = await startEmulator({ functions: { invoke: async () => ({}) } })
  client = await withToken(emulator)
  folder = mkdtempSync(join(tmpdir(), 'wx-openapi-curl-'))
})
afterEach(async () => {
  await emulator.close()
  rmSync(folder, { recursive: true })
})

const curl = () => newestBlock(emulator.port, 'As curl')
// The errmsg names the very request.
const comparable = ({ seq, time, errmsg, ...rest }: Record<string, unknown>) => rest
const newest = async () => (await client.log()).pop()

// Nothing of the machine is handed on: a proxy or a .curlrc would change what curl does. The emulator is in this
// process: it must not be blocked while the shell asks it.
const runShell = async (command: string): Promise<string> => {
  const env = { PATH: process.env.PATH, HOME: folder, TOKEN: client.token }
  const running = promisify(execFile)('sh', ['-c', command], { cwd: folder, env })
  running.child.stdin!.end()
  return (await running).stdout
}

const form = (...parts: { head: string; type?: string; text: string }[]) => ({
  headers: { 'content-type': 'multipart/form-data; boundary=b' },
  body: `${parts
    .map(({ head, type, text }) => {
      const typeLine = type === undefined ? '' : `Content-Type: ${type}\r\n`
      return `--b\r\nContent-Disposition: form-data; ${head}\r\n${typeLine}\r\n${text}\r\n`
    })
    .join('')}--b--\r\n`,
})
const media = (fileName: string, type = 'image/png') => ({
  head: `name="media"; filename="${fileName}"`,
  type,
  text: 'the picture',
})

const printers = '/cgi-bin/express/business/printer/update'
const messages = '/cgi-bin/message/custom/send'
const pictures = '/wxa/img_sec_check'
const materials = '/cgi-bin/material/add_material'
const shop = '/merchant/common/upload_img'
const awkward = `it's "quoted" $HOME \`x\` \\n 张三 😀\nand a line\n`

const calls: [string, string, string, Parameters<typeof ask>[3]?][] = [
  [
    'JSON with unicode, quotes and lines',
    'POST',
    printers,
    { json: { openid: awkward, update_type: 'bind' } },
  ],
  ['a GET with a query', 'GET', `/cgi-bin/material/get_materialcount?a=${encodeURIComponent(awkward)}&b=@x`],
  ['no body', 'POST', printers],
  ['an answer without a body', 'HEAD', printers],
  ['text that names a file', 'POST', messages, { body: '@notes.txt' }],
  ['text of lines', 'POST', messages, { body: awkward }],
  [
    'multipart text that curl could read as more',
    'POST',
    `${materials}?type=video`,
    form(
      { head: 'name="semicolon"', text: 'one; two;type=text/html' },
      { head: 'name="at"', text: '@notes.txt' },
      { head: 'name="less"', text: '<notes.txt' },
      { head: 'name="awkward"', text: awkward },
      media('a.png'),
    ),
  ],
  [
    'a file with an awkward name',
    'POST',
    pictures,
    form(media('图, @notes.txt;"x".png'.replace(/"/g, '%22'))),
  ],
  ['a file named as a path', 'POST', pictures, form(media('secrets/a.png'))],
  ['a file named as the standard input', 'POST', pictures, form(media('-'))],
  ['a file whose type names another file', 'POST', pictures, form(media('a.png', 'image/png,notes.txt'))],
  ['a file whose type has a charset', 'POST', pictures, form(media('a.png', 'text/plain; charset="utf-8"'))],
  [
    'a body that is the file alone',
    'POST',
    `${shop}?filename=a.png`,
    { headers: { 'content-type': 'image/png' }, body: 'the picture' },
  ],
  ['a path of patterns and dots', 'GET', '/{a,b}/../[1-3]'],
]

const isInstalled = spawnSync('curl', ['--version']).status === 0
const suite = isInstalled ? describe : describe.skip

suite(`a call copied as curl does the same again${isInstalled ? '' : ' (skipped: there is no curl)'}`, () => {
  beforeEach(() => {
    mkdirSync(join(folder, 'secrets'))
    for (const name of ['notes.txt', 'secrets/a.png']) {
      writeFileSync(join(folder, name), '{"private":"notes of the developer"}')
    }
    for (const name of ['a.png', '图, @notes.txt;"x".png', 'file']) {
      writeFileSync(join(folder, name), 'the picture')
    }
  })

  test.each(calls)('%s', async (_, verb, path, asking = {}) => {
    await ask(
      emulator.port,
      verb,
      `${path}${path.includes('?') ? '&' : '?'}access_token=${client.token}`,
      asking,
    )
    const first = await newest()
    await runShell((await curl())!)
    const again = await newest()
    expect(again.seq).toBe(first.seq + 1)
    expect(comparable(again)).toEqual(comparable(first))
    expect(JSON.stringify(again)).not.toContain('private')
  })
})

test('a file is named by its last name and read from the present folder', async () => {
  await ask(
    emulator.port,
    'POST',
    `${pictures}?access_token=${client.token}`,
    form(media('../secrets/x.png')),
  )
  expect(await curl()).toContain(`-F 'media=@x.png;filename="../secrets/x.png";type=image/png'`)
})

test('what a path holds is no command for the shell', async () => {
  await ask(emulator.port, 'GET', `/$(exit)'\`exit\`"$TOKEN?a=$(exit)`)
  const printed = await runShell((await curl())!.replace(/^curl -X GET/, 'printf %s'))
  expect(printed).toBe(`${emulator.url}/$(exit)'\`exit\`"$TOKEN?a=%24(exit)`)
})

test('a call of a method without a token is shown without one, and says that the secret is missing', async () => {
  const { appid, secret } = emulator
  const query = new URLSearchParams({ grant_type: 'client_credential', appid, secret })
  await ask(emulator.port, 'GET', `/cgi-bin/token?${query}`)
  const command = (await curl())!
  expect(command).not.toContain('TOKEN')
  expect(command.split('\n')[0]).toBe('# The secret is masked in the log: replace it with yours.')
})

test('a signed call says first that its signatures are missing', async () => {
  await client.get('/wxa/checksession?openid=oABC&signature=1234&sig_method=hmac_sha256')
  const [note, command] = (await curl())!.split('\n')
  expect(note).toBe('# The signatures are masked in the log: as it stands this call is refused.')
  expect(command).toMatch(/^curl -X GET /)
})

test.each([
  ['a call of a local function', { action: 'functions.invokeFunction', function_name: 'logistics' }],
  ['a cloud call of an unknown name', { action: 'wx.api', apiName: 'logistics.nope', requestData: '{}' }],
])('%s asked nothing over HTTP, so there is no curl to copy', async (_, json) => {
  await ask(emulator.port, 'POST', emulator.gatewayUrl.slice(emulator.url.length), { json })
  expect((await newest()).through).toBe('cloud')
  expect(await curl()).toBeUndefined()
})
