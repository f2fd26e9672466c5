import { createHash } from 'node:crypto'
import { called, inAnHour, type Opened, open, rejection } from './opened'

let opened: Opened
let answer: object | undefined
beforeEach(async () => {
  answer = {
    errcode: 0,
    errmsg: 'ok',
    ticket: 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3',
    expires_in: 7200,
  }
  opened = await open(({ path }) => (path === '/cgi-bin/ticket/getticket' ? answer : undefined))
})
afterEach(() => opened.close())

const ticket = 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3'
const sha1 = (text: string) => createHash('sha1').update(text).digest('hex')
const tickets = () => opened.server.calls().filter(({ path }) => path === '/cgi-bin/ticket/getticket')

describe('the configuration of a web page', () => {
  test('is signed over ticket, nonce, time and the URL letter by letter', async () => {
    const url = 'http://mp.weixin.qq.com?params=value#fragment'
    const config = await opened.api.getJsConfig({ debug: false, jsApiList: ['onMenuShareTimeline'], url })
    expect(config.signature).toBe(
      sha1(`jsapi_ticket=${ticket}&noncestr=${config.nonceStr}&timestamp=${config.timestamp}&url=${url}`),
    )
  })

  test('has the members it always had, in the types it always had', async () => {
    const config = await opened.api.getJsConfig({
      debug: true,
      jsApiList: ['scanQRCode'],
      url: 'https://a.b',
    })
    expect(config).toEqual({
      debug: true,
      appId: 'wxappid',
      timestamp: expect.stringMatching(/^\d{10}$/),
      nonceStr: expect.stringMatching(/^[0-9a-z]{1,15}$/),
      signature: expect.stringMatching(/^[0-9a-f]{40}$/),
      jsApiList: ['scanQRCode'],
    })
  })

  test('has beta and openTagList where they are given', async () => {
    const config = await opened.api.getJsConfig({ url: 'https://a.b', beta: true, openTagList: ['wx-open'] })
    expect(config).toMatchObject({ beta: true, openTagList: ['wx-open'] })
  })
})

describe('a card', () => {
  test('is signed over its values, sorted and one behind the other', async () => {
    const ext = await opened.api.getCardExt({
      card_id: 'pCard',
      code: '198374613512',
      openid: 'oA',
      balance: 12,
    })
    const values = [ticket, 'pCard', ext.timestamp, '198374613512', 'oA', '12']
    expect(ext.signature).toBe(sha1(values.sort().join('')))
    expect(ext).toEqual({
      timestamp: expect.stringMatching(/^\d{10}$/),
      signature: expect.any(String),
      code: '198374613512',
      openid: 'oA',
      balance: 12,
    })
  })

  test('without code and openid has them empty', async () => {
    const ext = await opened.api.getCardExt({ card_id: 'pCard' })
    expect(ext.signature).toBe(sha1([ticket, 'pCard', ext.timestamp].sort().join('')))
    expect(Object.keys(ext)).toEqual(['timestamp', 'signature', 'code', 'openid'])
    expect([ext.code, ext.openid]).toEqual(['', ''])
  })

  test('is asked for with a ticket of its own kind', async () => {
    await opened.api.getCardExt({ card_id: 'pCard' })
    expect(tickets()[0]!.query.get('type')).toBe('wx_card')
    expect(opened.api.ticketStore).toEqual({ wx_card: { ticket, expireTime: expect.any(Number) } })
  })

  test('is not sent without its signature when there is no ticket', async () => {
    answer = { errcode: 48001, errmsg: 'api unauthorized' }
    expect((await rejection(opened.api.sendCard('oA', { card_id: 'pCard' }))).code).toBe(48001)
    expect(opened.server.calls().map(({ path }) => path)).toEqual(['/cgi-bin/ticket/getticket'])
  })
})

test('a shake lottery is signed with MD5 in capitals', () => {
  const config = opened.api.getShakehbConfig('oA', '5794560', 'the-key')
  const text = `lottery_id=5794560&noncestr=${config.noncestr}&openid=oA&key=the-key`
  expect(config).toEqual({
    openid: 'oA',
    lottery_id: '5794560',
    noncestr: expect.stringMatching(/^[0-9a-z]{1,15}$/),
    sign: createHash('md5').update(text).digest('hex').toUpperCase(),
  })
})

describe('a ticket', () => {
  test('is fetched once by fifty pages that find none', async () => {
    opened.api.setOpts({ timeout: 300_000 })
    await Promise.all(Array.from({ length: 50 }, () => opened.api.getJsConfig({ url: 'https://a.b' })))
    expect(tickets()).toHaveLength(1)
  })

  test('comes from the user’s own store while it is good', async () => {
    opened.api.registerTicketHandle(
      async type => ({ ticket: `kept ${type}`, expireTime: inAnHour() }),
      async () => undefined,
    )
    expect((await opened.api.getLatestTicket()).ticket).toBe('kept jsapi')
    expect((await opened.api.ensureTicket('wx_card')).ticket).toBe('kept wx_card')
    expect(opened.server.arrived).toEqual([])
  })

  test('is saved under its type, and a fault of the store is the call’s', async () => {
    const saved: unknown[] = []
    opened.api.registerTicketHandle(
      (_, callback) => callback(null, undefined),
      (type, kept, callback) => {
        saved.push(type, kept.ticket)
        callback(new Error('disk full'))
      },
    )
    const [error] = await called(callback => opened.api.getTicket('wx_card', callback))
    expect((error as Error).message).toBe('disk full')
    expect(saved).toEqual(['wx_card', ticket])
  })

  test('is not the raw answer but ticket and time', async () => {
    const [error, given] = await called(callback => opened.api.getTicket(callback))
    expect(error).toBeNull()
    expect(given).toEqual({ ticket, expireTime: expect.any(Number) })
    expect((given as { isValid(): boolean }).isValid()).toBe(true)
  })
})
