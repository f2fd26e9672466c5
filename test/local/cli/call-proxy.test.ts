import { type ProxiedWeChat, refusal, startProxiedWeChat } from '../../support/proxied-wechat'
import { useCommand } from './command'

const command = useCommand()
let there: ProxiedWeChat
beforeEach(async () => {
  there = await startProxiedWeChat()
})
afterEach(() => there.close())

const call = (proxy: string, ...more: string[]) =>
  command.run(['call', 'logistics.getAllAccount', '--live', ...more], {
    env: {
      WX_APPID: 'wx00000000000live',
      WX_SECRET: 'the-secret-of-the-owner',
      NODE_EXTRA_CA_CERTS: there.caFile,
      HTTPS_PROXY: proxy,
    },
  })
const proxied = () => `http://shopkeeper:password-of-seven@127.0.0.1:${there.port}`
const hidden = /shopkeeper|password-of-seven|the-secret-of-the-owner|c2hvcGtlZXBlc/

test.each([[[]], [['--verbose']]])(
  '--live goes through the proxy of the environment, with %p',
  async more => {
    const { code, stdout, stderr } = await call(proxied(), '--json', ...more)
    expect([code, JSON.parse(stdout).errCode]).toEqual([0, 0])
    expect(there.asked[0]!.target).toBe('api.weixin.qq.com:443')
    expect(there.seen).toEqual(['POST /cgi-bin/stable_token', 'GET /cgi-bin/express/business/account/getall'])
    expect(stderr.includes('> GET /cgi-bin/express/business/account/getall')).toBe(more.length > 0)
    expect(stdout + stderr).not.toMatch(hidden)
  },
)

test.each([[[]], [['--verbose']]])(
  'an HTTPS_PROXY that cannot be used ends as any wrong setting does, with %p',
  async more => {
    const { code, stdout, stderr } = await call(
      'socks5://shopkeeper:password-of-seven@127.0.0.1:1',
      '--json',
      ...more,
    )
    expect(JSON.parse(stdout).error).toMatchObject({
      errCode: -604904,
      errMsg: expect.stringContaining('the variable HTTPS_PROXY must be an http or https URL'),
    })
    expect(code).toBe(2)
    expect(stdout + stderr).not.toMatch(hidden)
  },
)

test.each([[[]], [['--verbose']]])('a proxy that refuses is named as what failed, with %p', async more => {
  there.refuse = () => refusal(407)
  const { code, stdout, stderr } = await call(proxied(), '--json', ...more)
  expect(JSON.parse(stdout).error.errMsg).toContain('the proxy refused (HTTP 407)')
  expect(code).not.toBe(0)
  expect(stdout + stderr).not.toMatch(hidden)
})
