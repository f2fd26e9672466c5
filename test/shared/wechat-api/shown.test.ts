import { inspect } from 'node:util'
import { API } from '../../../shared/wechat-api'
import { type Opened, open, secret } from './opened'

let opened: Opened
beforeEach(async () => {
  opened = await open(({ path }) =>
    path === '/cgi-bin/ticket/getticket'
      ? { errcode: 0, ticket: 'ticket-0123456789', expires_in: 7200 }
      : undefined,
  )
  await opened.api.getJsConfig({ url: 'https://a.b/' })
})
afterEach(() => opened.close())

test.each([
  ['util.inspect', (api: unknown) => inspect(api, { depth: 20 })],
  ['util.inspect of what holds it', (api: unknown) => inspect({ service: { api } }, { depth: 20 })],
  [
    'util.inspect with all that is hidden',
    (api: unknown) => inspect(api, { depth: 20, showHidden: true, getters: true }),
  ],
  ['JSON.stringify', (api: unknown) => JSON.stringify({ api })],
])('%s shows neither secret, nor token, nor ticket', (_, show) => {
  Object.assign(opened.api, { config: { appsecret: secret, note: `for ${secret}` } })
  const text = show(opened.api)
  expect(text).toContain('wxappid')
  for (const hidden of [secret, 'token-1', 'ticket-0123456789']) expect(text).not.toContain(hidden)
})

test('the class that is shown is the one that it is', () => {
  class Shop extends API {}
  expect(inspect(new Shop('wxappid', secret))).toMatch(/^Shop \{/)
})

test('the secret stays a member that programs read and copy', async () => {
  expect(Object.keys(opened.api)).toContain('appsecret')
  const copy = Object.assign(Object.create(API.prototype), opened.api) as API
  expect(copy.appsecret).toBe(secret)
  expect(await copy.getIp()).toEqual({ errcode: 0, errmsg: 'ok' })
})
