import { Agent, request } from 'node:http'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { type Emulator, startEmulator } from '../../../local/emulator'
import { scaled } from '../../reliability/support/scale'
import { ask, withEmulator, withToken } from './plain-client'

let emulator: Emulator
beforeEach(async () => {
  emulator = await startEmulator({ logSize: 100 })
})
afterEach(() => emulator.close())

const total = scaled(3_000, 10_000)
const atOnce = 500

test(`${total} requests, 500 at a time: none is lost, and memory is bounded`, async () => {
  const { token } = await withToken(emulator)
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const body = JSON.stringify({ openid: 'oABC', update_type: 'bind', tagid_list: '1,2' })
  const path = `/cgi-bin/express/business/printer/update?access_token=${token}`
  const call = () =>
    new Promise<string>((resolve, reject) => {
      const options = {
        port: emulator.port,
        host: '127.0.0.1',
        method: 'POST',
        path,
        agent,
        headers: { 'content-length': body.length },
      }
      const sending = request(options, response => {
        let text = ''
        response.setEncoding('utf8').on('data', chunk => {
          text += chunk
        })
        response.on('end', () => resolve(text))
      })
      sending.on('error', reject)
      sending.end(body)
    })
  let started = 0
  let good = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (started < total) {
        started += 1
        if ((await call()) === '{"errcode":0,"errmsg":"ok"}') good += 1
      }
    }),
  )
  agent.destroy()
  expect(good).toBe(total)
  const log = (await ask(emulator.port, 'GET', '/__emu/log')).json
  // The first request asked for the token.
  expect([log.length, log[99].seq - log[0].seq, log[99].seq]).toEqual([100, 99, total + 1])
  const effects = (await ask(emulator.port, 'GET', '/__emu/effects')).json
  expect(effects.filter(({ what }: { what: string }) => what === 'printer bound')).toHaveLength(total)
})

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
/** What is in use, after everything that is not was collected. */
function bytesInUse(): number {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

test('large bodies leave nothing behind but what the log may show of them', async () => {
  const { post } = await withToken(emulator)
  const large = 'x'.repeat(5 * 1024 * 1024)
  const send = async (count: number) => {
    for (let sent = 0; sent < count; sent += 1) {
      const { errcode } = await post('/cgi-bin/express/business/printer/update', {
        openid: 'oABC',
        update_type: 'bind',
        more: large,
      })
      expect(errcode).toBe(0)
    }
  }
  await send(2)
  const before = bytesInUse()
  await send(20)
  const log = (await ask(emulator.port, 'GET', '/__emu/log')).text
  expect(log.length).toBeLessThan(23 * 70_000)
  // Less than two of 20 bodies, once the sockets that carried the last ones are closed: that takes some turns.
  const grown = () => bytesInUse() - before
  for (let turn = 0; turn < 50 && grown() >= 2 * large.length; turn += 1) {
    await new Promise(resolve => setTimeout(resolve, 0))
  }
  expect(grown()).toBeLessThan(2 * large.length)
})

test('of large messages the log and the effects keep the newest, and can always be listed', async () => {
  await withEmulator({ logSize: 1_000_000 }, async ({ port, appid, secret }) => {
    const { post } = await withToken({ port, appid, secret })
    const content = 'a'.repeat(60_000)
    // 600 of them are 36 million characters; 32 Mi are kept, of at least 60,000 and less than 61,000 each.
    for (let at = 1; at <= 600; at += 1) {
      const { errcode } = await post('/cgi-bin/message/custom/send', {
        touser: `oABC${at}`,
        msgtype: 'text',
        text: { content },
      })
      expect(errcode).toBe(0)
    }
    for (const list of ['log', 'effects']) {
      const reply = await ask(port, 'GET', `/__emu/${list}`)
      expect(reply.status).toBe(200)
      expect(reply.json.length).toBeGreaterThan(550)
      expect(reply.json.length).toBeLessThan(560)
      // The first of each is the token.
      const seqs = reply.json.map(({ seq }: { seq: number }) => seq)
      expect(seqs).toEqual(Array.from(seqs, (_, at) => 602 - seqs.length + at))
    }
    const last = (await ask(port, 'GET', '/__emu/effects?last=2')).json
    expect(last.map(({ facts }: any) => facts.touser)).toEqual(['oABC599', 'oABC600'])
    expect((await ask(port, 'GET', '/__emu/effects?last=x')).status).toBe(400)
    expect((await ask(port, 'GET', '/__emu/effects?last=0')).json).toEqual([])
  })
})
