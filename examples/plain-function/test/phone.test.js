const assert = require('node:assert/strict')
const { after, afterEach, before, test } = require('node:test')
const { startProject } = require('wx-openapi-shim/testing')

let we
before(async () => {
  we = await startProject({ onUnhandled: 'error' })
})
afterEach(() => we.reset())
after(() => we.close())

const phoneInfo = { phoneNumber: '+8613800001234', purePhoneNumber: '13800001234', countryCode: '86' }

test('the phone number is shown without its middle', async () => {
  await we.answer('phonenumber.getPhoneNumber', { phoneInfo })
  assert.deepEqual(await we.invoke('phone', { code: 'a-code' }), { phone: '138****1234' })
  const [{ params }] = await we.called('phonenumber.getPhoneNumber')
  assert.deepEqual(params, { code: 'a-code' })
})

test('a code that was used before is refused', async () => {
  await we.fault({ method: 'phonenumber.getPhoneNumber', errcode: 40029, times: 1 })
  await assert.rejects(we.invoke('phone', { code: 'old' }), /40029/)
})
