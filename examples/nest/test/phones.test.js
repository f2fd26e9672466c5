require('reflect-metadata')
const assert = require('node:assert/strict')
const { after, afterEach, before, test } = require('node:test')
const { NestFactory } = require('@nestjs/core')
const { startProject } = require('wx-openapi-shim/testing')
const { WeChatModule } = require('../dist/wechat.module')

let we
let app
let url
before(async () => {
  we = await startProject()
  Object.assign(process.env, we.env)
  app = await NestFactory.create(WeChatModule, { logger: false })
  await app.listen(0, '127.0.0.1')
  url = await app.getUrl()
})
afterEach(() => we.reset())
after(async () => {
  await app.close()
  await we.close()
})

const ask = code =>
  fetch(`${url}/phones`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ code }),
  })

const phoneInfo = { phoneNumber: '+8613800001234', purePhoneNumber: '13800001234', countryCode: '86' }

test('the phone number of a user is found by a code', async () => {
  await we.answer('phonenumber.getPhoneNumber', { phoneInfo })
  const response = await ask('a-code')
  assert.deepEqual([response.status, await response.json()], [201, { phone: '13800001234' }])
})

test('a code that WeChat refuses finds nothing', async () => {
  await we.fault({ method: 'phonenumber.getPhoneNumber', errcode: 40029 })
  assert.equal((await ask('old')).status, 500)
})
