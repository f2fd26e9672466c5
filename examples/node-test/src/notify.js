/**
 * Tells a customer that an order is on its way.
 * @param {import('wx-openapi-shim').Openapi} openapi
 * @returns whether the customer wants to know
 */
async function notifyShipped(openapi, { openid, orderId }) {
  try {
    await openapi.subscribeMessage.send({
      touser: openid,
      templateId: 'shipped',
      page: `pages/order?id=${orderId}`,
      data: { character_string1: { value: orderId } },
    })
    return true
  } catch (error) {
    // The customer did not subscribe, or no longer does.
    if (error.errCode === 43101) return false
    throw error
  }
}

module.exports = { notifyShipped }
