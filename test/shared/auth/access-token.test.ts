import { accessToken } from '../../../shared/auth/strategy'
import type { TokenKeeper } from '../../../shared/auth/token-keeper'
import { deadlineIn } from '../../../shared/transport/clock'

const request = { verb: 'POST', path: '/a', query: [['x', '1']], json: { y: 2 } } as never
const waiting = { method: 'a.b', deadline: deadlineIn(1000) }

/** A keeper that gives `token-1`, and for a refused one the next, up to the last. */
const keeper = (last: number, parameter?: string): TokenKeeper => ({
  get: async () => 'token-1',
  replace: async refused => {
    const next = Number(refused.slice('token-'.length)) + 1
    return next > last ? undefined : `token-${next}`
  },
  known: () => [],
  parameter,
})

test('the token stands in the URL, before everything else, and nothing else changes', async () => {
  expect((await accessToken(keeper(1)).authorise(request, waiting)).request).toEqual({
    verb: 'POST',
    path: '/a',
    query: [
      ['access_token', 'token-1'],
      ['x', '1'],
    ],
    json: { y: 2 },
  })
})

test('under another name where the source says so', async () => {
  const { request: sent } = await accessToken(keeper(1, 'component_token')).authorise(request, waiting)
  expect(sent.query[0]).toEqual(['component_token', 'token-1'])
})

test('a refused token is replaced by another, twice in one call', async () => {
  const first = await accessToken(keeper(9)).authorise(request, waiting)
  const second = await first.renew!()
  const third = await second!.renew!()
  expect([second, third].map(authorised => authorised!.request.query)).toEqual([
    [
      ['access_token', 'token-2'],
      ['x', '1'],
    ],
    [
      ['access_token', 'token-3'],
      ['x', '1'],
    ],
  ])
  expect(await third!.renew!()).toBeUndefined()
})

test('where there is no other token there is no other request', async () => {
  const first = await accessToken(keeper(1)).authorise(request, waiting)
  expect(await first.renew!()).toBeUndefined()
})
