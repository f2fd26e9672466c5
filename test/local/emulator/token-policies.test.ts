import type { TokenPolicy } from '../../../local/emulator'
import { type Emulator, startEmulator } from '../../../local/emulator'
import { ask, minutes } from './plain-client'

let emulator: Emulator
beforeEach(async () => {
  emulator = await startEmulator()
})
afterEach(() => emulator.close())

const control = (path: string, json: object = {}) => ask(emulator.port, 'POST', `/__emu/${path}`, { json })
const advance = (advanceMs: number) => control('clock', { advanceMs })
const stable = async (more: object = {}) => {
  const { appid, secret, port } = emulator
  const json = { grant_type: 'client_credential', appid, secret, ...more }
  return (await ask(port, 'POST', '/cgi-bin/stable_token', { json })).json
}
const classic = async (): Promise<string> => {
  const { appid, secret, port } = emulator
  const query = new URLSearchParams({ grant_type: 'client_credential', appid, secret })
  return (await ask(port, 'GET', `/cgi-bin/token?${query}`)).json.access_token
}
const errcodeWith = async (token: string) =>
  (await ask(emulator.port, 'GET', `/cgi-bin/express/business/account/getall?access_token=${token}`)).json
    .errcode

/** Errcodes of the oldest, the middle and the newest of three tokens: at once, and after five minutes. */
const expected: [TokenPolicy, number[], number[]][] = [
  ['stable', [0, 0, 0], [40001, 40001, 0]],
  ['classic-strict', [40001, 40001, 0], [40001, 40001, 0]],
  ['classic-overlap-last', [40001, 0, 0], [40001, 40001, 0]],
  ['classic-overlap-5min', [0, 0, 0], [40001, 40001, 0]],
]

describe.each(expected)('under %s', (policy, atOnce, later) => {
  beforeEach(() => control('token-policy', { policy }))

  test('older tokens of cgi-bin/token live and die as the policy says', async () => {
    const tokens = [await classic(), await classic(), await classic()]
    const errcodes = async () => {
      const all: number[] = []
      for (const token of tokens) all.push(await errcodeWith(token))
      return all
    }
    expect(await errcodes()).toEqual(atOnce)
    await advance(minutes(5))
    expect(await errcodes()).toEqual(later)
  })

  test('a forced refresh kills at once, or after the overlap', async () => {
    const old = (await stable()).access_token
    await stable({ force_refresh: true })
    const lives = policy === 'classic-overlap-last' || policy === 'classic-overlap-5min'
    expect(await errcodeWith(old)).toBe(lives ? 0 : 40001)
    await advance(minutes(5))
    expect(await errcodeWith(old)).toBe(40001)
  })

  test('both kinds of token know nothing of each other', async () => {
    const token = (await stable()).access_token
    const other = await classic()
    await stable({ force_refresh: true })
    expect(await errcodeWith(other)).toBe(0)
    await classic()
    expect((await stable()).access_token).not.toBe(token)
    expect(await errcodeWith((await stable()).access_token)).toBe(0)
  })
})

test('an unknown policy is refused with those that are', async () => {
  const reply = await control('token-policy', { policy: 'constructor' })
  expect([reply.status, reply.text]).toEqual([400, expect.stringContaining('classic-strict')])
  await expect(startEmulator({ tokenPolicy: 'none' as TokenPolicy })).rejects.toThrow('tokenPolicy')
})

describe('a forced refresh', () => {
  test('is granted 20 times a day, then it is 45009 until midnight in China', async () => {
    // 22:00 in China.
    await control('clock', { set: '2030-01-01T14:00:00Z' })
    for (let time = 1; time <= 20; time += 1) {
      expect((await stable({ force_refresh: true })).access_token).toMatch(/^EMU_/)
      await advance(30_000)
    }
    expect((await stable({ force_refresh: true })).errcode).toBe(45009)
    expect((await stable()).access_token).toMatch(/^EMU_/)
    await control('clock', { set: '2030-01-01T16:00:01Z' })
    expect((await stable({ force_refresh: true })).access_token).toMatch(/^EMU_/)
  })
})

describe('revoking', () => {
  test('kills all tokens at once, as 40001', async () => {
    const tokens = [await classic(), (await stable()).access_token]
    expect((await control('revoke')).json).toEqual({ revoked: 2 })
    expect([await errcodeWith(tokens[0]), await errcodeWith(tokens[1])]).toEqual([40001, 40001])
  })

  test('chooses by token, kind and account, and gives the errcode that is asked for', async () => {
    const old = await classic()
    const token = (await stable()).access_token
    expect((await control('revoke', { kind: 'stable', errcode: 42001 })).json.revoked).toBe(1)
    expect([await errcodeWith(old), await errcodeWith(token)]).toEqual([0, 42001])
    expect((await control('revoke', { appid: 'wxother' })).json.revoked).toBe(0)
    expect((await control('revoke', { token: old, errcode: 40014 })).json.revoked).toBe(1)
    expect(await errcodeWith(old)).toBe(40014)
  })

  test('makes stable_token give another', async () => {
    const token = (await stable()).access_token
    await control('revoke')
    expect((await stable()).access_token).not.toBe(token)
  })

  test.each([{ errcode: 1 }, { kind: 'both' }, { token: 7 }])('refuses %j', async json => {
    expect((await control('revoke', json)).status).toBe(400)
  })
})

describe('the clock', () => {
  test('can be set apart from the machine’s by a skew, again and again', async () => {
    for (const skew of [600_000, -600_000]) {
      const { offsetMs } = (await ask(emulator.port, 'POST', `/__emu/clock?skew=${skew}`, { json: {} })).json
      expect(offsetMs).toBe(skew)
    }
    expect((await control('clock', { skewMs: 0 })).json.offsetMs).toBe(0)
  })

  test.each(['', 'soon', '1e400'])('refuses the skew %p', async skew => {
    expect((await ask(emulator.port, 'POST', `/__emu/clock?skew=${skew}`, { json: {} })).status).toBe(400)
  })

  test('runs through 24 hours of expiries in no time', async () => {
    const seen = new Set<string>()
    for (let hour = 0; hour < 24; hour += 1) {
      seen.add((await stable()).access_token)
      await advance(minutes(60))
    }
    expect(seen.size).toBe(12)
  })
})
