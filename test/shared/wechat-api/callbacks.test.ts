import { spawnSync } from 'node:child_process'
import { bundleScript } from '../../support/bundle'

/** What a program of its own prints; `api` has a token, and no call of it leaves the machine. */
async function printed(program: string): Promise<string> {
  const script = await bundleScript(`
    import { API } from './shared/wechat-api'
    const api = new API('wxappid', 'secret', async () => ({ accessToken: 'kept', expireTime: Date.now() + 1e6 }))
    api.endpoint = 'http://127.0.0.1:9'
    ${program}
  `)
  try {
    return spawnSync(process.execPath, [script.file], { encoding: 'utf8', timeout: 100_000 }).stdout
  } finally {
    script.remove()
  }
}

test.each([
  ['an error', 'getIp()'],
  ['an answer', "_getJsConfig({ url: 'https://a.b' })"],
])(
  'F4 what a callback throws at %s is an uncaught exception, and the callback is called once',
  async (_, call) => {
    const output = await printed(`
    api.jsTicket = { ticket: 'ticket', expireTime: 1 }
    let times = 0
    process.on('uncaughtException', error => console.log('uncaught', error.message))
    process.on('unhandledRejection', () => console.log('unhandled rejection'))
    process.on('exit', () => console.log('called', times))
    const back = () => { times += 1; throw new Error('of the program') }
    api.${call.replace(/\)$/, call.endsWith('()') ? 'back)' : ', back)')}
  `)
    expect(output).toBe('uncaught of the program\ncalled 1\n')
  },
)

test('a method with a callback leaves no rejection behind', async () => {
  const output = await printed(`
    process.on('unhandledRejection', () => console.log('unhandled rejection'))
    api.getIp(error => console.log(error.name))
  `)
  expect(output).toBe('WeChatAPIRequestError\n')
})

test('memory as a store in production is warned of once, in the words of no token', async () => {
  const output = await printed(`
    process.env.NODE_ENV = 'production'
    console.warn = text => console.log(text)
    const { AccessToken } = API
    const other = new API('wxappid', 'secret')
    for (let time = 0; time < 3; time += 1) other.saveToken(AccessToken('token', 1), () => undefined)
  `)
  expect(output).toBe(
    'wechat-api: tokens are kept in the memory of this process; give getToken and saveToken to share them\n',
  )
})
