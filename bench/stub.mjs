// A server in a process of its own that answers at once: WeChat's token, one small JSON, one large list, and the
// gateway that wx-server-sdk speaks to. Prints its port.
import http from 'node:http'
import protobuf from 'protobufjs'

const { root } = protobuf.parse(`syntax = "proto3";
message CommOpenApiResp { bytes resp_data = 1; string content_type = 2; int32 error_code = 3; uint32 http_code = 4; }`)
const CommOpenApiResp = root.lookupType('CommOpenApiResp')

const token = JSON.stringify({ access_token: 'bench-token', expires_in: 7200 })
const small = JSON.stringify({ errcode: 0, errmsg: 'ok', quota_num: 55 })
/** About one megabyte, as a list of accounts. */
const account = {
  biz_id: '123456789',
  delivery_id: 'YUNDA',
  create_time: 1555482786,
  status_code: 0,
  quota_num: 55,
  service_type: [{ service_type: 1, service_name: '标准快递' }],
}
const large = JSON.stringify({ errcode: 0, errmsg: 'ok', count: 6000, list: Array(6000).fill(account) })

const json = { 'content-type': 'application/json' }
const wrap = text =>
  CommOpenApiResp.encode({
    respData: Buffer.from(text),
    contentType: 'application/json',
    httpCode: 200,
  }).finish()
const wrapped = { small: wrap(small), large: wrap(large) }

const server = http.createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    const wantsLarge = request.url.includes('large') || request.url.includes('getall')
    if (request.url.split('?')[0].includes('token')) response.writeHead(200, json).end(token)
    else if (request.url.startsWith('/gateway')) {
      const bytes = wantsLarge ? wrapped.large : wrapped.small
      response
        .writeHead(200, { 'content-type': 'application/octet-stream', 'content-length': bytes.length })
        .end(bytes)
    } else response.writeHead(200, json).end(wantsLarge ? large : small)
  })
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => console.log(server.address().port))
process.on('disconnect', () => process.exit())
