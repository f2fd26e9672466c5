import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { createOpenapi } from 'wx-openapi-shim'
import { startProject } from 'wx-openapi-shim/testing'
import { createApp } from '../src/app.js'

let we
let app
before(async () => {
  we = await startProject()
  app = createApp(createOpenapi(we.options))
})
afterEach(() => we.reset())
after(async () => {
  await app.close()
  await we.close()
})

const comment = content =>
  app.inject({ method: 'POST', url: '/comments', payload: { openid: 'oABC', content } })

test('a comment that WeChat passes is taken', async () => {
  const response = await comment('good tea')
  assert.deepEqual([response.statusCode, response.json()], [201, { content: 'good tea' }])
})

test('a comment that WeChat finds risky is not', async () => {
  await we.answer('security.msgSecCheck', { result: { suggest: 'risky', label: 20001 } })
  const response = await comment('good tea')
  assert.deepEqual([response.statusCode, response.json()], [422, { label: 20001 }])
})

test('when WeChat is not there, nothing is taken', async () => {
  await we.fault({ method: 'security.msgSecCheck', errcode: 61010 })
  assert.equal((await comment('good tea')).statusCode, 502)
})
