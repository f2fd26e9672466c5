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
