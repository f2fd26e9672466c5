import { inspect } from 'node:util'
import { SealedSecret } from '../../../../local/emulator/accounts/account'
import { ask } from '../../emulator/plain-client'
import { type Fenced, startFenced } from './fenced'

const appid = 'wx0123456789abcdef'
const secret = 'fedcba9876543210fedcba9876543210'
const functions = {
  'main/index.js': `
    const call = async (path, body) => (await fetch('https://api.weixin.qq.com' + path, body && { method: 'POST', body: JSON.stringify(body) })).json()
    exports.main = ({ path, body }) => call(path, body)`,
  'shared/index.js': `
    const cloud = require(${JSON.stringify(require.resolve('wx-server-sdk'))})
    cloud.init()
    exports.main = ({ appid }) => cloud.openapi({ appid }).wxacode.get({ path: 'a' }).then(({ errCode }) => errCode, ({ errCode }) => errCode)`,
}

let fenced: Fenced
beforeEach(async () => {
  fenced = await startFenced(functions)
})
afterEach(() => fenced.close())

const call = (path: string, body?: object) =>
  fenced.functions.invoke({ name: 'main', data: { path, body } }) as Promise<Record<string, any>>
const askToken = (id: string, key: string) =>
  call(`/cgi-bin/token?grant_type=client_credential&appid=${id}&secret=${key}`)

test('an appid and a secret of a function’s own are taken as an account', async () => {
  const { access_token } = await askToken(appid, secret)
  expect(await call(`/cgi-bin/get_api_domain_ip?access_token=${access_token}`)).toHaveProperty('ip_list')
  expect(await askToken(appid, secret)).toHaveProperty('access_token')
})

test('the first secret of an appid counts', async () => {
  await askToken(appid, secret)
  expect(await askToken(appid, secret.replace('f', '0'))).toMatchObject({ errcode: 40125 })
})

test('a function can call for another mini program that shares its environment', async () => {
  const callFor = (id: string) => fenced.functions.invoke({ name: 'shared', data: { appid: id } })
  expect(await callFor(appid)).toBe(0)
  expect(await callFor('wxnope')).toBe(40013)
})

test.each([
  ['wxdemo0000000001', secret, 40013],
  ['wx0123456789ABCDEF', secret, 40013],
  [appid, 'short', 40125],
])('%s with %s is no account', async (id, key, errcode) => {
  expect(await askToken(id, key)).toMatchObject({ errcode })
})

test('the plain port knows nothing of such accounts', async () => {
  const path = `/cgi-bin/token?grant_type=client_credential&appid=${appid}&secret=${secret}`
  expect((await ask(fenced.emulator.port, 'GET', path)).json).toMatchObject({ errcode: 40013 })
})

test('log and page show the secret nowhere, whatever it is called', async () => {
  await call('/cgi-bin/stable_token', { grant_type: 'client_credential', appid, secret })
  await call(`/cgi-bin/nothing/${secret}?other=${secret}`, { text: `my key: ${secret}.` })
  const { port } = fenced.emulator
  for (const path of ['/__emu/log', '/__emu/effects'])
    expect((await ask(port, 'GET', path)).text).not.toContain(secret)
  const page = await ask(port, 'GET', '/__emu/', { headers: { accept: 'text/html' } })
  expect(page.text).toContain('***')
  expect(page.text).not.toContain(secret)
})

test('a sealed secret is recognised, and shown by nothing', () => {
  const sealed = new SealedSecret(secret)
  expect([sealed.matches(secret), sealed.matches(`${secret} `)]).toEqual([true, false])
  expect(inspect(sealed, { showHidden: true, depth: 9 }) + JSON.stringify(sealed)).not.toContain(secret)
})
