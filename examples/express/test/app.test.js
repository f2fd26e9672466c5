const assert = require('node:assert/strict')
const { once } = require('node:events')
const { after, afterEach, before, test } = require('node:test')
const { createOpenapi } = require('wx-openapi-shim')
const { startProject } = require('wx-openapi-shim/testing')
const { createApp } = require('../src/app')

let we
let server
before(async () => {
  we = await startProject()
  server = createApp(createOpenapi(we.options)).listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterEach(() => we.reset())
after(async () => {
  server.closeAllConnections()
  server.close()
  await we.close()
})

async function signIn(code) {
  const response = await fetch(`http://127.0.0.1:${server.address().port}/sessions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ code }),
  })
  return [response.status, await response.json()]
}

test('a code signs its user in', async () => {
  await we.answer('auth.code2Session', { openid: 'oCUSTOMER', sessionKey: 'a-key' })
  assert.deepEqual(await signIn('a-code'), [201, { openid: 'oCUSTOMER' }])
})

test('a code that is not valid is refused', async () => {
  assert.deepEqual(await signIn('none'), [401, { errCode: 40029 }])
})

test('when WeChat fails, so does the gateway', async () => {
  await we.fault({ method: 'auth.code2Session', errcode: 45011 })
  assert.deepEqual(await signIn('a-code'), [502, { errCode: 45011 }])
})
