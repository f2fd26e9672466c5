import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Fenced, startFenced } from './fenced'

const installed = join(process.cwd(), 'node_modules/.cache/sdks/node_modules')
const tokenPath = '/cgi-bin/token?grant_type=client_credential'
const account = 'appid=wx0123456789abcdef&secret=0123456789abcdef0123456789abcdef'

/** Ways to call WeChat with what node brings; each gives the text of the answer. */
const own = {
  'node:https': `read(https.get(url))`,
  'node:https with an agent of its own': `read(https.get(url, { agent: new https.Agent({ keepAlive: false }) }))`,
  'node:https with authorities of its own': `read(https.get(url, { ca: tls.rootCertificates.slice(0, 2) }))`,
  'node:https with a secure context of its own': `read(https.get(url, { secureContext: tls.createSecureContext() }))`,
  'node:https from an address of its own': `read(https.get(url, { localAddress: '192.0.2.1', family: 4 }))`,
  'node:https that looks the name up by itself': `read(https.get(url, { lookup: dns.lookup }))`,
  'node:http': `read(http.get(url.replace('https', 'http')))`,
  'the address that a look-up gave': `dns.promises.resolve4('api.weixin.qq.com').then(([host]) =>
    read(https.get({ host, servername: 'api.weixin.qq.com', path, headers: { Host: 'api.weixin.qq.com' } })))`,
  'tls.connect': `raw(tls.connect(443, 'api.weixin.qq.com', { servername: 'api.weixin.qq.com' }))`,
  'tls over a socket of its own': `raw(tls.connect({
    socket: net.connect(443, 'api.weixin.qq.com'), servername: 'api.weixin.qq.com' }))`,
  'node:http2': `overHttp2()`,
  fetch: `fetch(url).then(answer => answer.text())`,
  'a worker': `inWorker({})`,
  'a worker without options of node': `inWorker({ execArgv: [] })`,
  'a child process': `inChild()`,
}

const packages = {
  'axios-0.21.4': `axios.get(url).then(({ data }) => JSON.stringify(data))`,
  'axios-1.13.2': `axios.get(url).then(({ data }) => JSON.stringify(data))`,
  'got-9.6.0': `got(url).then(({ body }) => body)`,
  'got-11.8.6': `got(url).then(({ body }) => body)`,
  'got-11.8.6 http2': `got(url, { http2: true }).then(({ body }) => body)`,
  'node-fetch-2.7.0': `fetch(url).then(answer => answer.text())`,
  'request-2.88.2': `new Promise((resolve, reject) => request(url, (error, _, body) => error ? reject(error) : resolve(body)))`,
  'superagent-10.2.3': `superagent.get(url).then(({ text }) => text)`,
  'undici-6.22.0': `undici.request(url).then(({ body }) => body.text())`,
}

const prelude = `
  const [dns, http, https, http2, net, tls] = ['dns', 'http', 'https', 'http2', 'net', 'tls'].map(name => require(name))
  const path = '${tokenPath}&${account}'
  const url = 'https://api.weixin.qq.com' + path
  const text = stream => new Promise((resolve, reject) => {
    let all = ''
    stream.setEncoding('utf8').on('data', part => { all += part }).on('error', reject).on('end', () => resolve(all))
  })
  const read = request => new Promise((resolve, reject) => request.on('error', reject).on('response', answer => resolve(text(answer))))
  const raw = socket => {
    socket.write('GET ' + path + ' HTTP/1.1\\r\\nHost: api.weixin.qq.com\\r\\nConnection: close\\r\\n\\r\\n')
    return text(socket).then(all => all.slice(all.indexOf('{')))
  }
  const overHttp2 = async () => {
    const session = http2.connect('https://api.weixin.qq.com')
    try { return await text(session.request({ ':path': path }).end()) } finally { session.close() }
  }
  const program = 'const tell = require("worker_threads").parentPort;' +
    'require("https").get(' + JSON.stringify(url) + ', answer => answer.on("data", data => (tell ? tell.postMessage(String(data)) : process.stdout.write(data))))'
  const inWorker = options => new Promise((resolve, reject) =>
    new (require('worker_threads').Worker)(program, { eval: true, ...options }).on('message', resolve).on('error', reject))
  const inChild = () => new Promise((resolve, reject) => require('child_process').execFile(process.execPath, ['-e', program],
    (error, out, said) => error ? reject(new Error(said)) : resolve(out)))
`
const nameOf = (key: string) => /^[a-z-]+/.exec(key)![0].replace(/-$/, '')
const packageOf = (key: string) => key.split(' ')[0]!
const variable = (key: string) => (nameOf(key) === 'node-fetch' ? 'fetch' : nameOf(key))

const present = Object.entries(packages).filter(([key]) => existsSync(join(installed, packageOf(key))))
const table = (ways: [string, string][]) =>
  ways.map(([key, way]) => `${JSON.stringify(key)}: () => ${way}`).join(',\n')

let fenced: Fenced
beforeAll(async () => {
  const loaded = present.map(([key, way]) => {
    const folder = JSON.stringify(join(installed, packageOf(key)))
    const exported = `(loaded => loaded.default ?? loaded)(require(${folder}))`
    return [key, `(${variable(key)} => ${way})(${exported})`] as [string, string]
  })
  fenced = await startFenced({
    'own/index.js': `${prelude} const ways = {${table(Object.entries(own))}}; exports.main = ({ way }) => ways[way]()`,
    'packages/index.js': `${prelude} const ways = {${table(loaded)}}; exports.main = ({ way }) => ways[way]()`,
    'esm/package.json': '{ "type": "module" }',
    'esm/index.js': `import { get } from 'node:https'
      import { lookup } from 'node:dns/promises'
      export const main = async () => {
        const { address } = await lookup('api.weixin.qq.com')
        return new Promise((resolve, reject) => get('https://api.weixin.qq.com${tokenPath}&${account}', answer => {
          answer.setEncoding('utf8').on('data', resolve)
        }).on('error', reject)).then(text => address.startsWith('127.') && text)
      }`,
  })
})
afterAll(() => fenced.close())

async function expectToken(name: string, way?: string): Promise<void> {
  const text = (await fenced.functions.invoke({ name, data: { way } })) as string
  expect(fenced.waysOut()).toEqual([])
  expect(JSON.parse(text)).toMatchObject({ access_token: expect.stringMatching(/^EMU_/) })
}

test.each(Object.keys(own))('a function that calls WeChat by %s reaches the emulator', way =>
  expectToken('own', way),
)

test('so does a function in ESM that imports get', () => expectToken('esm'))

for (const key of Object.keys(packages)) {
  const isThere = existsSync(join(installed, packageOf(key)))
  const title = `so does one that calls by ${key}`
  const run = isThere ? test : test.skip
  run(isThere ? title : `${title} (skipped: node tools/install-sdks.mjs was not run)`, () =>
    expectToken('packages', key),
  )
}
