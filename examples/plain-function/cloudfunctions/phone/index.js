const { createOpenapi } = require('wx-openapi-shim')

// In the cloud, WX_APPID and WX_SECRET are variables of the function.
const openapi = createOpenapi()

/** The phone number of the user, by the code that a button of the page gave; without the middle, for a list. */
exports.main = async ({ code }) => {
  const { phoneInfo } = await openapi.phonenumber.getPhoneNumber({ code })
  return { phone: phoneInfo.purePhoneNumber.replace(/(\d{3})\d+(\d{4})/, '$1****$2') }
}
