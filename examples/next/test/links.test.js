import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { startProject } from 'wx-openapi-shim/testing'
import { GET } from '../app/api/links/route.js'

let we
before(async () => {
  we = await startProject()
  Object.assign(process.env, we.env)
})
afterEach(() => we.reset())
after(() => we.close())

const ask = query => GET(new Request(`http://localhost/api/links${query}`))

test('a link leads to the page', async () => {
  await we.answer('urllink.generate', { urlLink: 'https://wxaurl.cn/abc' })
  const response = await ask('?path=pages/menu/index')
  assert.deepEqual(await response.json(), { urlLink: 'https://wxaurl.cn/abc' })
  const [{ params }] = await we.called('urllink.generate')
  assert.equal(params.path, 'pages/menu/index')
})

test('without a page nothing is asked of WeChat', async () => {
  assert.equal((await ask('')).status, 400)
  assert.deepEqual(await we.log(), [])
})
