const assert = require('node:assert/strict')
const { after, afterEach, before, test } = require('node:test')
const { createOpenapi } = require('wx-openapi-shim')
const { startProject } = require('wx-openapi-shim/testing')
const { notifyShipped } = require('../src/notify')

let we
let openapi
before(async () => {
  we = await startProject()
  openapi = createOpenapi(we.options)
})
afterEach(() => we.reset())
after(() => we.close())

const order = { openid: 'oCUSTOMER', orderId: '2026-17' }

test('the customer gets a message that leads to the order', async () => {
  assert.equal(await notifyShipped(openapi, order), true)
  const [{ params }] = await we.called('subscribeMessage.send')
  assert.equal(params.touser, 'oCUSTOMER')
  assert.equal(params.page, 'pages/order?id=2026-17')
})

test('a customer who did not subscribe is no error', async () => {
  await we.fault({ method: 'subscribeMessage.send', errcode: 43101 })
  assert.equal(await notifyShipped(openapi, order), false)
})

test('a token that WeChat has revoked is replaced', async () => {
  await notifyShipped(openapi, order)
  await we.revoke()
  assert.equal(await notifyShipped(openapi, order), true)
})
