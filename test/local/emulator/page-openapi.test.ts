import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '../../../local/emulator'
import { createOpenapi } from '../../../shared/index'
import { sample } from '../../../shared/schema/sample'
import { rows } from '../../catalogue/rows'
import { newestBlock } from './page-blocks'
import { ask, withToken } from './plain-client'

const root = join(__dirname, '../../..')
const keys = { payAppKey: 'demo-pay-app-key', sessionKey: 'ZGVtby1zZXNzaW9uLWtleQ==' }

let emulator: Emulator
let client: Awaited<ReturnType<typeof withToken>>
let openapi: ReturnType<typeof createOpenapi>
beforeAll(async () => {
  emulator = await startEmulator()
  client = await withToken(emulator)
  const { url, appid, secret } = emulator
  openapi = createOpenapi({ baseUrl: url, appid, secret, ...keys })
})
afterAll(() => emulator.close())

const code = () => newestBlock(emulator.port, 'As a call of this library')
const newest = async () => (await client.log()).pop()

const run = (copied: string, read: (name: string) => Buffer = () => Buffer.from('the picture')) =>
  new Function('openapi', 'readFileSync', `return (async () => { ${copied} })()`)(openapi, read)

test('a call copied as a call of this library does the same again', async () => {
  const contact = {
    name: '张三',
    mobile: '13800000001',
    province: '广东省',
    city: '广州市',
    area: '海珠区',
    address: '1',
  }
  await client.post('/cgi-bin/message/subscribe/send', {
    touser: 'oABC',
    template_id: 't',
    data: { thing_name: { value: "it's" } },
    sender: contact,
  })
  const first = await newest()
  const copied = (await code())!
  expect(copied).toMatch(/^await openapi\.subscribeMessage\.send\({/)
  expect(copied).toContain("templateId: 't'")
  await run(copied)
  const again = await newest()
  expect(again.seq).toBeGreaterThan(first.seq)
  expect(again).toMatchObject({ method: first.method, body: first.body })
})

test('a call with a file reads it from the present folder and sends it under its name', async () => {
  const head =
    'Content-Disposition: form-data; name="media"; filename="../b/a.png"\r\nContent-Type: image/png'
  await ask(emulator.port, 'POST', `/wxa/img_sec_check?access_token=${client.token}`, {
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    body: `--b\r\n${head}\r\n\r\nthe picture\r\n--b--\r\n`,
  })
  const { body } = await newest()
  const copied = (await code())!
  expect(copied).toContain(
    "media: { contentType: 'image/png', value: readFileSync('a.png'), fileName: '../b/a.png' }",
  )
  await run(copied)
  expect((await newest()).body).toEqual(body)
})

test('a body that the library never sends is no call of it', async () => {
  await ask(emulator.port, 'POST', `/cgi-bin/message/custom/send?access_token=${client.token}`, {
    body: '[1]',
  })
  expect(await newest()).toMatchObject({ method: 'customerServiceMessage.send', body: '[1]' })
  expect(await code()).toBeUndefined()
})

const optionsOf: Record<string, string> = {
  paySignature: 'payAppKey',
  userSignature: 'sessionKey',
  payAndUserSignature: 'payAppKey and sessionKey',
  midasSignature: 'payAppKey and sessionKey',
}

describe('a signed call is copied without its signatures', () => {
  const signed = rows.filter(({ row }) => row.auth! in optionsOf)
  const copies: string[] = []

  test.each(signed.map(({ method, row }) => [method, row] as const))('%s', async (method, row) => {
    const params: any = sample(row.params, { names: 'camel' })
    const know = async () => {
      // A method of these gives a user another session_key.
      const sessionKeys = { [params.openid]: keys.sessionKey }
      await ask(emulator.port, 'POST', '/__emu/account', { json: { sessionKeys } })
    }
    await know()
    await openapi.call(method, params)
    const first = await newest()
    const copied = (await code())!
    copies.push(copied)
    expect(copied).toContain(`// Signed: the client needs ${optionsOf[row.auth!]} in its options.\nawait `)
    expect(copied).not.toMatch(/sig|\*\*\*/)
    await know()
    await run(copied)
    const { seq, query, body, errcode } = await newest()
    expect({ seq, query, body, errcode }).toEqual({
      seq: first.seq + 1,
      query: first.query,
      body: first.body,
      errcode: 0,
    })
  })

  test('and compiles', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wx-openapi-copied-'))
    const head = [
      `import { createOpenapi } from ${JSON.stringify(join(root, 'shared/index'))}`,
      "const openapi = createOpenapi({ appid: 'wx', secret: 's' })",
    ]
    writeFileSync(join(folder, 'copied.mts'), [...head, ...copies].join('\n'))
    const options = { typeRoots: [join(root, 'node_modules/@types')] }
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: join(root, 'tsconfig.json'),
        compilerOptions: options,
        include: ['copied.mts'],
      }),
    )
    const said = await new Promise(resolve => {
      const tsc = join(root, 'node_modules/typescript/bin/tsc')
      execFile(tsc, ['-p', folder, '--pretty', 'false'], (_, stdout, stderr) => resolve(stdout + stderr))
    })
    rmSync(folder, { recursive: true })
    expect(copies).toHaveLength(signed.length)
    expect(said).toBe('')
  })
})

test('a payment of a mini game that no user signed asks for no session_key', async () => {
  const { url, appid, secret } = emulator
  const game = createOpenapi({ baseUrl: url, appid, secret, payAppKey: keys.payAppKey })
  await game.midas.getBalance({ openid: 'oABC', offerId: '1', ts: 1, zoneId: '1', pf: 'android' })
  expect((await code())!.split('\n')[0]).toBe('// Signed: the client needs payAppKey in its options.')
})
