import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { startFunctions } from '../../local/functions/start-functions'
import { useCommand } from '../local/cli/command'
import { bundleScript } from '../support/bundle'
import { leaksOf, spellingsOf } from './support/spellings'
import { startWeChat } from './support/we-chat'

const account = {
  appid: 'wxc4n4ry00000000',
  secret: 'c4n4ry-s3cr3t+/=&%c4n4ry-s3cr3t!',
  payAppKey: 'c4n4ry-4pp-k3y-0123456789',
  sessionKey: 'YzRuNHJ5LXMzc3MxMG4tazN5LTAx',
}
const { appid, secret, payAppKey, sessionKey } = account
const secrets = [secret, payAppKey, sessionKey]
/** One that the emulator does not know. */
const wrongSecret = 'c4n4ry-wr0ng-s3cr3t-0123456789'
const command = useCommand()

describe('what the command says of a call that failed', () => {
  const token = 'c4n4ry-t0k3n+/=&c4n4ry'
  const quoting = [...secrets, token].flatMap(spellingsOf).join(' ')
  const environment = {
    WX_APPID: appid,
    WX_SECRET: secret,
    WX_PAY_APP_KEY: payAppKey,
    WX_SESSION_KEY: sessionKey,
  }
  const params = JSON.stringify({ openid: 'oUser', env: 0, userIp: '127.0.0.1' })
  const call = ['call', 'xpay.queryUserBalance', params, '--live', '--base-url']

  test.each<[string, object | string]>([
    ['an errcode', { errcode: 47001, errmsg: `${quoting} access_token=${encodeURIComponent(token)}` }],
    ['a page', `<html>${quoting}</html>`],
  ])('X1 holds no byte of a secret when WeChat quotes it in %s', async (_, answer) => {
    const weChat = await startWeChat()
    weChat.answerToken = () => ({ access_token: token, expires_in: 7200 })
    weChat.answerAny = () => answer
    const runs = await Promise.all(
      [['--verbose'], ['--json']].map(args =>
        command.run([...call, weChat.url, ...args], { env: environment }),
      ),
    )
    await weChat.close()
    const said = runs.map(({ stdout, stderr }) => stdout + stderr)
    expect([weChat.calls.length > 1, runs.map(({ code }) => code === 0)]).toEqual([true, [false, false]])
    expect(said.map(text => text.includes('xpay.queryUserBalance'))).toEqual([true, true])
    expect(leaksOf([...secrets, token], said.join('\n'))).toEqual([])
  })

  test('X1 holds no byte of a secret when WeChat quotes it instead of giving a token', async () => {
    const weChat = await startWeChat()
    weChat.answerToken = () => ({ errcode: 40125, errmsg: `bad ${spellingsOf(secret).join(' ')}` })
    const { stdout, stderr } = await command.run([...call, weChat.url, '--verbose'], { env: environment })
    await weChat.close()
    expect(stdout + stderr).toContain('40125')
    expect(leaksOf([secret], stdout + stderr)).toEqual([])
  })
})

/** A program that makes a call of every kind of authorisation, good and bad, and prints all that it is told. */
const program = `
import { inspect } from 'node:util'
import { createOpenapi } from './shared'
import { fileStore } from './shared/stores'
const { folder, calls, ...options } = JSON.parse(process.env.SETTING)
const note = what => console.log(inspect(what, { depth: 20, showHidden: true, getters: true }), JSON.stringify(what))
const openapi = createOpenapi({ ...options, store: fileStore(folder), onRequest: note, onResponse: note, onRetry: note,
  onTokenRefresh: note, onWarning: note })
note(openapi)
const run = async () => {
  for (const [method, params] of calls)
    await openapi.call(method, params).then(() => console.log(method, 'ok'), error => (console.error(error), note(error)))
}
run()
`
const calls = [
  ['logistics.getAllAccount', {}],
  ['logistics.addOrder', {}],
  ['auth.code2Session', { jsCode: 'demo-code' }],
  ['auth.checkSessionKey', { openid: 'oUser' }],
  ['xpay.queryUserBalance', { openid: 'oUser', env: 0, userIp: '127.0.0.1' }],
  // A secret that was put into the wrong place.
  ['logistics.updatePrinter', { openid: secret, updateType: 'bind' }],
  ['logistics.noSuch', {}],
]

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap(entry =>
    entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)],
  )
const textOf = async (url: string, headers = {}) => (await fetch(url, { headers })).text()

test('X1 nothing that an emulator, a program, a function and their stores print or write holds a secret', async () => {
  const [seed, store] = ['seed.json', 'store'].map(name => join(command.folder, name))
  writeFileSync(seed, JSON.stringify({ accounts: [account] }))
  const emulator = command.start(['emulator', '--port', '0', '--seed', seed])
  const greeting = await emulator.until('Ctrl-C ends it')
  const url = /base URL +(\S+)/.exec(greeting)![1]!

  const said: string[] = []
  const { file, remove } = await bundleScript(program)
  const setting = JSON.stringify({ ...account, baseUrl: url, folder: store, calls })
  const env = { PATH: process.env.PATH, TMPDIR: join(command.folder, 'tmp'), SETTING: setting }
  const ran = await promisify(execFile)(process.execPath, [file], { env })
  remove()
  said.push(ran.stdout, ran.stderr)

  const environment = {
    WX_OPENAPI_BASE_URL: url,
    WX_APPID: appid,
    WX_SECRET: secret,
    OPENAPI_OPERATORS: 'oBoss',
  }
  const functions = startFunctions({ root: 'cloudfunctions', environment, onLog: line => said.push(line) })
  const caller = { OPENID: 'oBoss' }
  const replies: string[] = []
  for (const method of ['logistics.getAllAccount', 'logistics.addOrder', 'logistics.noSuch']) {
    replies.push(JSON.stringify(await functions.invoke({ name: 'logistics', data: { method }, caller })))
  }
  await functions.close()
  said.push(...replies)
  expect(replies.map(reply => reply.includes('"errCode":0'))).toEqual([true, false, false])

  const tokenFor = async (given: string): Promise<{ access_token?: string; errcode?: number }> => {
    const body = JSON.stringify({ grant_type: 'client_credential', appid, secret: given })
    return (await fetch(`${url}/cgi-bin/stable_token`, { method: 'POST', body })).json()
  }
  expect((await tokenFor(wrongSecret)).errcode).toBe(40125)
  const page = await textOf(`${url}/__emu/`, { accept: 'text/html' })
  said.push(page)
  for (const route of ['log', 'effects', 'faults', 'quota']) said.push(await textOf(`${url}/__emu/${route}`))
  const token = (await tokenFor(secret)).access_token!
  emulator.child.kill('SIGINT')
  const { stdout, stderr } = await emulator.ended
  said.push(stdout, stderr)

  expect(calls.filter(([method]) => !said.join().includes(String(method)))).toEqual([])
  expect([page.includes('auth.code2Session'), ran.stdout.includes('xpay.queryUserBalance ok')]).toEqual([
    true,
    true,
  ])
  expect(leaksOf([...secrets, wrongSecret, token], said.join('\n'))).toEqual([])
  const written = [store, join(command.folder, 'tmp')]
    .flatMap(filesIn)
    .map(path => readFileSync(path, 'utf8'))
  expect(written.filter(text => text.includes(token))).toHaveLength(1)
  expect(leaksOf(secrets, written.join('\n'))).toEqual([])
})
