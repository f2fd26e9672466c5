const { we } = require('wx-openapi-shim/jest')

test('a paid order is kept, and the customer is told', async () => {
  const { orderId } = await we.invoke('pay', { item: 'tea' }, { openid: 'oCUSTOMER' })
  expect(await we.database.dump('orders')).toEqual([{ _id: orderId, item: 'tea', openid: 'oCUSTOMER' }])
  const [message] = await we.called('subscribeMessage.send')
  expect(message.params).toMatchObject({ touser: 'oCUSTOMER', data: { thing1: { value: 'tea' } } })
})

test('each test begins with an empty shop', async () => {
  expect(await we.database.dump()).toEqual({})
  expect(await we.called('subscribeMessage.send')).toEqual([])
})

test('when WeChat is down, the function fails', async () => {
  await we.fault({ method: 'subscribeMessage.send', errcode: 43101 })
  await expect(we.invoke('pay', { item: 'tea' })).rejects.toThrow('43101')
})
