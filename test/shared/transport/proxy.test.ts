import type * as http from 'node:http'
import { HttpsProxyAgent } from 'https-proxy-agent'
import { createOpenapi, fixedToken } from '../../../shared'
import { environmentProxy } from '../../../shared/transport/environment-proxy'
import { type ProxiedWeChat, refusal, startProxiedWeChat } from '../../support/proxied-wechat'

type Connect = (request: unknown, options: object) => unknown
const oldAgent = require('https-proxy-agent-5') as (url: string) => http.Agent & { callback: Connect }
const { HttpsProxyAgent: Hpagent } = require('hpagent')
const { ProxyAgent } = require('proxy-agent')

let there: ProxiedWeChat
beforeEach(async () => {
  there = await startProxiedWeChat()
})
afterEach(() => there.close())

/** These agents take no options for the connection behind the proxy. */
function trusting<K extends string>(agent: http.Agent & { [k in K]: Connect }, name: K): http.Agent {
  const original: Connect = agent[name]
  const connect: Connect = (request, options) => original.call(agent, request, { ...options, ca: there.ca })
  return Object.assign(agent, { [name]: connect })
}

const agents: [string, () => http.Agent][] = [
  ['https-proxy-agent 5', () => trusting(oldAgent(there.url), 'callback')],
  ['https-proxy-agent 7', () => trusting(new HttpsProxyAgent(there.url) as never, 'connect')],
  ['hpagent', () => new Hpagent({ proxy: there.url, ca: there.ca })],
  ['proxy-agent', () => new ProxyAgent({ getProxyForUrl: () => there.url, ca: there.ca })],
]
const bodies = ['', '{"errcode":0,"errmsg":"ok","access_token":"t","expires_in":7200}']
const refusals = [400, 407, 502].flatMap(status => bodies.map(body => ({ status, body })))
const account = { appid: 'wxDemo', secret: 'the-secret', retries: 0 }

describe.each(agents)('%s', (_, make) => {
  test.each(refusals)('a refusal with $status $body is the proxy’s', async ({ status, body }) => {
    there.refuse = () => refusal(status, body)
    const openapi = createOpenapi({ ...account, agent: make() })
    await expect(openapi.logistics.getAllAccount({})).rejects.toMatchObject({
      name: 'TransportError',
      errMsg: expect.stringContaining(`the proxy refused (HTTP ${status})`),
      maybeExecuted: false,
      retryable: status !== 407,
    })
    expect(there.seen).toEqual([])
  })

  test('through a good tunnel WeChat answers', async () => {
    const agent = make()
    const openapi = createOpenapi({ ...account, agent })
    expect((await openapi.logistics.getAllAccount({})).errCode).toBe(0)
    expect(there.asked[0]!.target).toBe('api.weixin.qq.com:443')
    expect(there.seen).toEqual(['POST /cgi-bin/stable_token', 'GET /cgi-bin/express/business/account/getall'])
    agent.destroy?.()
  })
})

test('a write that a proxy refused was not executed, and nobody is told that its answer was lost', async () => {
  there.refuse = () => refusal(502)
  const openapi = createOpenapi({ ...account, agent: new HttpsProxyAgent(there.url), auth: fixedToken('t') })
  await expect(openapi.logistics.updatePrinter({ openid: 'o', updateType: 'bind' })).rejects.toMatchObject({
    name: 'TransportError',
    maybeExecuted: false,
  })
})

test('NO_PROXY exempts a domain, and loopback never goes through the proxy', () => {
  const { connectTo, secrets } = environmentProxy({
    HTTPS_PROXY: 'http://someone:p%40ssword@127.0.0.1:1',
    NO_PROXY: '.example.com, other.cn:8443',
  })
  const goes = (hostname: string, port = '') =>
    connectTo({ protocol: 'https:', hostname, port, prefix: '' }) !== undefined
  expect([
    goes('api.weixin.qq.com'),
    goes('a.example.com'),
    goes('badexample.com'),
    goes('other.cn'),
    goes('other.cn', '8443'),
    goes('127.0.0.1'),
  ]).toEqual([true, false, true, true, false, false])
  expect(secrets).toEqual(expect.arrayContaining(['someone', 'p@ssword', 'p%40ssword']))
})

test.each(['socks5://u:secret@h:1', 'localhost:1', 'x'])(
  'HTTPS_PROXY %s is refused, and not shown',
  given => {
    expect(() => environmentProxy({ HTTPS_PROXY: given })).toThrow(
      'the variable HTTPS_PROXY must be an http or https URL',
    )
  },
)

describe.each(['nock-13', 'nock-14'])('%s', name => {
  test('its answer to an https address is taken as WeChat’s, not as a proxy’s', async () => {
    const nock = require(name)
    if (!nock.isActive()) nock.activate()
    try {
      const weChat = nock('https://api.weixin.qq.com')
      weChat.post('/cgi-bin/stable_token').reply(200, { access_token: 't', expires_in: 7200 })
      weChat.get('/cgi-bin/express/business/account/getall').query(true).reply(200, { errcode: 0, list: [] })
      const { list } = await createOpenapi(account).logistics.getAllAccount({})
      expect(list).toEqual([])
      weChat.get('/cgi-bin/express/business/account/getall').query(true).reply(200, { errcode: 48001 })
      await expect(
        createOpenapi({ ...account, auth: fixedToken('t') }).logistics.getAllAccount({}),
      ).rejects.toMatchObject({
        errCode: 48001,
      })
    } finally {
      nock.cleanAll()
      nock.restore()
    }
  })
})
