// The same call made by each library, as its users make it: `small` is a POST with a small answer, `large` a GET
// whose answer is a list of 1 MB.
const { join } = require('node:path')

const appid = 'wx-bench'
const secret = 'bench-secret'
const params = { deliveryId: 'YUNDA', bizId: '123456789' }

module.exports = {
  'wx-openapi-shim'(url, size) {
    const { createOpenapi } = require(join(__dirname, '../dist/cjs/index.js'))
    const openapi = createOpenapi({ appid, secret, baseUrl: url })
    return size === 'small'
      ? () => openapi.logistics.getQuota(params)
      : () => openapi.logistics.getAllAccount()
  },

  'node:http'(url, size) {
    const http = require('node:http')
    const agent = new http.Agent({ keepAlive: true, maxSockets: 100, maxFreeSockets: 100 })
    const wire = JSON.stringify({ delivery_id: 'YUNDA', biz_id: '123456789' })
    const call = (method, body) =>
      new Promise((resolve, reject) => {
        const headers = body
          ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
          : {}
        const request = http.request(
          `${url}/${size}?access_token=bench-token`,
          { agent, method, headers },
          response => {
            const chunks = []
            response.on('data', chunk => chunks.push(chunk))
            response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString('utf8'))))
          },
        )
        request.on('error', reject)
        request.end(body)
      })
    return size === 'small' ? () => call('POST', wire) : () => call('GET')
  },

  'co-wechat-api'(url, size) {
    const API = require('co-wechat-api')
    const api = new API(appid, secret)
    api.prefix = `${url}/${size}/`
    return size === 'small' ? () => api.updateRemark('openid', 'remark') : () => api.getGroups()
  },

  'wx-server-sdk'(url, size) {
    process.env.TENCENTCLOUD = 'true'
    const cloud = require('wx-server-sdk')
    cloud.init({ env: 'bench', serviceUrl: `${url}/gateway/${size}`, secretId: 'x', secretKey: 'y' })
    const { logistics } = cloud.openapi
    return size === 'small' ? () => logistics.getQuota(params) : () => logistics.getAllAccount({})
  },
}
