import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type Emulator, startEmulator } from '../../../local/emulator'
import { createOpenapi } from '../../../shared/index'
import { ask, withToken } from './plain-client'

let emulator: Emulator
let client: Awaited<ReturnType<typeof withToken>>
beforeEach(async () => {
  emulator = await startEmulator()
  client = await withToken(emulator)
})
afterEach(() => emulator.close())

const page = () =>
  ask(emulator.port, 'GET', '/__emu/', { headers: { accept: 'text/html,application/xhtml+xml,*/*' } })
const entities: Record<string, string> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
}
const decode = (text: string) => text.replace(/&(lt|gt|quot|#39|amp);/g, entity => entities[entity])

/** The text under a heading, newest call first. */
const blocks = async (title: string): Promise<string[]> => {
  const { text } = await page()
  const found = text.matchAll(
    new RegExp(`<h3>${title}</h3>(?:<button[^>]*>Copy</button>)?<pre>([^<]*)</pre>`, 'g'),
  )
  return [...found].map(match => decode(match[1]))
}

// The emulator is in this process: it must not be blocked while the shell asks it.
const runShell = async (command: string, env: Record<string, string> = {}): Promise<string> =>
  (await promisify(execFile)('sh', ['-c', command], { env: { ...process.env, ...env } })).stdout

const printers = '/cgi-bin/express/business/printer/update'
const bind = (more: object = {}) =>
  client.post(printers, { openid: 'oABC', update_type: 'bind', tagid_list: '1,2', ...more })

test('a browser gets a page, everybody else the words', async () => {
  expect((await page()).headers['content-type']).toBe('text/html; charset=utf-8')
  expect((await ask(emulator.port, 'GET', '/__emu/')).headers['content-type']).toBe(
    'text/plain; charset=utf-8',
  )
})

test('the page may load its own two files, and nothing else', async () => {
  const { headers, text } = await page()
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
  const { text } = await page()
  expect(text.match(/<script/g)).toHaveLength(1)
  expect(text).not.toContain('<img')
  expect((await blocks('Body'))[0]).toContain('<script>alert(1)</script>')
})

test('shows state, log, effects, clock and faults in words', async () => {
  await bind()
  await ask(emulator.port, 'POST', '/__emu/clock', { json: { set: '2030-01-01T00:00:00Z' } })
  await ask(emulator.port, 'POST', '/__emu/faults', { json: { action: { http: 502 } } })
  const { text } = await page()
  for (const words of [
    'wxdemo0000000000',
    '2030-01-01T00:00:',
    '(moved)',
    'logistics.updatePrinter',
    'printer bound',
    'Fault 1',
    'Nothing here is real',
  ]) {
    expect(text).toContain(words)
  }
  expect(text).not.toContain(client.token)
})

test('a call copied as curl does the same again', async () => {
  await bind({ openid: 'oDEMO_user_00000000000000001', note: `it's "quoted" $HOME \`x\`` })
  const [command] = await blocks('As curl')
  // A curl that says what it was called with, one argument a line.
  const told = `curl() { for each; do printf '%s\\n' "$each"; done; }\n${command}`
  const [, verb, url, , type, , body] = (await runShell(told, { TOKEN: client.token })).split('\n')
  expect(type).toBe('Content-Type: application/json')
  const { json } = await ask(emulator.port, verb, url.slice(emulator.url.length), { body })
  expect(json).toEqual({ errcode: 0, errmsg: 'ok' })
  const [again, first] = (await client.log()).filter(({ path }: any) => path === printers).reverse()
  expect(again.body).toEqual(first.body)
})

test('what a path holds is no command for the shell', async () => {
  await ask(emulator.port, 'GET', `/$(exit)'\`exit\`"$TOKEN?a=$(exit)`)
  const [command] = await blocks('As curl')
  const printed = await runShell(command.replace(/^curl -X GET/, 'printf %s'))
  expect(printed).toBe(`${emulator.url}/$(exit)'\`exit\`"$TOKEN?a=%24(exit)`)
})

test('a call copied as a call of this library does the same again', async () => {
  const contact = {
    name: '张三',
    mobile: '13800000001',
    province: '广东省',
    city: '广州市',
    area: '海珠区',
    address: '1',
  }
  await client.post('/cgi-bin/message/subscribe/send', {
    touser: 'oABC',
    template_id: 't',
    data: { thing_name: { value: "it's" } },
    sender: contact,
  })
  const [code] = await blocks('As a call of this library')
  expect(code).toContain('await openapi.subscribeMessage.send({')
  expect(code).toContain("templateId: 't'")
  const { url, appid, secret } = emulator
  const openapi = createOpenapi({ baseUrl: url, appid, secret })
  await new Function('openapi', `return (async () => { ${code} })()`)(openapi)
  const [again, first] = (await client.log())
    .filter(({ method }: any) => method === 'subscribeMessage.send')
    .reverse()
  expect(again.body).toEqual(first.body)
})

test('a call with a file names the file', async () => {
  const head =
    '--b\r\nContent-Disposition: form-data; name="media"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
  await ask(emulator.port, 'POST', `/wxa/img_sec_check?access_token=${client.token}`, {
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    body: `${head}x\r\n--b--\r\n`,
  })
  expect((await blocks('As curl'))[0]).toContain("-F 'media=@a.png;type=image/png'")
  expect((await blocks('As a call of this library'))[0]).toContain(
    "media: { contentType: 'image/png', value: readFileSync('a.png') }",
  )
})

test('the token endpoint is shown without a token', async () => {
  const curl = await blocks('As curl')
  expect(curl[curl.length - 1]).not.toContain('TOKEN')
})
