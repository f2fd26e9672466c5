import { type Emulator, startEmulator } from '../../../local/emulator'
import { blocks, page } from './page-blocks'
import { ask, withToken } from './plain-client'

let emulator: Emulator
let client: Awaited<ReturnType<typeof withToken>>
beforeEach(async () => {
  emulator = await startEmulator()
  client = await withToken(emulator)
})
afterEach(() => emulator.close())

const printers = '/cgi-bin/express/business/printer/update'
const bind = (more: object = {}) =>
  client.post(printers, { openid: 'oABC', update_type: 'bind', tagid_list: '1,2', ...more })

test('a browser gets a page, everybody else the words', async () => {
  expect((await page(emulator.port)).headers['content-type']).toBe('text/html; charset=utf-8')
  expect((await ask(emulator.port, 'GET', '/__emu/')).headers['content-type']).toBe(
    'text/plain; charset=utf-8',
  )
})

test('the page may load its own two files, and nothing else', async () => {
  const { headers, text } = await page(emulator.port)
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).not.toContain('unsafe')
  expect(text.match(/<script/g)).toHaveLength(1)
  expect(text).not.toMatch(/ style=| on[a-z]+=/)
  const css = await ask(emulator.port, 'GET', '/__emu/page.css')
  const script = await ask(emulator.port, 'GET', '/__emu/page.js')
  expect([css.headers['content-type'], script.headers['content-type']]).toEqual([
    'text/css; charset=utf-8',
    'text/javascript; charset=utf-8',
  ])
  expect(script.text).not.toMatch(/innerHTML|outerHTML|insertAdjacent|document\.write|eval/)
})

test('whatever was logged is text', async () => {
  const evil = '</pre><script>alert(1)</script><img src=x onerror="alert(1)">&lt;'
  await ask(emulator.port, 'POST', `${printers}?access_token=${client.token}&${encodeURIComponent(evil)}=1`, {
    json: { openid: evil, [evil]: evil },
    headers: { 'x-caller': evil },
  })
  await ask(emulator.port, 'GET', '/<script>alert(1)</script>')
  const { text } = await page(emulator.port)
  expect(text.match(/<script/g)).toHaveLength(1)
  expect(text).not.toContain('<img')
  expect((await blocks(emulator.port, 'Body'))[0]).toContain('<script>alert(1)</script>')
})

test('shows state, log, effects, clock and faults in words', async () => {
  await bind()
  await ask(emulator.port, 'POST', '/__emu/clock', { json: { set: '2030-01-01T00:00:00Z' } })
  await ask(emulator.port, 'POST', '/__emu/faults', { json: { action: { http: 502 } } })
  const { text } = await page(emulator.port)
  for (const words of [
    'wxdemo0000000000',
    '2030-01-01T00:00:',
    '(adjusted)',
    'logistics.updatePrinter',
    'printer bound',
    'Fault 1',
    'Nothing here is real',
  ]) {
    expect(text).toContain(words)
  }
  expect(text).not.toContain(client.token)
})
