import { type Emulator, startEmulator } from '../../../local/emulator'
import { createOpenapi } from '../../../shared/index'
import { newestBlock } from './page-blocks'
import { ask, withToken } from './plain-client'

let emulator: Emulator
let client: Awaited<ReturnType<typeof withToken>>
let openapi: ReturnType<typeof createOpenapi>
beforeAll(async () => {
  emulator = await startEmulator()
  client = await withToken(emulator)
  const { url, appid, secret } = emulator
  openapi = createOpenapi({ baseUrl: url, appid, secret })
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
