import { type Emulator, startEmulator } from '../../../local/emulator'
import { profileNames, profiles } from '../../../local/emulator/profiles/open-profile'
import * as catalogue from '../../../shared/catalogue'
import { isEndpoint } from '../../../shared/schema/endpoint'
import { ask, withEmulator, withToken } from './plain-client'

const guest = { appid: 'wx0123456789abcdef', secret: '0123456789abcdef0123456789abcdef' }

let emulator: Emulator
let client: Awaited<ReturnType<typeof withToken>>
beforeEach(async () => {
  emulator = await startEmulator({ profile: 'wechat-api' })
  client = await withToken({ port: emulator.port, ...guest })
})
afterEach(() => emulator.close())

const tokenOf = async (port: number, { appid, secret }: typeof guest) =>
  (await ask(port, 'GET', `/cgi-bin/token?grant_type=client_credential&appid=${appid}&secret=${secret}`)).json

const unauthorized = { errcode: 48001, errmsg: 'api unauthorized' }

describe('who is let in', () => {
  test('an account that looks like one of WeChat’s gets a token although nobody told of it', async () => {
    const { access_token, expires_in } = await tokenOf(emulator.port, guest)
    expect(access_token).toMatch(/^EMU_/)
    expect(expires_in).toBe(7200)
  })

  test('a guest who comes again with another secret is refused', async () => {
    const other = { ...guest, secret: 'f'.repeat(32) }
    expect(await tokenOf(emulator.port, other)).toEqual({ errcode: 40125, errmsg: 'invalid appsecret' })
  })

  test('an appid of another form hears what the WeChat of 2017 said', async () => {
    const answer = await tokenOf(emulator.port, { appid: 'appid', secret: 'secret' })
    expect(answer).toEqual({ errcode: 40001, errmsg: 'invalid credential' })
  })

  test('for co-wechat-api it hears what WeChat says today', async () => {
    await withEmulator({ profile: 'co-wechat-api' }, async ({ port }) => {
      const answer = await tokenOf(port, { appid: 'appid', secret: 'secret' })
      expect(answer).toEqual({ errcode: 40013, errmsg: 'invalid appid' })
    })
  })

  test('a secret of another form is refused before its appid is known', async () => {
    const answer = await tokenOf(emulator.port, { appid: 'wxfedcba9876543210', secret: 'appsecret' })
    expect(answer).toEqual({ errcode: 40125, errmsg: 'invalid appsecret' })
  })

  test('an account that was told of needs no such form', async () => {
    const own = { appid: 'mine', secret: 'also-mine' }
    await withEmulator({ profile: 'wechat-api', accounts: [own] }, async ({ port }) => {
      expect((await tokenOf(port, own)).access_token).toMatch(/^EMU_/)
    })
  })

  test('the secret of a guest stands in no log', async () => {
    await client.post('/cgi-bin/groups/getid', { openid: guest.secret })
    expect(JSON.stringify(await client.log())).not.toContain(guest.secret)
  })

  test('a guest has a shop like everybody else', async () => {
    const { list } = await client.get('/cgi-bin/express/business/account/getall')
    expect(list).toHaveLength(1)
  })

  test('without the profile no guest is let in', async () => {
    await withEmulator({}, async ({ port }) => {
      expect((await tokenOf(port, guest)).errcode).toBe(40013)
    })
  })
})

describe('what is closed', () => {
  test.each([
    ['/merchant/create', {}],
    ['/merchant/stock/reduce', { product_id: 1 }],
    ['/merchant/shelf/add', { shelf_name: 'a' }],
    ['/pay/delivernotify', {}],
    ['/pay/orderquery', {}],
    ['/cgi-bin/shorturl', { action: 'long2short', long_url: 'https://example.com' }],
    ['/semantic/semproxy/search', { query: 'a', category: 'flight' }],
  ])('%s is unauthorized, whatever is sent', async (path, body) => {
    expect(await client.post(path, body)).toEqual(unauthorized)
  })

  test('so are complaints and pictures of goods', async () => {
    const token = `access_token=${client.token}`
    const complaint = await ask(emulator.port, 'GET', `/payfeedback/update?${token}&openid=oA&feedbackid=1`)
    const picture = { body: 'bytes', headers: { 'content-type': 'image/png' } }
    const upload = `/merchant/common/upload_img?${token}&filename=a.png`
    expect(complaint.json).toEqual(unauthorized)
    expect((await ask(emulator.port, 'POST', upload, picture)).json).toEqual(unauthorized)
  })

  test('a stranger does not learn that', async () => {
    const { json } = await ask(emulator.port, 'POST', '/merchant/create?access_token=x', { json: {} })
    expect(json.errcode).toBe(40001)
  })

  test('there are too many groups to make another', async () => {
    const answer = await client.post('/cgi-bin/groups/create', { group: { name: 'new' } })
    expect(answer).toEqual({ errcode: 45018, errmsg: 'too many group now, no need to add new' })
    expect((await client.get('/cgi-bin/groups/get')).groups).toHaveLength(2)
  })

  test('an answer that was laid down goes before it', async () => {
    const answers = { 'officialAccount.shorturl.long2short': { short_url: 'https://w.url.cn/s/A' } }
    await withEmulator({ profile: 'wechat-api', answers }, async ({ port }) => {
      const other = await withToken({ port, ...guest })
      const body = { action: 'long2short', long_url: 'https://example.com' }
      expect((await other.post('/cgi-bin/shorturl', body)).short_url).toBe('https://w.url.cn/s/A')
    })
  })

  test('nothing of it is done', async () => {
    await client.post('/merchant/create', {})
    await client.post('/cgi-bin/groups/create', { group: { name: 'new' } })
    expect((await client.effects()).map(({ what }: { what: string }) => what)).toEqual(['token made'])
  })
})

describe('mass messages', () => {
  const send = (more: object) => client.post('/cgi-bin/message/mass/send', { touser: ['oA', 'oB'], ...more })

  test('words are taken', async () => {
    const answer = await send({ msgtype: 'text', text: { content: 'hello' } })
    expect(answer).toEqual({
      errcode: 0,
      errmsg: 'send job submission success',
      msg_id: expect.any(Number),
    })
    const [effect] = (await client.effects()).slice(-1)
    expect([effect.what, effect.facts.text]).toEqual(['mass message sent', { content: 'hello' }])
  })

  test.each([
    ['image', 'some-id'],
    ['mpvideo', { media_id: 'some-id' }],
    ['mpnews', 'some-id'],
  ])('%s has no media that is known, in whatever form its id comes', async (msgtype, media_id) => {
    const answer = await send({ msgtype, [msgtype]: { media_id } })
    expect(answer).toEqual({ errcode: 40007, errmsg: 'invalid media_id' })
  })

  test('nothing goes to a tag', async () => {
    const body = { filter: { tag_id: 'no number' }, msgtype: 'text', text: { content: 'hello' } }
    const answer = await client.post('/cgi-bin/message/mass/sendall', body)
    expect(answer).toEqual({ errcode: 40050, errmsg: 'invalid timeline type' })
  })
})

describe('template messages', () => {
  const unknown = { errcode: 40037, errmsg: 'invalid template_id' }
  const send = (template_id: string) =>
    client.post('/cgi-bin/message/template/send', {
      touser: 'oA',
      template_id,
      data: { first: { value: 'a' } },
    })

  test('of a template that the account has not are refused', async () => {
    expect(await send('another')).toEqual(unknown)
    const body = { template_id: 'another' }
    expect(await client.post('/cgi-bin/template/del_private_template', body)).toEqual(unknown)
  })

  test('of one that is in its list are sent', async () => {
    const { template_list } = await client.get('/cgi-bin/template/get_all_private_template')
    expect((await send(template_list[1].template_id)).errmsg).toBe('ok')
  })
})

describe('followers', () => {
  const told =
    'city country groupid headimgurl language nickname openid province remark sex subscribe subscribe_time'

  test('are told of in twelve members, without an errcode', async () => {
    const follower = await client.get('/cgi-bin/user/info?openid=oA')
    expect(Object.keys(follower).sort().join(' ')).toBe(told)
    expect(follower.openid).toBe('oA')
  })

  test('come in lists of as many', async () => {
    const body = { user_list: [{ openid: 'oA' }, { openid: 'oB' }] }
    const answer = await client.post('/cgi-bin/user/info/batchget', body)
    expect(Object.keys(answer)).toEqual(['user_info_list'])
    expect(answer.user_info_list.map(({ openid }: { openid: string }) => openid)).toEqual(['oA', 'oB'])
    expect(Object.keys(answer.user_info_list[1]).sort().join(' ')).toBe(told)
  })

  test('and addresses are listed without an errcode', async () => {
    const followers = await client.get('/cgi-bin/user/get')
    expect(Object.keys(followers).sort()).toEqual(['count', 'data', 'next_openid', 'total'])
    expect(Object.keys(await client.get('/cgi-bin/getcallbackip'))).toEqual(['ip_list'])
  })
})

describe('the menu', () => {
  const button = [{ name: 'one', type: 'click', key: 'A' }, { name: 'two' }, { name: 'three' }]

  test('is shown as it was made, until it is deleted', async () => {
    await client.post('/cgi-bin/menu/create', { button })
    expect(await client.get('/cgi-bin/menu/get')).toEqual({ menu: { button } })
    expect(await client.get('/cgi-bin/menu/delete')).toEqual({ errcode: 0, errmsg: 'ok' })
    expect(await client.get('/cgi-bin/menu/get')).toEqual({ errcode: 46003, errmsg: 'menu no exist' })
  })

  test('of one account is not that of another', async () => {
    await client.post('/cgi-bin/menu/create', { button })
    const other = await withToken({ ...guest, port: emulator.port, appid: 'wxfedcba9876543210' })
    expect((await other.get('/cgi-bin/menu/get')).errcode).toBe(46003)
  })

  test('is gone after a reset', async () => {
    await client.post('/cgi-bin/menu/create', { button })
    await ask(emulator.port, 'POST', '/__emu/reset', { json: {} })
    const again = await withToken({ port: emulator.port, ...guest })
    expect((await again.get('/cgi-bin/menu/get')).errcode).toBe(46003)
  })
})

describe('who gives out cards', () => {
  const info = {
    brand_name: 'a',
    logo_url: 'https://example.com/a',
    protocol: 'b',
    end_time: 1,
    primary_category_id: 1,
    secondary_category_id: 101,
  }

  test('is found by the number that it got', async () => {
    const { merchant_id } = (await client.post('/card/submerchant/submit', { info })).info
    const found = await client.post('/card/submerchant/get', { merchant_id })
    expect(found.info).toMatchObject({ merchant_id, brand_name: 'a' })
  })

  test('is listed first when it was changed last, also if it is from before', async () => {
    const { merchant_id } = (await client.post('/card/submerchant/submit', { info })).info
    await client.post('/card/submerchant/update', { info: { ...info, merchant_id: 7 } })
    const { info_list } = await client.post('/card/submerchant/batchget', { begin_id: 0, limit: 50 })
    expect(info_list.map((one: { merchant_id: number }) => one.merchant_id)).toEqual([7, merchant_id])
  })

  test('is not found by another number', async () => {
    expect((await client.post('/card/submerchant/get', { merchant_id: 8 })).errcode).toBe(40097)
  })
})

describe('a refusal', () => {
  test('has bare words, and its hint in the log', async () => {
    const answer = await client.post('/cgi-bin/groups/getid', {})
    expect(answer).toEqual({ errcode: 47001, errmsg: 'data format error' })
    const last = (await client.log()).pop()
    expect(last.errmsg).toBe('data format error hint: [openid is missing]')
  })
})

test('another name is no profile, and the names are said', async () => {
  const starting = startEmulator({ profile: 'wechat' as 'wechat-api' })
  await expect(starting).rejects.toThrow('profile must be one of wechat-api, co-wechat-api')
})

test.each(profileNames)('%s speaks of methods and namespaces that there are', async name => {
  const find = (dotted: string) => dotted.split('.').reduce<any>((node, part) => node?.[part], catalogue)
  expect(Object.keys(profiles[name].closed).filter(closed => find(closed) === undefined)).toEqual([])
  const handlers = profiles[name].handlers({ sampleOf: () => ({ template_list: [] }) })
  expect(Object.keys(handlers).filter(method => !isEndpoint(find(method)))).toEqual([])
})
