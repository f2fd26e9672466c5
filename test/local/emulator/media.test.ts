import { type Emulator, startEmulator } from '../../../local/emulator'
import { ask, minutes, withToken } from './plain-client'

let emulator: Emulator
let client: Awaited<ReturnType<typeof withToken>>
beforeEach(async () => {
  emulator = await startEmulator({
    accounts: [
      { appid: 'wx1', secret: '1' },
      { appid: 'wx2', secret: '2' },
    ],
  })
  client = await withToken(emulator)
})
afterEach(() => emulator.close())

const jpeg = Buffer.concat([Buffer.from('ffd8ffe0', 'hex'), Buffer.from([0, 13, 10, 45, 45, 255])])

async function upload(path: string, bytes = jpeg, type = 'image/jpeg', part = 'media') {
  const head = `--b\r\nContent-Disposition: form-data; name="${part}"; filename="a.jpg"\r\nContent-Type: ${type}\r\n\r\n`
  const body = Buffer.concat([Buffer.from(head), bytes, Buffer.from('\r\n--b--\r\n')])
  const headers = { 'content-type': 'multipart/form-data; boundary=b' }
  const url = `${path}?access_token=${client.token}&type=image`
  return (await ask(emulator.port, 'POST', url, { headers, body })).json
}

/** Uploads a video, with the part `description` where there is one. */
async function uploadVideo(path: string, description?: object) {
  const told = `--b\r\nContent-Disposition: form-data; name="description"\r\n\r\n${JSON.stringify(description)}\r\n`
  const head =
    '--b\r\nContent-Disposition: form-data; name="media"; filename="a.mp4"\r\nContent-Type: video/mp4\r\n\r\n'
  const body = Buffer.from(`${description ? told : ''}${head}moving\r\n--b--\r\n`)
  const headers = { 'content-type': 'multipart/form-data; boundary=b' }
  const url = `${path}?access_token=${client.token}&type=video`
  return (await ask(emulator.port, 'POST', url, { headers, body })).json
}

const download = (media_id: string, token = client.token) =>
  ask(emulator.port, 'GET', `/cgi-bin/media/get?access_token=${token}&media_id=${media_id}`)

test('what was uploaded comes back, byte for byte, with its type', async () => {
  const { media_id, type, created_at } = await upload('/cgi-bin/media/upload')
  expect([type, Math.abs(created_at - Date.now() / 1000) < 60]).toEqual(['image', true])
  const { headers, body } = await download(media_id)
  expect([headers['content-type'], body.equals(jpeg)]).toEqual(['image/jpeg', true])
})

test('temporary media is gone after three days, and was never another account’s', async () => {
  const { media_id } = await upload('/cgi-bin/media/upload')
  const other = await withToken({ port: emulator.port, appid: 'wx2', secret: '2' })
  expect((await download(media_id, other.token)).json.errcode).toBe(40007)
  await client.advance(minutes(72 * 60))
  const fresh = await withToken(emulator)
  expect((await download(media_id, fresh.token)).json.errcode).toBe(40007)
})

test('permanent media stays until it is deleted', async () => {
  const { media_id, url } = await upload('/cgi-bin/material/add_material')
  expect(url).toContain(media_id)
  const get = () =>
    ask(emulator.port, 'POST', `/cgi-bin/material/get_material?access_token=${client.token}`, {
      json: { media_id },
    })
  expect((await get()).body.equals(jpeg)).toBe(true)
  expect((await client.post('/cgi-bin/material/del_material', { media_id })).errcode).toBe(0)
  expect((await get()).json.errcode).toBe(40007)
  expect((await client.post('/cgi-bin/material/del_material', { media_id })).errcode).toBe(40007)
})

test('a permanent video comes as its title, its introduction and an address', async () => {
  const description = { title: '开箱', introduction: '打印机怎么装' }
  const { media_id } = await uploadVideo('/cgi-bin/material/add_material', description)
  expect(await client.post('/cgi-bin/material/get_material', { media_id })).toEqual({
    title: '开箱',
    description: '打印机怎么装',
    down_url: `https://example.com/demo/${media_id}`,
  })
})

test('a temporary video comes as an address', async () => {
  const { media_id } = await uploadVideo('/cgi-bin/media/upload')
  expect((await download(media_id)).json).toEqual({ video_url: `https://example.com/demo/${media_id}` })
})

test('an unknown id is 40007, and the id of a sample gives a picture', async () => {
  expect((await download('nothing')).json.errcode).toBe(40007)
  expect((await download('demo-media-id-1')).body.subarray(1, 4).toString()).toBe('PNG')
})

test('what is kept is bounded: the oldest goes first', async () => {
  const large = Buffer.alloc(15 * 1024 * 1024, 1)
  const ids: string[] = []
  for (let count = 0; count < 5; count += 1) ids.push((await upload('/cgi-bin/media/upload', large)).media_id)
  expect((await download(ids[0])).json.errcode).toBe(40007)
  expect((await download(ids[4])).body.length).toBe(large.length)
})

test('a sent message can be read back', async () => {
  const message = { touser: 'oABC', msgtype: 'text', text: { content: '你好' } }
  await client.post('/cgi-bin/message/custom/send', message)
  expect((await client.effects()).pop()).toMatchObject({
    method: 'customerServiceMessage.send',
    what: 'accepted',
    facts: message,
  })
})

test('a code is a picture whose bytes can be read', async () => {
  const url = `/wxa/getwxacodeunlimit?access_token=${client.token}`
  const { headers, body } = await ask(emulator.port, 'POST', url, { json: { scene: 'a=1' } })
  expect(headers['content-type']).toBe('image/png')
  expect(body.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  expect([body.readUInt32BE(16), body.readUInt32BE(20)]).toEqual([64, 64])
})

test('the logo of a card is taken by the name of its part', async () => {
  const taken = await upload('/cgi-bin/media/uploadimg', jpeg, 'image/jpeg', 'buffer')
  expect(Object.keys(taken)).toEqual(['url'])
  const other = await upload('/cgi-bin/media/uploadimg', jpeg, 'image/jpeg', 'picture')
  expect(other.errcode).toBe(41005)
})

test.each([
  ['media/upload', () => upload('/cgi-bin/media/upload'), ['type', 'media_id', 'created_at']],
  ['material/add_material', () => upload('/cgi-bin/material/add_material'), ['media_id', 'url']],
  ['qrcode/create', () => qrcode(), ['ticket', 'expire_seconds', 'url']],
])('%s answers without errcode, as WeChat does', async (_, call, members) => {
  expect(Object.keys(await call()).sort()).toEqual([...members].sort())
})

const qrcode = () =>
  client.post('/cgi-bin/qrcode/create', {
    expire_seconds: 60,
    action_name: 'QR_SCENE',
    action_info: { scene: { scene_id: 1 } },
  })

test('a ticket lives 7200 seconds', async () => {
  expect(await client.get('/cgi-bin/ticket/getticket?type=jsapi')).toMatchObject({
    errcode: 0,
    ticket: expect.any(String),
    expires_in: 7200,
  })
})
