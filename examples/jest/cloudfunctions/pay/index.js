const cloud = require('wx-server-sdk')

cloud.init({ env: cloud.DYNAMIC_CURRENT_ENV })

/** Keeps an order of the user who calls, and confirms it by a message. */
exports.main = async ({ item }) => {
  const { OPENID } = cloud.getWXContext()
  const { _id } = await cloud
    .database()
    .collection('orders')
    .add({ data: { item, openid: OPENID } })
  await cloud.openapi.subscribeMessage.send({
    touser: OPENID,
    templateId: 'paid',
    data: { thing1: { value: item } },
  })
  return { orderId: _id }
}
