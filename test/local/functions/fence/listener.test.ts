import { X509Certificate } from 'node:crypto'
import http from 'node:http'
import { connect } from 'node:tls'
import { type Emulator, startEmulator } from '../../../../local/emulator'
import { playedHosts } from '../../../../local/functions/fence/fence'

let emulator: Emulator
beforeAll(async () => {
  emulator = await startEmulator({ fence: true })
})
afterAll(() => emulator.close())

const get = (path: string, headers: Record<string, string>) =>
  new Promise<{ status?: number; type?: string; text: string }>((resolve, reject) => {
    const { port } = emulator.fence!
    http
      .get({ host: '127.0.0.1', port, path, headers }, answer => {
        let text = ''
        answer.setEncoding('latin1').on('data', part => {
          text += part
        })
        const { statusCode: status, headers: sent } = answer
        answer.on('end', () => resolve({ status, type: sent['content-type'], text }))
      })
      .on('error', reject)
  })

test('the certificate is for the hosts that are played and no other, and signs nothing', () => {
  const certificate = new X509Certificate(emulator.fence!.certificate)
  expect(certificate.subjectAltName).toBe(playedHosts.map(host => `DNS:${host}`).join(', '))
  expect(certificate.ca).toBe(false)
})

test('functions get no proxy variable', () => {
  expect(Object.keys(emulator.env).filter(name => /proxy/i.test(name))).toEqual([])
})

test('each run has a certificate of its own', async () => {
  const other = await startEmulator({ fence: true })
  await other.close()
  expect(other.fence!.certificate).not.toBe(emulator.fence!.certificate)
})

test.each([
  [['h2', 'http/1.1'], 'h2'],
  [['http/1.1'], 'http/1.1'],
])('a client that offers %j gets %s', async (ALPNProtocols, chosen) => {
  const { port, certificate } = emulator.fence!
  const protocol = await new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port,
      ca: certificate,
      servername: 'api.weixin.qq.com',
      ALPNProtocols,
    }
    const socket = connect(options, () => {
      resolve(socket.alpnProtocol)
      socket.destroy()
    }).on('error', reject)
  })
  expect(protocol).toBe(chosen)
})

test('the picture of a QR code comes from mp.weixin.qq.com', async () => {
  const { status, type, text } = await get('/cgi-bin/showqrcode?ticket=gQH', { host: 'mp.weixin.qq.com' })
  expect([status, type, text.slice(1, 4)]).toEqual([200, 'image/png', 'PNG'])
})

test.each([
  ['mp.weixin.qq.com', '/'],
  ['mp.weixin.qq.com', '/cgi-bin/showqrcode?ticket='],
  ['tcb-admin.tencentyun.com', '/other'],
  ['api.weixin.qq.com', '/__emu/log'],
  ['api.weixin.qq.com', '/__cloud'],
])('%s%s is not there', async (host, path) => {
  expect((await get(path, { host })).status).toBe(404)
})

test.each<Record<string, string>>([
  { host: '127.0.0.1' },
  { host: 'open.weixin.qq.com' },
  { host: 'api.weixin.qq.com', origin: 'https://shop.example' },
  { host: 'api.weixin.qq.com', 'sec-fetch-site': 'cross-site' },
])('a request with %j is refused', async headers => {
  expect((await get('/cgi-bin/token', headers)).status).toBe(403)
})
