import { isWeChat } from '../../../local/functions/fence/fence'
import { Reach, type ReachRefusal, readHost } from '../../../local/preview/server/network/reach'

const ours = 8686

function reachOf(allow: string[], addresses: Record<string, string[]> = {}, isOffline = false) {
  const asked: string[] = []
  const reach = new Reach({
    allow,
    isWeChat,
    isOffline,
    ownPorts: () => [ours],
    async lookup(name) {
      asked.push(name)
      return (addresses[name] ?? []).map(address => ({ address }))
    },
  })
  return { reach, asked }
}

/** Where a URL leads, or why it may not. */
async function judged(url: string, { reach } = reachOf([])): Promise<unknown> {
  try {
    return (await reach.targetOf(new URL(url))).addresses
  } catch (error) {
    return (error as ReachRefusal).refused.why
  }
}

const spellings = [
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '127.0.0.1.',
  '127.9.8.7',
  'localhost',
  'LocalHost',
  'localhost.',
  'shop.localhost',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '0.0.0.0',
  '0',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '１２７.0.0.1',
]

test.each(spellings)(
  'http://%s is this machine: no port of ours, and any other, without a question',
  async host => {
    const { reach, asked } = reachOf([])
    expect(await judged(`http://${host}:${ours}/`, { reach, asked })).toBe('ours')
    expect(await judged(`https://${host}:${ours}/`, { reach, asked })).toBe('ours')
    expect(await judged(`ws://${host}:${ours}/`, { reach, asked })).toBe('ours')
    expect(await judged(`http://${host}:3000/`, { reach, asked })).toEqual(expect.any(Array))
    expect(asked).toEqual([])
  },
)

test('localhost means this machine, whatever a resolver says of it', async () => {
  const to = reachOf([], { localhost: ['203.0.113.5'] })
  expect(await judged('http://localhost:3000', to)).toEqual(['127.0.0.1', '::1'])
})

test('port 80 is refused where it is ours, and the URL names none', async () => {
  const reach = new Reach({ allow: [], isWeChat, ownPorts: () => [80] })
  expect(await judged('http://127.0.0.1/', { reach, asked: [] })).toBe('ours')
})

test('a name is reached by its exact letters and its usual ports, unless another port is allowed', async () => {
  const addresses = ['203.0.113.5']
  const to = reachOf(['API.example.com', 'other.example:8443'], {
    'api.example.com': addresses,
    'other.example': addresses,
  })
  for (const url of [
    'https://api.example.com/',
    'http://api.example.com',
    'wss://API.EXAMPLE.COM./x',
    'https://other.example:8443/',
  ])
    expect([url, await judged(url, to)]).toEqual([url, addresses])
  for (const url of [
    'https://api.example.com:8443/',
    'https://other.example/',
    'https://sub.api.example.com/',
    'https://example.com/',
    'https://api.example.com.evil.example/',
    'https://api.example.com@evil.example/',
    'https://evil.example/?api.example.com',
    'https://api.example.com../',
  ])
    expect([url, await judged(url, to)]).toEqual([url, 'notAllowed'])
})

test('nothing is asked of a resolver for a name that is not allowed', async () => {
  const to = reachOf(['api.example.com'])
  await judged('https://secret.evil.example/', to)
  expect(to.asked).toEqual([])
})

test.each([
  'api.weixin.qq.com',
  'API.weixin.qq.com',
  'api.weixin.qq.com.',
  'anything.weixin.qq.com',
  'servicewechat.com',
  'x.tcb.qcloud.la',
  'tcb-admin.tencentcloudapi.com',
  '127.66.71.1',
  '[::ffff:127.66.71.1]',
])('%s is WeChat’s, and refused whatever is allowed', async host => {
  const to = reachOf([host], { 'api.weixin.qq.com': ['203.0.113.5'] })
  expect(await judged(`https://${host}/`, to)).toBe('wechat')
  expect(to.asked).toEqual([])
})

test.each([
  '127.0.0.1',
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '192.168.1.1',
  '224.0.0.1',
  '::1',
  '::',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:a00:1',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'fc00::1',
  'fe80::1',
  'ff02::1',
])(
  'an allowed name that leads to %s is refused: its owner would choose a server of this network',
  async address => {
    expect(
      await judged(
        'http://api.example.com:3000/',
        reachOf(['api.example.com:3000'], { 'api.example.com': [address] }),
      ),
    ).toBe('inside')
  },
)

test('of several addresses only those are connected to that may be', async () => {
  const to = reachOf(['api.example.com'], {
    'api.example.com': ['127.0.0.1', '203.0.113.5', '10.0.0.1', '2001:db8:1::5'],
  })
  expect(await judged('https://api.example.com/', to)).toEqual(['203.0.113.5', '2001:db8:1::5'])
})

test('a name may lead into this network where the address is allowed too, but never to a port of ours', async () => {
  const to = reachOf(['api.example.com', `api.example.com:${ours}`, '10.0.0.7', `127.0.0.1:${ours}`], {
    'api.example.com': ['10.0.0.7', '127.0.0.1'],
  })
  expect(await judged('https://api.example.com/', to)).toEqual(['10.0.0.7'])
  expect(await judged(`http://api.example.com:${ours}/`, to)).toBe('ours')
})

test('an address of this network is reached when it is allowed itself', async () => {
  expect(await judged('http://10.0.0.7/')).toBe('notAllowed')
  expect(await judged('http://10.0.0.7/', reachOf(['10.0.0.7']))).toEqual(['10.0.0.7'])
  expect(await judged('http://[fd00::7]:81/', reachOf(['[fd00::7]:81']))).toEqual(['fd00::7'])
})

test('a proxy that answers 198.18.0.5 for every name keeps no allowed name away', async () => {
  const to = reachOf(['api.example.com'], { 'api.example.com': ['198.18.0.5'] })
  expect(await judged('https://api.example.com/', to)).toEqual(['198.18.0.5'])
})

test('--offline wins over what is allowed, and leaves this machine', async () => {
  const to = reachOf(['api.example.com', '203.0.113.5'], {}, true)
  expect(await judged('https://api.example.com/', to)).toBe('offline')
  expect(await judged('https://203.0.113.5/', to)).toBe('offline')
  expect(await judged('http://127.0.0.1:3000/', to)).toEqual(['127.0.0.1'])
})

test('what is refused is named as --allow takes it', async () => {
  const refusedOf = async (url: string) =>
    (
      await reachOf([])
        .reach.targetOf(new URL(url))
        .catch(error => error)
    ).refused.host
  expect(await refusedOf('https://api.example.com/')).toBe('api.example.com')
  expect(await refusedOf('https://api.example.com:8443/')).toBe('api.example.com:8443')
  expect(await refusedOf('http://[2001:db8::1]:81/')).toBe('[2001:db8::1]:81')
  for (const host of ['api.example.com:8443', '[2001:db8::1]:81']) expect(readHost(host)).toBeDefined()
})

test.each([
  '',
  'https://api.example.com',
  'api.example.com/path',
  'u@api.example.com',
  '*.example.com',
  'a b',
  'a:b',
  '::1',
])('"%s" is not a host', given => expect(readHost(given)).toBeUndefined())

test('a host of other letters is the same as in a URL', () => {
  expect(readHost('例子.Cn.')).toEqual({ name: 'xn--fsqu00a.cn', port: undefined })
  expect(readHost('api.example.com:80')).toEqual({ name: 'api.example.com', port: 80 })
})
