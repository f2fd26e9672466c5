import { type Emulator, startEmulator } from '../../../local/emulator'
import { ask, minutes, withEmulator, withToken } from './plain-client'

let emulator: Emulator

beforeEach(async () => {
  emulator = await startEmulator()
})
afterEach(() => emulator.close())

const stable = async (more: object = {}) => {
  const { appid, secret, port } = emulator
  const json = { grant_type: 'client_credential', appid, secret, ...more }
  return (await ask(port, 'POST', '/cgi-bin/stable_token', { json })).json
}
const classic = async (more: Record<string, string> = {}) => {
  const { appid, secret, port } = emulator
  const query = new URLSearchParams({ grant_type: 'client_credential', appid, secret, ...more })
  return (await ask(port, 'GET', `/cgi-bin/token?${query}`)).json
}
const advance = (advanceMs: number) => ask(emulator.port, 'POST', '/__emu/clock', { json: { advanceMs } })
const errcodeWith = async (token: string) =>
  (await ask(emulator.port, 'GET', `/cgi-bin/express/business/account/getall?access_token=${token}`)).json
    .errcode

describe('stable_token', () => {
  test('gives a long token with a mark of its own, and no errcode', async () => {
    const answer = await stable()
    expect(Object.keys(answer)).toEqual(['access_token', 'expires_in'])
    expect(answer.access_token).toMatch(/^EMU_[\w-]{132}$/)
    expect(answer.expires_in).toBe(7200)
  })

  test('gives the same token until its last five minutes', async () => {
    const { access_token } = await stable()
    await advance(minutes(114))
    const later = await stable()
    expect(later.access_token).toBe(access_token)
    expect(later.expires_in).toBeLessThanOrEqual(360)
    expect(later.expires_in).toBeGreaterThan(350)
  })

  test('in the last five minutes gives another, and both work until the first one ends', async () => {
    const old = (await stable()).access_token
    await advance(minutes(116))
    const fresh = (await stable()).access_token
    expect(fresh).not.toBe(old)
    expect([await errcodeWith(old), await errcodeWith(fresh)]).toEqual([0, 0])
    await advance(minutes(4))
    expect([await errcodeWith(old), await errcodeWith(fresh)]).toEqual([42001, 0])
  })

  test('a forced refresh kills the token in use at once', async () => {
    const old = (await stable()).access_token
    const fresh = (await stable({ force_refresh: true })).access_token
    expect([await errcodeWith(old), await errcodeWith(fresh)]).toEqual([40001, 0])
  })

  test('a second forced refresh within 30 seconds does nothing', async () => {
    const first = (await stable({ force_refresh: true })).access_token
    await advance(29_000)
    expect((await stable({ force_refresh: true })).access_token).toBe(first)
    await advance(1_000)
    expect((await stable({ force_refresh: true })).access_token).not.toBe(first)
  })
})

describe('cgi-bin/token', () => {
  test('every fetch gives another; the one before it works five minutes more, then is not the latest', async () => {
    const old = (await classic()).access_token
    const fresh = (await classic()).access_token
    expect(fresh).not.toBe(old)
    await advance(minutes(5) - 5_000)
    expect(await errcodeWith(old)).toBe(0)
    await advance(5_000)
    expect([await errcodeWith(old), await errcodeWith(fresh)]).toEqual([40001, 0])
  })

  test('knows nothing of stable tokens, nor they of it', async () => {
    const one = (await stable()).access_token
    const other = (await classic()).access_token
    await classic()
    await stable({ force_refresh: true })
    await advance(minutes(4))
    expect(await errcodeWith(other)).toBe(0)
    expect(await errcodeWith(one)).toBe(40001)
  })

  test('a token is over after two hours', async () => {
    const { access_token } = await classic()
    await advance(minutes(120))
    expect(await errcodeWith(access_token)).toBe(42001)
  })
})

describe('refusals', () => {
  test.each([
    ['an unknown appid', { appid: 'wxnobody00000000' }, 40013],
    ['a wrong secret', { secret: 'another' }, 40125],
    ['no appid', { appid: '' }, 41002],
    ['no secret', { secret: '' }, 41004],
    ['a wrong grant type', { grant_type: 'authorization_code' }, 40002],
  ])('%s', async (_, wrong, errcode) => {
    expect((await stable(wrong)).errcode).toBe(errcode)
    expect((await classic(wrong)).errcode).toBe(errcode)
  })

  test('stable_token by GET wants POST, token by POST wants GET', async () => {
    expect((await ask(emulator.port, 'GET', '/cgi-bin/stable_token')).json.errcode).toBe(43002)
    expect((await ask(emulator.port, 'POST', '/cgi-bin/token', { json: {} })).json.errcode).toBe(43001)
  })

  test('no refusal repeats the secret', async () => {
    expect(JSON.stringify(await stable({ secret: 'hunter2-hunter2' }))).not.toContain('hunter2')
  })
})

test('each account has tokens of its own', async () => {
  await withEmulator(
    {
      accounts: [
        { appid: 'wxone', secret: 's1' },
        { appid: 'wxtwo', secret: 's2' },
      ],
    },
    async two => {
      const of = async (appid: string, secret: string) =>
        (
          await ask(two.port, 'POST', '/cgi-bin/stable_token', {
            json: { grant_type: 'client_credential', appid, secret },
          })
        ).json
      expect((await of('wxone', 's2')).errcode).toBe(40125)
      expect((await of('wxone', 's1')).access_token).not.toBe((await of('wxtwo', 's2')).access_token)
    },
  )
})

describe('revoking', () => {
  const accounts = [
    { appid: 'wxA', secret: 'sA' },
    { appid: 'wxB', secret: 'sB' },
  ]
  const revoke = (port: number, json: unknown) => ask(port, 'POST', '/__emu/revoke', { json })
  const path = '/cgi-bin/express/business/account/getall'

  test('kills the tokens of one account, or all of them', async () => {
    await withEmulator({ accounts }, async ({ port }) => {
      const [a, b] = await Promise.all(accounts.map(account => withToken({ port, ...account })))
      expect((await revoke(port, { appid: 'wxA' })).json).toEqual({ revoked: 1 })
      expect([(await a.get(path)).errcode, (await b.get(path)).errcode]).toEqual([40001, 0])
      expect((await revoke(port, {})).json).toEqual({ revoked: 1 })
      expect((await b.get(path)).errcode).toBe(40001)
    })
  })

  test.each([
    [{ appId: 'wxA' }, 'It has "appId"; it may have token, appid, kind, errcode.'],
    [{ tokens: ['x'] }, 'It has "tokens"'],
    [[], 'Send an object'],
    ['EMU_x', 'Send an object'],
    [null, 'Send an object'],
  ])('refuses %j, which would be all tokens, and kills none', async (json, words) => {
    await withEmulator({ accounts }, async ({ port }) => {
      const client = await withToken({ port, ...accounts[0]! })
      const reply = await revoke(port, json)
      expect([reply.status, reply.text]).toEqual([400, expect.stringContaining(words)])
      expect((await client.get(path)).errcode).toBe(0)
    })
  })
})
