const assert = require('node:assert/strict')
const { after, afterEach, before, test } = require('node:test')
const { startProject } = require('wx-openapi-shim/testing')

let we
before(async () => {
  we = await startProject()
})
afterEach(() => we.reset())
after(() => we.close())

const event = { orderId: '1', openid: 'oCUSTOMER', waybillId: 'SF1' }

test('a parcel on its way is moving', async () => {
  const pathItemList = [{ actionTime: 1796083200, actionType: 100001, actionMsg: 'picked up' }]
  await we.answer('logistics.getPath', { pathItemList })
  assert.deepEqual(await we.invoke('waybill', event), { state: 'moving' })
})

test('a parcel that WeChat does not know is unknown', async () => {
  await we.fault({ method: 'logistics.getPath', errcode: 40199 })
  assert.deepEqual(await we.invoke('waybill', event), { state: 'unknown (40199)' })
})
