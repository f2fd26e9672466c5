import type { GetToken } from '../../../shared/wechat-api'
import { endsWithin } from '../../support/ends-within'
import { anHourAgo, called, inAnHour, type Opened, open, rejection } from './opened'

let opened: Opened
beforeEach(async () => {
  opened = await open(() => undefined)
})
afterEach(() => opened.close())

const good = () => ({ accessToken: 'kept', expireTime: inAnHour() })
const noSave = (_: unknown, callback: () => void) => callback()
const usedToken = () => opened.server.calls()[0]!.query.get('access_token')

describe('F3 getToken may be written', () => {
  const styles: [string, GetToken][] = [
    ['with a callback that is called at once', callback => callback(null, good())],
    ['with a callback that is called later', callback => void setTimeout(() => callback(null, good()), 5)],
    ['as an async function', async () => good()],
    ['as an async function that still calls back', async callback => callback(null, good())],
    [
      'as an async function that calls back later',
      async callback => void setTimeout(() => callback(null, good()), 5),
    ],
    ['so that it gives the token at once', () => good()],
    [
      'so that it calls back twice',
      callback => {
        callback(null, good())
        callback(null, { accessToken: 'second', expireTime: inAnHour() })
      },
    ],
  ]
  test.each(styles)('%s', async (_, getToken) => {
    await opened.another(getToken, noSave).getIp()
    expect(usedToken()).toBe('kept')
    expect(opened.server.tokens()).toEqual([])
  })
})

describe('F3 a fresh token is fetched and saved when getToken gives', () => {
  test.each([
    ['nothing', undefined],
    ['null', null],
    ['one that has ended', { accessToken: 'ended', expireTime: anHourAgo() }],
    ['one without a time', { accessToken: 'timeless' }],
    ['one that is no text', { accessToken: { token: 1 }, expireTime: inAnHour() }],
  ])('%s', async (_, kept) => {
    const saved: unknown[] = []
    const api = opened.another(
      (callback: (error: null, token: unknown) => void) => callback(null, kept),
      (token: unknown, callback: () => void) => {
        saved.push(token)
        callback()
      },
    )
    await api.getIp()
    expect(usedToken()).toBe('token-1')
    expect(saved).toEqual([{ accessToken: 'token-1', expireTime: expect.any(Number) }])
  })
})

describe('F3 a fault of getToken is the call’s, unchanged', () => {
  test('when it throws', async () => {
    const fault = new Error('redis is down')
    const api = opened.another(() => {
      throw fault
    }, noSave)
    expect(await called(callback => api.getIp(callback))).toEqual([fault, undefined, undefined])
    expect(fault.name).toBe('Error')
  })

  test('when it calls back with an error', async () => {
    const fault = new Error('redis is down')
    const api = opened.another((callback: (error: Error) => void) => callback(fault), noSave)
    expect(await rejection(api.getIp())).toBe(fault)
  })

  test('when its promise is rejected', async () => {
    const fault = new Error('redis is down')
    const api = opened.another(async () => {
      throw fault
    }, noSave)
    expect(await rejection(api.getIp())).toBe(fault)
  })
})

test('F3 a getToken that never answers does not hold a call past its time', async () => {
  const api = opened.another((_: unknown) => undefined, noSave)
  api.setOpts({ timeout: 60 })
  const error = rejection(api.getIp())
  // Far from the ten seconds of a call without a time of its own.
  expect(await endsWithin(5000, error)).toBe(true)
  expect((await error).name).toBe('WeChatAPIConnectionTimeoutError')
  expect(opened.server.arrived).toEqual([])
})

test('F3 a saveToken that fails fails the call, unchanged', async () => {
  const fault = new Error('disk full')
  const api = opened.another(undefined, (_: unknown, callback: (error: Error) => void) => callback(fault))
  expect(await rejection(api.getIp())).toBe(fault)
})

test('F3 a saveToken that throws fails the call, unchanged', async () => {
  const fault = new Error('disk full')
  const api = opened.another(undefined, () => {
    throw fault
  })
  expect(await rejection(api.getIp())).toBe(fault)
})

test('F3 of a saveToken that calls back twice the first time counts', async () => {
  const api = opened.another(undefined, (_: unknown, callback: (error?: Error) => void) => {
    callback()
    callback(new Error('too late'))
  })
  expect(await api.getIp()).toEqual({ errcode: 0, errmsg: 'ok' })
})

test('F3 a saveToken that never answers does not hold a call past its time', async () => {
  const api = opened.another(undefined, (_: unknown, __: unknown) => undefined)
  api.setOpts({ timeout: 60 })
  expect((await rejection(api.getIp())).name).toBe('WeChatAPIConnectionTimeoutError')
  expect(opened.server.calls()).toEqual([])
})

test('F3 a saveToken that gives nothing back at once is done', async () => {
  let saved = ''
  const api = opened.another(undefined, (token: { accessToken: string }) => {
    saved = token.accessToken
  })
  await api.getIp()
  expect(saved).toBe('token-1')
})

test('the hooks are called on the instance', async () => {
  const seen: unknown[] = []
  const api = opened.another(
    function (this: unknown, callback: (error: null) => void) {
      seen.push(this)
      callback(null)
    },
    function (this: unknown, _: unknown, callback: () => void) {
      seen.push(this)
      callback()
    },
  )
  await api.getIp()
  expect(seen).toEqual([api, api])
})

test('hooks that are put on the instance later count', async () => {
  opened.api.getToken = async () => good()
  await opened.api.getIp()
  expect(usedToken()).toBe('kept')
})

test('a slow getToken of a second call takes the token that the first one fetched meanwhile', async () => {
  const answers: (() => void)[] = []
  const api = opened.another((callback: (error: null) => void) => {
    answers.push(() => callback(null))
  }, noSave)
  const [first, second] = [api.getIp(), api.getIp()]
  answers[0]!()
  await first
  answers[1]!()
  await second
  expect(opened.server.tokens()).toHaveLength(1)
})

describe('how a getToken without a token yet may be written', () => {
  const styles: [string, (...args: never[]) => unknown][] = [
    ['one that returns undefined at once', () => undefined],
    ['an async one that declares a callback and never calls it', async (_: unknown) => undefined],
    ['an async one with a default parameter', async (key: unknown = 'key') => ({ key: null })[String(key)]],
    ['one with rest parameters', async (..._: unknown[]) => null],
    ['a bare spy', jest.fn()],
    ['a spy that gives null', jest.fn(async () => null)],
  ]
  test.each(styles)('%s', async (_, getToken) => {
    const api = opened.another(getToken)
    api.setOpts({ timeout: 5000 })
    await api.getIp()
    await api.getIp()
    expect(opened.server.calls()).toHaveLength(2)
    expect(usedToken()).toBe('token-1')
  })

  test('a bound function that returns true and calls back later is waited for', async () => {
    const redis = (_: string, callback: (error: null, token: unknown) => void) => {
      setTimeout(() => callback(null, good()), 200)
      return true
    }
    await opened.another((redis as (...args: unknown[]) => unknown).bind(undefined, 'key'), noSave).getIp()
    expect(usedToken()).toBe('kept')
    expect(opened.server.tokens()).toEqual([])
  })

  test('a parameter with a default keeps it: no callback comes in its place', async () => {
    const seen: unknown[] = []
    const api = opened.another(
      async (key: unknown = 'key') => void seen.push(key),
      async (token: { accessToken: string }, seconds: unknown = 7000) =>
        void seen.push(token.accessToken, seconds),
    )
    await api.getIp()
    expect(seen).toEqual(['key', 'token-1', 7000])
  })
})

test('a hook that gave nothing and did not call back is not waited for again', async () => {
  const getToken = async (_: unknown) => undefined
  const api = opened.another(getToken, noSave)
  await api.getLatestToken()
  const started = Date.now()
  for (let call = 0; call < 20; call += 1) await api.getLatestToken()
  // Twenty graces of 100 ms would be two seconds.
  expect(Date.now() - started).toBeLessThan(1500)
})

test('a hook that called back late is waited for again', async () => {
  let late: (() => void) | undefined
  let isQuick = false
  const getToken = async (callback: (error: null, token: unknown) => void) => {
    late = () => callback(null, good())
    if (isQuick) setImmediate(late)
  }
  const api = opened.another(getToken, noSave)
  await api.getIp()
  expect(usedToken()).toBe('token-1')
  late!()
  isQuick = true
  await api.getIp()
  expect(opened.server.calls()[1]!.query.get('access_token')).toBe('kept')
})

test.each([
  ['a spy', jest.fn()],
  ['rest parameters', (..._: unknown[]) => undefined],
])('a saveToken that is %s is done when it returned', async (_, saveToken) => {
  expect(await opened.another(undefined, saveToken).getIp()).toEqual({ errcode: 0, errmsg: 'ok' })
})

describe('the default stores answer programs of either style', () => {
  test('tokens', async () => {
    const { getToken, saveToken } = opened.api as unknown as Record<string, (...args: unknown[]) => unknown>
    await saveToken!.call(opened.api, good())
    expect(await getToken!.call(opened.api)).toMatchObject({ accessToken: 'kept' })
    expect((await called(callback => getToken!.call(opened.api, callback)))[1]).toMatchObject({
      accessToken: 'kept',
    })
  })

  test('tickets', async () => {
    const members = opened.api as unknown as Record<string, (...args: unknown[]) => unknown>
    await members.saveTicketToken!('wx_card', { ticket: 'card', expireTime: inAnHour() })
    await members.saveTicketToken!({ ticket: 'page', expireTime: inAnHour() })
    expect(await members.getTicketToken!('wx_card')).toMatchObject({ ticket: 'card' })
    expect(await members.getTicketToken!()).toMatchObject({ ticket: 'page' })
  })
})
