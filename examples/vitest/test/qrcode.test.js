import { expect, test } from 'vitest'
import { we } from 'wx-openapi-shim/vitest'
import { tableCode } from '../src/qrcode.js'

test('each table has a code of its own', async () => {
  await we.answer('wxacode.getUnlimited', { contentType: 'image/png', buffer: Buffer.from('table 7') })
  expect(await tableCode(7)).toBe('data:image/png;base64,dGFibGUgNw==')
  const [{ params }] = await we.called('wxacode.getUnlimited')
  expect(params).toEqual({ scene: 'table=7', page: 'pages/menu/index' })
})

test('nothing is left of the test before', async () => {
  expect(await we.called('wxacode.getUnlimited')).toEqual([])
  expect(await tableCode(7)).not.toContain('dGFibGUgNw==')
})
