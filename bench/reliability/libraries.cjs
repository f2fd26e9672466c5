// The libraries as their users set them up, but for the address. Each gives its client, a way to call
// any method, and a call that reads.
const { existsSync, readFileSync, renameSync, writeFileSync } = require('node:fs')
const { join } = require('node:path')

const appid = 'wx1'
const someSecret = 'x'.repeat(32)

/** What the documentation of the older ones shows for several processes: the token in a file that all read and write. */
function tokenFile(folder) {
  const file = join(folder, 'token.json')
  return {
    load: () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null),
    save(token) {
      writeFileSync(`${file}.${process.pid}`, JSON.stringify(token))
      renameSync(`${file}.${process.pid}`, file)
    },
  }
}

function redirect(api, url) {
  const request = api.request.bind(api)
  api.request = (address, ...rest) => request(address.replace('https://api.weixin.qq.com', url), ...rest)
}

module.exports = {
  'wx-openapi-shim'({ url, folder, secret = someSecret, ...options }) {
    const { createOpenapi } = require('../../dist/cjs/index.js')
    const { fileStore } = require('../../dist/cjs/stores.js')
    const store = folder && { store: fileStore(join(folder, 'tokens')) }
    const client = createOpenapi({ appid, secret, baseUrl: url, ...store, ...options })
    const call = (name, params) => client.call(name, params)
    return { client, call, read: () => client.logistics.getAllDelivery() }
  },

  // The class that stands for the older two.
  'wx-openapi-shim/wechat-api'({ url, secret = someSecret, timeoutMs }) {
    const API = require('../../dist/cjs/wechat-api.js')
    const client = new API(appid, secret)
    client.endpoint = url
    if (timeoutMs) client.setOpts({ timeout: timeoutMs })
    const call = (name, ...given) => client[name](...given)
    return { client, call, read: () => call('getMenu') }
  },

  'co-wechat-api'({ url, folder, secret = someSecret, timeoutMs }) {
    const API = require('co-wechat-api')
    const file = folder && tokenFile(folder)
    const shared = file ? [async () => file.load(), async token => file.save(token)] : []
    const client = new API(appid, secret, ...shared)
    if (timeoutMs) client.setOpts({ timeout: timeoutMs })
    redirect(client, url)
    const call = (name, ...given) => client[name](...given)
    return { client, call, read: () => call('getMenu') }
  },

  'wechat-api'({ url, folder, secret = someSecret, timeoutMs }) {
    const API = require('wechat-api')
    const file = folder && tokenFile(folder)
    const save = (token, done) => {
      file.save(token)
      done(null)
    }
    const shared = file ? [done => done(null, file.load()), save] : []
    const client = new API(appid, secret, ...shared)
    if (timeoutMs) client.setOpts({ timeout: timeoutMs })
    redirect(client, url)
    const call = (name, ...given) =>
      new Promise((resolve, reject) =>
        client[name](...given, (error, result) => (error ? reject(error) : resolve(result))),
      )
    return { client, call, read: () => call('getMenu') }
  },
}
