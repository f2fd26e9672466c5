// Makes calls with marked secrets when it is told to, and prints all that comes of them: every error in every way an
// error can be shown, every event, the client. A NUL ends each text; what a library prints by itself stands between them.
const { inspect } = require('node:util')
const libraries = require('./libraries.cjs')
const takeOrders = require('./orders.cjs')

const { library, url, secret, sessionKey, payAppKey, controls } = JSON.parse(process.argv[2])
const timeoutMs = 150

const print = text => process.stdout.write(`${text}\0`)
const show = value => inspect(value, { depth: 20, showHidden: true, getters: true })
function everyShow(error, level = 0) {
  const { stack, message, cause } = error
  const inner = cause && level < 5 ? everyShow(cause, level + 1) : ''
  return [show(error), JSON.stringify(error), String(error), stack, message, inner].join('\n')
}

/** Some methods of every way to sign and every effect, with what any of them may need. */
function sample() {
  const { listEndpoints } = require('../../dist/cjs/catalog.js')
  const kinds = new Map()
  for (const { name, auth, effect, body } of listEndpoints()) {
    const kind = [auth, typeof effect === 'string' ? effect : 'keyed', body].join()
    kinds.set(kind, [...(kinds.get(kind) ?? []), name].slice(0, 3))
  }
  return [...kinds.values()].flat()
}

function ours() {
  const { memoryStore } = require('../../dist/cjs/stores.js')
  const note = event => print(`${show(event)} ${JSON.stringify(event)}`)
  const hooks = ['onRequest', 'onResponse', 'onRetry', 'onTokenRefresh', 'onWarning']
  const { client, call } = libraries[library]({
    url,
    secret,
    timeoutMs,
    sessionKey,
    payAppKey,
    retries: 1,
    store: { ...memoryStore(), publish: () => Promise.reject(new Error(secret)) },
    ...Object.fromEntries(hooks.map(name => [name, note])),
  })
  const params = { openid: 'o1', env: 0, orderId: '1', deliveryId: 'SF', jsCode: 'demo-c' }
  const signal = AbortSignal.abort(new Error(secret))
  const calls = [
    ...sample().map(name => () => call(name, params)),
    () => client.call('logistics.getAllDelivery', {}, { signal }),
    () => client.call('logistics.getAllAccount', { accessToken: secret }),
    () => client.request({ verb: 'GET', path: '/a/b', query: { secret, access_token: sessionKey } }),
  ]
  return { client, calls }
}

function theirs() {
  const { client, call } = libraries[library]({ url, secret, timeoutMs })
  const calls = [
    () => call('getMenu'),
    () => call('getTags'),
    () => call('sendText', 'o1', 'text'),
    () => call('updateRemark', 'o1', 'remark'),
  ]
  return { client, calls }
}

for (const control of controls) print(control)

takeOrders(async () => {
  const { client, calls } = library === 'wx-openapi-shim' ? ours() : theirs()
  let failed = 0
  for (const call of calls) {
    try {
      await call()
    } catch (error) {
      failed += 1
      print(everyShow(error))
    }
  }
  print(show(client))
  print(JSON.stringify(client) ?? '')
  return { failed }
})
