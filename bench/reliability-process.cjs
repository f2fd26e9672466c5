// One process of a fleet: `<library> <url> <folder>`. Told `{ jump, calls }`, it moves its clocks on and makes the calls.
const { existsSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')

const [, , library, url, folder] = process.argv
let skew = 0
const { now } = Date
const { hrtime } = process
Date.now = () => now() + skew
const RealDate = Date
globalThis.Date = class extends RealDate {
  constructor(...given) {
    if (given.length === 0) super(RealDate.now())
    else super(...given)
  }
}
process.hrtime = Object.assign(
  () => {
    const [seconds, nanoseconds] = hrtime()
    const total = seconds * 1000 + nanoseconds / 1e6 + skew
    return [Math.floor(total / 1000), (total % 1000) * 1e6]
  },
  { bigint: hrtime.bigint },
)

const shim = () => {
  const { createOpenapi } = require('../dist/cjs/index.js')
  const { fileStore } = require('../dist/cjs/stores.js')
  const store = fileStore(join(folder, 'ours'))
  const openapi = createOpenapi({
    appid: 'wx1',
    secret: 'x'.repeat(32),
    baseUrl: url,
    store,
    timeoutMs: 20_000,
  })
  return () => openapi.logistics.getAllDelivery()
}

// What their documentation shows for several processes: the token in a file that all read and write.
const file = join(folder, `${library}.json`)
const load = () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null)
const save = token => {
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(token))
  renameSync(`${file}.${process.pid}`, file)
}

const coWechatApi = () => {
  const API = require('co-wechat-api')
  const api = new API(
    'wx1',
    'x'.repeat(32),
    async () => load(),
    async token => save(token),
  )
  api.prefix = `${url}/cgi-bin/`
  api.endpoint = url
  api.defaults = {}
  const request = api.request.bind(api)
  api.request = (address, ...rest) => request(address.replace('https://api.weixin.qq.com', url), ...rest)
  return () => api.getMenu()
}

const wechatApi = () => {
  const API = require('wechat-api')
  const api = new API(
    'wx1',
    'x'.repeat(32),
    done => done(null, load()),
    (token, done) => {
      save(token)
      done(null)
    },
  )
  const request = api.request.bind(api)
  api.request = (address, ...rest) => request(address.replace('https://api.weixin.qq.com', url), ...rest)
  return () =>
    new Promise((resolve, reject) =>
      api.getMenu((error, result) => (error ? reject(error) : resolve(result))),
    )
}

const call = { 'wx-openapi-shim': shim, 'co-wechat-api': coWechatApi, 'wechat-api': wechatApi }[library]()

process.on('message', async ({ jump = 0, calls }) => {
  skew += jump
  let failed = 0
  let said
  await Promise.all(
    Array.from({ length: calls }, () =>
      call().catch(error => {
        failed += 1
        said = String(error.message)
      }),
    ),
  )
  process.send({ failed, said })
})
process.send('ready')
