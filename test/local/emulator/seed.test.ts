import type { Emulator } from '../../../local/emulator'
import { ask, withEmulator, withToken } from './plain-client'

const printer = { openid: 'oABC', update_type: 'bind', tagid_list: '7' }

test('calls lay down a state, which a reset lays down again, and which does not count as done', async () => {
  await withEmulator({ calls: [{ method: 'logistics.updatePrinter', params: printer }] }, async emulator => {
    for (const round of [1, 2]) {
      const client = await withToken(emulator)
      expect((await client.get('/cgi-bin/express/business/printer/getall')).openid).toEqual(['oABC'])
      expect((await client.effects()).map(({ seq, what }: any) => [seq, what])).toEqual([[1, 'token made']])
      await client.post('/cgi-bin/express/business/printer/update', { openid: 'oABC', update_type: 'unbind' })
      if (round === 1) await ask(emulator.port, 'POST', '/__emu/reset', { json: {} })
    }
  })
})

test('calls of another account are made for it', async () => {
  const accounts = [
    { appid: 'wx1', secret: '1' },
    { appid: 'wx2', secret: '2' },
  ]
  const calls = [{ method: 'logistics.updatePrinter', params: printer, appid: 'wx2' }]
  await withEmulator({ accounts, calls }, async ({ port }) => {
    const [one, two] = await Promise.all(accounts.map(account => withToken({ port, ...account })))
    expect((await one.get('/cgi-bin/express/business/printer/getall')).count).toBe(0)
    expect((await two.get('/cgi-bin/express/business/printer/getall')).count).toBe(1)
  })
})

test('answers take the place of samples', async () => {
  const answers = {
    'logistics.getQuota': { quota_num: 7 },
    'wxacode.get': { errcode: 45029, errmsg: 'no more' },
  }
  await withEmulator({ answers }, async emulator => {
    const client = await withToken(emulator)
    const quota = { delivery_id: 'YUNDA', biz_id: '1' }
    expect(await client.post('/cgi-bin/express/business/quota/get', quota)).toEqual({
      errcode: 0,
      errmsg: 'ok',
      quota_num: 7,
    })
    expect((await client.post('/wxa/getwxacode', { path: 'a' })).errcode).toBe(45029)
  })
})

test('the clock starts where it is told to', async () => {
  await withEmulator({ clock: '2031-05-06T00:00:00Z' }, async ({ port }) => {
    expect((await ask(port, 'GET', '/__emu/clock')).json.iso).toMatch(/^2031-05-06T00:00:/)
  })
})

test.each([
  [{ calls: [{ method: 'logistics.nothing' }] }, 'call 1 names logistics.nothing, which is not a method'],
  [
    { calls: [{ method: 'logistics.updatePrinter', params: {} }] },
    'call 1, logistics.updatePrinter, is refused: errcode',
  ],
  [{ calls: [{ method: 'logistics.getPrinter', appid: 'wxnone' }] }, 'names an appid that no account has'],
  [{ calls: [7] }, 'call 1 must have a method'],
  [{ answers: { 'logistics.nothing': {} } }, 'which is not a method'],
  [{ answers: { 'logistics.getQuota': 7 } }, 'the answer of logistics.getQuota must be an object'],
  [{ clock: 'soon' }, 'clock must be'],
  [{ faults: [{ action: { explode: 1 } }] }, 'has "explode"'],
  [{ quota: { methods: { 'a.b': {} } } }, 'names a.b'],
  [{ accounts: [{ appid: 'wx1', secret: 's', key: '1' }] }, 'has "key"'],
  [{ quota: null }, 'the quota must be an object'],
  [{ quota: 0 }, 'the quota must be an object'],
  [{ quota: { methods: null } }, 'methods of the quota must be an object'],
  [{ logSize: null }, 'logSize must be a whole number'],
  [{ accounts: null }, 'accounts must be a list'],
  [{ answers: null }, 'answers must be an object'],
  [{ faults: null }, 'faults must be a list'],
  [{ calls: null }, 'calls must be a list'],
  [{ clock: null }, 'clock must be a date'],
  [{ clock: 8.64e15 }, 'clock must be a date'],
  [{ tls: null }, 'tls must be true, false'],
  [{ profile: null }, 'profile must be one of'],
  [{ faults: [{ match: { method: 'PSOT' }, action: { http: 502 } }] }, 'rule 1 has the method "PSOT"'],
])('refuses %j and says why', async (options, words) => {
  await expect(withEmulator(options as object, async () => {})).rejects.toThrow(words)
})

describe('a second name of a method', () => {
  const second = 'subscribeMessage.addTemplate'
  const first = 'officialAccount.newtmpl.addTemplate'
  const template = { tid: '401', kidList: [1, 2], sceneDesc: 'x' }
  const overHttps = async (emulator: Emulator) =>
    (await withToken(emulator)).post('/wxaapi/newtmpl/addtemplate', template)
  const overCloud = async ({ port }: Emulator, apiName: string) => {
    const json = { action: 'wx.api', apiName, requestData: JSON.stringify(template) }
    return JSON.parse((await ask(port, 'POST', '/__cloud', { json })).json.data.responseData)
  }

  test.each([first, second])('answers laid down for %s are given by each way and name', async name => {
    await withEmulator({ answers: { [name]: { priTmplId: 'mine' } } }, async emulator => {
      const mine = { errcode: 0, errmsg: 'ok', priTmplId: 'mine' }
      expect(await overHttps(emulator)).toEqual(mine)
      expect([await overCloud(emulator, first), await overCloud(emulator, second)]).toEqual([mine, mine])
    })
  })

  test.each([first, second])('a quota of %s counts the calls of each way and name', async name => {
    await withEmulator({ quota: { methods: { [name]: { daily: 3 } } } }, async emulator => {
      const codes = [
        await overHttps(emulator),
        await overCloud(emulator, first),
        await overCloud(emulator, second),
        await overHttps(emulator),
        await overCloud(emulator, second),
      ].map(({ errcode }) => errcode)
      expect(codes).toEqual([0, 0, 0, 45009, 45009])
      const left = await (await withToken(emulator)).post('/cgi-bin/openapi/quota/get', {
        cgi_path: '/wxaapi/newtmpl/addtemplate',
      })
      expect(left.quota).toEqual({ daily_limit: 3, used: 3, remain: 0 })
    })
  })

  test.each([first, second])('the log finds the calls of each way by %s', async name => {
    await withEmulator({}, async emulator => {
      await overHttps(emulator)
      await overCloud(emulator, first)
      await overCloud(emulator, second)
      expect((await ask(emulator.port, 'GET', `/__emu/log?method=${name}`)).json).toHaveLength(3)
      expect((await ask(emulator.port, 'GET', '/__emu/log?method=none')).json).toEqual([])
    })
  })

  test('is refused beside the first, since only one of them could hold', async () => {
    const none = async () => {}
    const words = `names ${first} twice: ${second} is another name of it`
    await expect(withEmulator({ answers: { [first]: {}, [second]: {} } }, none)).rejects.toThrow(
      `answers ${words}`,
    )
    await expect(withEmulator({ quota: { methods: { [first]: {}, [second]: {} } } }, none)).rejects.toThrow(
      words,
    )
  })
})
